using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>The settings under <c>Mail</c>: the server by which people who gave an address hear of news; without a host none.</summary>
internal sealed class MailOptions
{
    /// <summary>The SMTP server; empty for no mail.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The user; empty for a server that asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The user's password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address that mails come from.</summary>
    public string From { get; set; } = "";

    /// <summary>Mails a second.</summary>
    [Range(0.01, 1000)]
    public double PerSecond { get; set; } = 5;

    /// <summary>Whether mails are sent at all.</summary>
    internal bool IsOn => Host.Length > 0;

    internal SecureSocketOptions Socket => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Whether a text is one bare address, such as a person types.</summary>
    internal static bool IsAddress(string text) => text.Length is > 5 and <= 254
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && text.IndexOfAny(['<', '>', '"', ',', ';', '(', ')']) < 0 && MailAddress.TryCreate(text, out var address) && address.Address == text
        && address.Host.Contains('.') && address.User.Length <= 64 && Uri.CheckHostName(address.Host) == UriHostNameType.Dns;
}

/// <summary>How the connection to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Encrypted after a greeting; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Not at all: only for a server on the same machine.</summary>
    None,
}

internal sealed class CheckMailOptions(IOptions<WebOptions> web) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Wrong(MailOptions mail)
    {
        if (mail.From.Length > 0 && !MailOptions.IsAddress(mail.From))
            yield return "Mail:From is no address: write one such as suara@kota.go.id.";
        if (!mail.IsOn) yield break;
        if (Uri.CheckHostName(mail.Host) == UriHostNameType.Unknown) yield return "Mail:Host is no name of a server: write one such as mail.kota.go.id.";
        if (mail.From.Length == 0) yield return "Mail:From is missing: write the address that mails come from.";
        if (web.Value.PublicUrl.Length == 0) yield return "Mail:Host needs Web:PublicUrl, since every mail has a link by which it can be ended.";
        if (mail.Password.Length > 0 && mail.Security == MailSecurity.None && !IsHere(mail.Host))
            yield return "Mail:Security is None, so Mail:Password would travel readable: write StartTls or Tls.";
    }

    private static bool IsHere(string host) => host is "localhost" or "127.0.0.1" or "::1";
}
