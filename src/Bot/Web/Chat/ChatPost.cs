using System.Text;
using System.Text.RegularExpressions;
using Core.Messaging;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>Takes what the person writes, presses or shares. It is stored and handed on before the browser hears of success.</summary>
internal sealed partial class ChatPost(ChatTalk talk, Func<IReadOnlyList<Inbound>, Task> receive, IOptions<WebOptions> options)
{
    /// <summary>The largest request with a message, in bytes.</summary>
    public const long BodyMax = 128 * 1024;

    /// <summary>Takes one message.</summary>
    public async Task<IResult> Take(ChatPosted posted, HttpContext http)
    {
        var text = TextFormatting.Clean(posted.Text ?? "").Trim();
        if (Slip(posted, text, http.Request) is { } slip) return slip;
        var address = ChatVisitor.AddressOf(http.Request)!;
        await talk.Say(address, posted.Id!, await LineOf(address, posted, text));
        await receive([new Inbound
        {
            Channel = WebChannel.ChannelName,
            ExternalId = $"{address}:{posted.Id}",
            Address = address,
            Sender = address,
            Language = posted.Language,
            Text = text.Length == 0 ? null : text,
            Press = posted.Press?.Data,
            PressedMessage = posted.Press is { } press ? $"{press.Message}" : null,
            Place = posted.Place,
        }]);
        return Results.Json(new { ok = true });
    }

    /// <summary>Whether the browser's own id may be one.</summary>
    internal static bool IsId(string? id) => id is not null && ClientId().IsMatch(id);

    private IResult? Slip(ChatPosted posted, string text, HttpRequest request)
    {
        var kinds = (text.Length > 0 ? 1 : 0) + (posted.Press is null ? 0 : 1) + (posted.Place is null ? 0 : 1);
        if (!IsId(posted.Id) || posted.Language is { Length: > 35 }) return Bad("chat.not-understood");
        if (kinds != 1) return Bad(kinds == 0 ? "chat.empty" : "chat.not-understood");
        if (text.Length > options.Value.TextMax) return Bad("chat.too-long", text.Length, options.Value.TextMax);
        if (posted.Press is { } press && !IsPress(press)) return Bad("chat.not-understood");
        return posted.Place is { } place && !IsOnEarth(place) ? Bad("chat.not-understood") : null;

        IResult Bad(string key, params object?[] args) => ChatGuard.Refuse(request, StatusCodes.Status400BadRequest, key, args);
    }

    private async Task<ChatLine> LineOf(string address, ChatPosted posted, string text)
    {
        if (posted.Press is not { } press)
            return new() { Text = text.Length == 0 ? null : text, Place = posted.Place, Hidden = posted.Hidden };
        var card = await talk.Find(address, press.Message);
        var label = card is null ? null : ChatLine.Read(card.Body).LabelOf(press.Data);
        return new() { Text = label, On = press.Message, Hidden = label is null };
    }

    private static bool IsPress(ChatPress press) =>
        press.Data is { Length: > 0 }
        && Encoding.UTF8.GetByteCount(press.Data) <= WebChannel.PressMax
        && TextFormatting.Clean(press.Data) == press.Data;

    private static bool IsOnEarth(Place place) => Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180;

    [GeneratedRegex("^[A-Za-z0-9_-]{8,64}$")]
    private static partial Regex ClientId();
}

/// <summary>What the page posts: its own id and one of text, press or place.</summary>
/// <param name="Id">Made by the browser; the same id is taken once.</param>
/// <param name="Language">The language of the page.</param>
/// <param name="Text">What the person wrote.</param>
/// <param name="Press">The button that the person pressed.</param>
/// <param name="Place">Where the person is.</param>
/// <param name="Hidden">Whether the page said it by itself.</param>
internal sealed record ChatPosted(string? Id, string? Language, string? Text, ChatPress? Press, Place? Place, bool Hidden);

/// <summary>A pressed button.</summary>
/// <param name="Message">The line that it stands on.</param>
/// <param name="Data">What it says to the dialog.</param>
internal sealed record ChatPress(long Message, string Data);
