using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Bot.Web.News;

/// <summary>How push services are reached: a browser names its own, so only addresses of the public internet are.</summary>
/// <param name="MayReach">Whether an address may be connected to.</param>
/// <param name="Trusts">Judges a certificate in place of the system; null for the system.</param>
internal sealed record PushNetwork(Func<IPAddress, bool> MayReach, RemoteCertificateValidationCallback? Trusts = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A client that goes where it may, and is led nowhere else.</summary>
    public HttpClient Open()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a service's address may change
            MaxResponseDrainSize = 64 * 1024,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = Trusts;
        return new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = 64 * 1024 };
    }

    /// <summary>The address is looked up once and connected to as it was judged, so that no name can change between.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var allowed = Array.FindAll(found, address => MayReach(address));
        if (found.Length > 0 && allowed.Length == 0) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A push service that lies in a network of its own, such as ours.</summary>
internal sealed class PrivateAddressException() : IOException("The address is not public.");
