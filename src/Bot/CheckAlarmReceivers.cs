using Bot.Telegram;
using Bot.Web.Chat;
using Bot.Web.News;
using Core.Alarms;
using Core.News;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>A chat of <c>Alarms:To</c> by which nobody could ever be told stops the start; it would be noticed when it is needed.</summary>
internal sealed class CheckAlarmReceivers(IOptions<MailOptions> mail) : IValidateOptions<AlarmOptions>
{
    private static readonly string ByMail = FindWays.ChannelOf(WayKind.Mail);
    private static readonly string[] Known = [TelegramChannel.ChannelName, WebChannel.ChannelName, ByMail];

    public ValidateOptionsResult Validate(string? name, AlarmOptions options)
    {
        var wrong = options.Chats.Select(c => Wrong(c.Channel, c.Address)).OfType<string>().ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private string? Wrong(string channel, string address)
    {
        if (!Known.Contains(channel))
            return $"Alarms:To: {channel} is no channel. Write one of {string.Join(", ", Known)}, such as telegram:-1001234567890.";
        if (channel != ByMail) return null;
        if (!MailOptions.IsAddress(address)) return $"Alarms:To: \"{address}\" is no address. Write one such as mail:petugas@kota.go.id.";
        return mail.Value.IsOn ? null : "Alarms:To names a mailbox, but Mail:Host is empty. Name the server that sends mails.";
    }
}
