using System.Text.Json.Serialization;

namespace Bot.Telegram.BotApi;

/// <summary>What stands below a message or in place of the person's keyboard.</summary>
[JsonDerivedType(typeof(InlineKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardMarkup))]
internal abstract record ReplyMarkup;

/// <summary>Buttons below the message.</summary>
internal sealed record InlineKeyboardMarkup(IReadOnlyList<IReadOnlyList<InlineKeyboardButton>> InlineKeyboard) : ReplyMarkup;

/// <summary>One of these buttons: exactly one of url and callback data is set.</summary>
internal sealed record InlineKeyboardButton(string Text, string? Url = null, string? CallbackData = null);

/// <summary>Buttons in place of the person's keyboard; what they say is sent as if typed.</summary>
internal sealed record ReplyKeyboardMarkup(IReadOnlyList<IReadOnlyList<KeyboardButton>> Keyboard, bool ResizeKeyboard, bool OneTimeKeyboard)
    : ReplyMarkup;

/// <summary>One of these buttons; it can offer to send the device's location.</summary>
internal sealed record KeyboardButton(string Text, bool? RequestLocation = null);
