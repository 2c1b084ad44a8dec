using System.Text.Json.Serialization;
using Core.Texts;

namespace Core.Messaging;

/// <summary>A message on its way to a person, as data; channels decide how it looks.</summary>
/// <remarks>The text is plain: nothing in it is markup but the marks of <see cref="TextFormatting"/>, which people cannot type.</remarks>
internal sealed record OutgoingMessage
{
    /// <summary>The chat it goes to.</summary>
    public required string Address { get; init; }

    /// <summary>What kind of chat that is; groups have rates of their own.</summary>
    public ChatKind Chat { get; init; }

    /// <summary>The forum topic, in groups that have them.</summary>
    public string? Thread { get; init; }

    /// <summary>
    /// What it says in the words of its reader; may be longer than a platform's message, the channel cuts it safely. Of a message
    /// that waits it is empty until it goes out: then <see cref="Says"/> is put into words.
    /// </summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// What it says as keys and arguments, put into words when it goes out, in the language that its reader has by then. It
    /// stays beside the words for channels that take nothing but templates; null of a reply, which goes out at once.
    /// </summary>
    public LocalizedText? Says { get; init; }

    /// <summary>The language of a reader of whom none is known; Indonesian when null.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// Whether the reader has been silent for so long that the channel takes only templates; set when it goes out, by
    /// <see cref="ChannelCapabilities.TemplateAfter"/>.
    /// </summary>
    public bool AsTemplate { get; init; }

    /// <summary>Rows of buttons below the text.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Rows { get; init => field = value ?? []; } = [];

    /// <summary>The channel's id of the message that this one replaces in place; a new message is sent when that is impossible.</summary>
    public string? EditOf { get; init; }

    /// <summary>The channel's id of an older card whose buttons must go, since this message takes its place.</summary>
    public string? Retires { get; init; }

    /// <summary>What it is about (<see cref="Core.Messaging.Topic"/>): whoever sent it hears by this word what became of it.</summary>
    public string? Topic { get; init; }

    /// <summary>A file to send with it.</summary>
    public OutFile? File { get; init; }

    /// <summary>
    /// Whether news will follow, so that a channel which shows messages only to who looks may offer ways to hear of them.
    /// </summary>
    public bool NewsFollow { get; init; }

    /// <summary>Whether the person's device should offer to share its location.</summary>
    public bool AsksPlace { get; init; }

    /// <summary>Whether it arrives without a sound.</summary>
    public bool Quiet { get; init; }

    /// <summary>
    /// How many of the parts that its channel makes of it were sent by an earlier try of the same process; it goes on from there.
    /// </summary>
    [JsonIgnore]
    public int PartsOut { get; init; }
}

/// <summary>A button: exactly one of data, address or start payload is set.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Data">Comes back as <see cref="Core.Messaging.Inbound.Press"/>; data that starts with a slash is a command.</param>
/// <param name="Url">Opens a page.</param>
/// <param name="Start">Opens a talk with this payload (a deep link; on the web chat a press of <c>/start PAYLOAD</c>).</param>
internal sealed record Button(string Label, string? Data = null, string? Url = null, string? Start = null)
{
    /// <summary>What stands on it as key and arguments, put into words when the message goes out; null where the label is there.</summary>
    public LocalizedText? Says { get; init; }

    /// <summary>Whether its page opens inside the messenger, where the channel can do that.</summary>
    public bool Inside { get; init; }

    /// <summary>A button whose label is put into words when the message goes out.</summary>
    public static Button Of(LocalizedText label, string data) => new("", data) { Says = label };
}

/// <summary>A file that we send.</summary>
/// <param name="Path">Where its bytes are, on our disk.</param>
/// <param name="Name">The name that the receiver sees.</param>
/// <param name="Picture">Shown as a picture, not as a document.</param>
/// <param name="Alt">What a picture shows, in words.</param>
internal sealed record OutFile(string Path, string Name, bool Picture, string? Alt = null);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OutgoingMessage))]
internal sealed partial class OutgoingMessageJson : JsonSerializerContext;
