using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>Settings of the Telegram channel, section <c>Telegram</c>. Without a token Telegram is off.</summary>
internal sealed class TelegramOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Telegram";

    /// <summary>The official address of the Bot API.</summary>
    public const string Official = "https://api.telegram.org";

    /// <summary>The bot's token, as @BotFather gave it; a secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>A file that holds <see cref="Token"/>; empty for none.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Where the Bot API is.</summary>
    public string BaseUrl { get; set; } = Official;

    /// <summary><c>polling</c> (we ask) or <c>webhook</c> (Telegram calls us).</summary>
    public string Mode { get; set; } = "polling";

    /// <summary>The bot's user name without @; learned from the platform when empty.</summary>
    public string BotName { get; set; } = "";

    /// <summary>How long one question for updates may wait, in seconds; the platform allows 50.</summary>
    [Range(0, 50)]
    public int PollSeconds { get; set; } = 50;

    /// <summary>How Telegram calls us.</summary>
    public WebhookOptions Webhook { get; set; } = new();

    internal bool IsOn => Token.Length > 0;

    internal bool UsesWebhook => Mode.Equals("webhook", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address Telegram calls, section <c>Telegram:Webhook</c>.</summary>
    public sealed class WebhookOptions
    {
        /// <summary>Our public address, ending in <c>/telegram/webhook</c>.</summary>
        public string Url { get; set; } = "";

        /// <summary>What Telegram shows with every call, so that nobody else can pretend to be it; a secret.</summary>
        public string SecretToken { get; set; } = "";

        /// <summary>A file that holds <see cref="SecretToken"/>; empty for none.</summary>
        public string SecretTokenFile { get; set; } = "";

        /// <summary>How many calls Telegram may make at once, 1 to 100.</summary>
        [Range(1, 100)]
        public int Connections { get; set; } = 40;
    }
}

/// <summary>Checks the settings of Telegram when the service starts, and names all that is wrong at once.</summary>
internal sealed partial class CheckTelegramOptions : IValidateOptions<TelegramOptions>
{
    private static readonly int[] WebhookPorts = [443, 80, 88, 8443];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        if (!options.IsOn) return ValidateOptionsResult.Success;
        var wrong = General(options).Concat(options.UsesWebhook ? Webhook(options) : []).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> General(TelegramOptions o)
    {
        if (!Token().IsMatch(o.Token))
            yield return "Telegram:Token does not look like a token (digits, a colon, letters): copy it again from @BotFather.";
        if (!IsWeb(o.BaseUrl))
            yield return $"Telegram:BaseUrl must be an http or https address: write {TelegramOptions.Official} or your own Bot API server's.";
        if (!o.UsesWebhook && !o.Mode.Equals("polling", StringComparison.OrdinalIgnoreCase))
            yield return "Telegram:Mode is unknown: write polling or webhook.";
        if (o.PollSeconds is < 0 or > 50) yield return "Telegram:PollSeconds must be from 0 to 50: leave it out for 50.";
        if (o.BotName.Length > 0 && !BotName().IsMatch(o.BotName))
            yield return "Telegram:BotName must be the user name without @: leave it out to have it asked.";
    }

    private static IEnumerable<string> Webhook(TelegramOptions o)
    {
        var hook = o.Webhook;
        if (!IsWeb(hook.Url))
            yield return "Telegram:Webhook:Url is missing or no web address: write https://YOUR-HOST/telegram/webhook, or use Telegram:Mode polling.";
        else if (IsOfficial(o) && !Reachable(new Uri(hook.Url)))
            yield return "Telegram:Webhook:Url must be https on port 443, 80, 88 or 8443: the platform calls no other.";
        if (hook.SecretToken.Length == 0)
            yield return "Telegram:Webhook:SecretToken is missing, anybody could pretend to be Telegram: set 1 to 256 random letters or digits.";
        else if (!Secret().IsMatch(hook.SecretToken))
            yield return "Telegram:Webhook:SecretToken may hold 1 to 256 of A-Z a-z 0-9 _ - only: choose another.";
        if (hook.Connections is < 1 or > 100) yield return "Telegram:Webhook:Connections must be from 1 to 100: leave it out for 40.";
    }

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var u) && u is { Scheme: "http" or "https" };

    private static bool IsOfficial(TelegramOptions o) =>
        o.BaseUrl.TrimEnd('/').Equals(TelegramOptions.Official, StringComparison.OrdinalIgnoreCase);

    private static bool Reachable(Uri url) => url.Scheme == "https" && WebhookPorts.Contains(url.Port);

    [GeneratedRegex(@"^[0-9]{1,16}:[A-Za-z0-9_-]{8,}$")]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex Secret();

    [GeneratedRegex("^[A-Za-z0-9_]{3,64}$")]
    private static partial Regex BotName();
}
