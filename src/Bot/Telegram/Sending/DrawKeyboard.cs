using System.Text;
using Core.Messaging;
using Core.Texts;
using Telegram.Bot.Types.ReplyMarkups;

namespace Bot.Telegram.Sending;

/// <summary>Draws a message's buttons as the platform wants them.</summary>
internal static class DrawKeyboard
{
    /// <summary>The longest data of a button, in UTF-8 bytes.</summary>
    public const int DataMax = 64;

    /// <summary>The keyboard of a message; null when it has none. Data that is too long is a bug and throws.</summary>
    public static ReplyMarkup? Of(OutgoingMessage message, string? botName)
    {
        // Locations can be asked for by the person's own keyboard only, and in private chats only (those with a positive id).
        if (message.AsksPlace && !message.Address.StartsWith('-')) return PlaceKeyboard(message);
        if (message.Rows.Count == 0) return null;
        var rows = new List<List<InlineKeyboardButton>>(message.Rows.Count);
        foreach (var row in message.Rows)
        {
            var drawn = new List<InlineKeyboardButton>(row.Count);
            foreach (var button in row)
                if (Draw(button, botName) is { } one) drawn.Add(one);
            if (drawn.Count > 0) rows.Add(drawn);
        }

        return rows.Count == 0 ? null : new InlineKeyboardMarkup(rows);
    }

    /// <summary>The address that opens a talk with the bot.</summary>
    public static string StartLink(string botName, string payload) => $"https://t.me/{botName}?start={payload}";

    private static InlineKeyboardButton? Draw(Button button, string? botName)
    {
        if (button.Data is { } data) return InlineKeyboardButton.WithCallbackData(button.Label, Checked(data));
        if (button is { Inside: true, Url: { } page })
            return IsPublic(page) ? InlineKeyboardButton.WithWebApp(button.Label, new global::Telegram.Bot.Types.WebAppInfo(page)) : null;
        if (button.Url is { } url) return IsPublic(url) ? InlineKeyboardButton.WithUrl(button.Label, url) : null;
        return button.Start is { } payload && botName is not null
            ? InlineKeyboardButton.WithUrl(button.Label, StartLink(botName, payload))
            : null;
    }

    private static string Checked(string data)
    {
        var bytes = Encoding.UTF8.GetByteCount(data);
        return bytes is >= 1 and <= DataMax
            ? data
            : throw new ArgumentException($"Button data of {bytes} bytes, allowed are 1 to {DataMax}: \"{data}\".");
    }

    // One address that no reader could open (this machine's own) would make the platform refuse the whole message.
    private static bool IsPublic(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http" or "tg", IsLoopback: false };

    private static ReplyKeyboardMarkup PlaceKeyboard(OutgoingMessage message)
    {
        var share = string.Join(" / ", Wording.Languages.Select(l => Wording.Of(l)["channels.share-place"]));
        var rows = new List<List<KeyboardButton>> { new() { KeyboardButton.WithRequestLocation($"📍 {share}") } };
        foreach (var row in message.Rows) rows.Add([.. row.Where(b => b.Data is not null).Select(b => new KeyboardButton(b.Label))]);
        rows.RemoveAll(row => row.Count == 0);
        return new(rows) { ResizeKeyboard = true, OneTimeKeyboard = true };
    }
}
