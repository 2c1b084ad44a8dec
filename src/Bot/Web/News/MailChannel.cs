using System.Net.Sockets;
using Core.Alarms;
using Core.Messaging;
using Core.News;
using Core.Texts;
using Core.Units;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Bot.Web.News;

/// <summary>
/// Sends mails that say that there is news, or ask whether an address is its owner's, each with a way to end them; and alarms to the
/// mailboxes that the settings name.
/// </summary>
internal sealed partial class MailChannel(FindWays ways, IOptions<MailOptions> options, IOptions<WebOptions> web,
    IOptions<InstansiOptions> instansi, IOptions<AlarmOptions> alarms, TimeProvider time, ILogger<MailChannel> log) : IChannel
{
    private const int PatienceMilliseconds = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name { get; } = FindWays.ChannelOf(WayKind.Mail);

    /// <inheritdoc/>
    public ChannelCapabilities Capabilities { get; } = new() { Rates = new ChannelRates { PerSecond = options.Value.PerSecond } };

    /// <inheritdoc/>
    public async ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        if (await Mail(message, stop) is not { } mail) return new SendOutcome.Unreachable("not kept any more");
        try
        {
            await Deliver(mail, stop);
            return new SendOutcome.Sent(null);
        }
        catch (AuthenticationException)
        {
            LogNotLetIn();
            return new SendOutcome.Later(UntilMended, Everyone: true);
        }
        catch (SmtpCommandException e)
        {
            return Judge(e);
        }
        catch (Exception e) when (e is SmtpProtocolException or SslHandshakeException or SocketException or IOException or TimeoutException
            or ServiceNotConnectedException or NotSupportedException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            LogAway(e.GetType().Name);
            return new SendOutcome.Later(Pause, Everyone: true);
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenFile(string reference, CancellationToken stop) => Task.FromResult<Stream?>(null);

    // A connection for each mail: there are few, and none is left open for the server to close.
    private async Task Deliver(MimeMessage mail, CancellationToken stop)
    {
        var mine = options.Value;
        using var client = new SmtpClient { Timeout = PatienceMilliseconds };
        await client.ConnectAsync(mine.Host, mine.Port, mine.Socket, stop);
        if (mine.User.Length > 0) await client.AuthenticateAsync(mine.User, mine.Password, stop);
        await client.SendAsync(mail, stop);
        await client.DisconnectAsync(quit: true, stop);
    }

    /// <summary>To whoever keeps the service what the settings say that they are told, to people that there is news and no more.</summary>
    private async ValueTask<MimeMessage?> Mail(OutgoingMessage message, CancellationToken stop) =>
        alarms.Value.Names(Name, message.Address) ? Alarm(message)
        : await ways.Find(message.Address, stop) is { } found ? Write(message, found) : null;

    private MimeMessage Alarm(OutgoingMessage message)
    {
        var words = Wording.Of(message.Language);
        var mail = Begin(message.Address, words["alarm.mail-subject", instansi.Value.Name], words);
        mail.Body = new TextPart("plain") { Text = TextFormatting.Strip(message.Text) + "\n" };
        return mail;
    }

    private MimeMessage Begin(string to, string subject, Wording words)
    {
        var mail = new MimeMessage { Date = time.GetUtcNow(), Subject = subject };
        mail.From.Add(new MailboxAddress(instansi.Value.Name, options.Value.From));
        mail.To.Add(MailboxAddress.Parse(to));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add(HeaderId.ContentLanguage, words.Language);
        return mail;
    }

    private MimeMessage Write(OutgoingMessage message, OpenedWay found)
    {
        var words = Wording.Of(message.Language);
        var asks = Topic.NumberIn(message.Topic, KeepWays.Question) is not null;
        var stop = NewsLinks.Stop(web.Value, found.Way.Id, ways.StopProof(found.Way), words);
        var mail = Begin(found.Target, words[asks ? "news.mail-question-subject" : "news.mail-subject"], words);
        mail.Headers.Add("List-Unsubscribe", $"<{stop}>");
        mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        var how = asks ? words["news.mail-question-how", NewsLinks.Confirm(web.Value, found.Way.Id, ways.ConfirmProof(found.Way), words)]
            : words["news.mail-how", NewsLinks.Talk(web.Value)];
        mail.Body = new TextPart("plain")
        {
            Text = string.Join("\n\n", message.Text, how, words["news.mail-stop", instansi.Value.Name, stop]) + "\n",
        };
        return mail;
    }

    /// <summary>
    /// What is said of the mailbox ends the way; what is said of us, such as that we may not send there, is the operator's to mend.
    /// </summary>
    private SendOutcome Judge(SmtpCommandException error)
    {
        if ((int)error.StatusCode < 500) return new SendOutcome.Later(Pause, Everyone: false);
        if (error.ErrorCode == SmtpErrorCode.RecipientNotAccepted && !error.Message.Contains("relay", StringComparison.OrdinalIgnoreCase)
            && error.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath
                or SmtpStatusCode.MailboxNameNotAllowed)
            return new SendOutcome.Unreachable($"SMTP {(int)error.StatusCode}");
        LogNotTaken((int)error.StatusCode);
        return new SendOutcome.Later(UntilMended, Everyone: true);
    }

    [LoggerMessage(LogLevel.Error, "The mail server does not accept Mail:User and Mail:Password; mails wait.")]
    private partial void LogNotLetIn();

    [LoggerMessage(LogLevel.Error, "The mail server refuses our mails ({Status}); look at Mail:From and at what the server allows. They wait.")]
    private partial void LogNotTaken(int status);

    [LoggerMessage(LogLevel.Warning, "The mail server cannot be reached ({Error}); mails wait.")]
    private partial void LogAway(string error);
}
