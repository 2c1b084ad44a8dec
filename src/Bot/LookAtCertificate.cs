using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Bot.Telegram;
using Bot.Web;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>
/// Looks how long the certificates of our own addresses last (the webhook's, which the platform checks, and the public one), as whoever
/// calls them sees it. It looks at most once an hour, and soon again where it could not.
/// </summary>
internal sealed class LookAtCertificate(IOptions<WebOptions> web, IOptions<TelegramOptions> telegram, TimeProvider time)
{
    /// <summary>From so long before its end on a certificate is worth a word.</summary>
    internal static readonly TimeSpan Near = TimeSpan.FromDays(14);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<Ending> _near = [];
    private DateTimeOffset _until;

    /// <summary>What is wrong with a certificate: it ends soon or has ended; null when nothing is or none can be seen.</summary>
    public async Task<string?> Trouble() => await NearTheirEnd() is { Count: > 0 } near ? string.Join("; ", near.Select(Words)) : null;

    /// <summary>Certificates that end soon or have ended.</summary>
    public async Task<IReadOnlyList<Ending>> NearTheirEnd()
    {
        await _one.WaitAsync();
        try
        {
            if (time.GetUtcNow() >= _until) await Look();
            return _near;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Hosts whose certificate could not be seen at the last look.</summary>
    public IReadOnlyList<string> Unseen { get; private set; } = [];

    private async Task Look()
    {
        var (found, unseen) = (new List<Ending>(), new List<string>());
        foreach (var address in Addresses())
        {
            // What cannot be seen now is as it was when it was seen last: a certificate that does not answer is not renewed by that.
            var seen = await EndOf(address) is { } end ? new Ending(address.Authority, end) : null;
            if (seen is null) unseen.Add(address.Authority);
            if ((seen ?? _near.FirstOrDefault(n => n.Host == address.Authority)) is { } ending && ending.Ends - time.GetUtcNow() < Near)
                found.Add(ending);
        }

        (_near, Unseen) = (found, unseen);
        _until = time.GetUtcNow() + (unseen.Count == 0 ? Fresh : Soon);
    }

    /// <summary>Whether there is an address with a certificate.</summary>
    public bool IsUsed => Addresses().Any();

    private IEnumerable<Uri> Addresses()
    {
        string[] all = [telegram.Value.IsOn && telegram.Value.UsesWebhook ? telegram.Value.Webhook.Url : "", web.Value.PublicUrl];
        return all.Where(a => Uri.TryCreate(a, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
            .Select(a => new Uri(a)).DistinctBy(a => a.Authority);
    }

    private string Words(Ending ending)
    {
        var (host, end) = ending;
        var day = end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var left = end - time.GetUtcNow();
        return left > TimeSpan.Zero ? $"the certificate of {host} ends on {day}, in {left.Days} days: renew it"
            : $"the certificate of {host} ended on {day}: renew it";
    }

    // Whatever it is, it is looked at: one that has ended, or that nobody vouches for, is what this is about.
    private static async Task<DateTimeOffset?> EndOf(Uri address)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var line = new TcpClient();
            await line.ConnectAsync(address.DnsSafeHost, address.Port, patience.Token);
            DateTimeOffset? end = null;
            await using var secure = new SslStream(line.GetStream(), false, (_, shown, _, _) =>
            {
                if (shown is X509Certificate2 certificate) end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
                return true;
            });
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.DnsSafeHost }, patience.Token);
            return end;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            return null; // from inside an address may not be reachable; that the platform cannot call us is told by the platform
        }
    }

    /// <summary>A certificate with its end.</summary>
    internal sealed record Ending(string Host, DateTimeOffset Ends);
}
