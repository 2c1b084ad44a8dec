using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Dialogs.Messages;
using Core.Dialogs.Words;

namespace Core.Dialogs.Conversations;

/// <summary>What a conversation keeps between two messages: only answers; the position is computed from them.</summary>
internal sealed class ConversationState
{
    private int? _before;

    /// <summary>The dialog whose question is open.</summary>
    public OpenDialog? Open { get; set; }

    /// <summary>Dialogs set aside for another one, the latest last.</summary>
    public List<OpenDialog> Aside { get; set; } = [];

    /// <summary>Whether the open card asks "go on?" instead of the dialog's question.</summary>
    public bool Resuming { get; set; }

    /// <summary>The last press that was accepted: the same one again is a double tap.</summary>
    public string? LastPress { get; set; }

    /// <summary>Whether it was said, since the last dialog began, that edited messages are not read.</summary>
    public bool ToldOfEdits { get; set; }

    /// <summary>
    /// The buttons of the cards last sent outside a dialog, the latest first: typed as they read they do what a press does.
    /// </summary>
    public List<ShownButton>? Shown { get; set; }

    /// <summary>What was asked of us last, in the person's words, for the buttons below the answer.</summary>
    public string? Wanted { get; set; }

    /// <summary>The album that an answer began with, while its pictures come.</summary>
    public BegunAlbum? Album { get; set; }

    public void Clear()
    {
        (Open, Resuming, LastPress, ToldOfEdits, Shown, Wanted, Album) = (null, false, null, false, null, null, null);
        Aside.Clear();
    }

    /// <summary>Whether the dialog that was open before this message has come to its end.</summary>
    [JsonIgnore]
    public bool HasEnded => _before is { } run && Open?.Run != run && !Aside.Exists(a => a.Run == run);

    public static ConversationState Read(string? stored)
    {
        if (stored is null) return new ConversationState();
        var state = JsonSerializer.Deserialize(stored, ConversationStateJson.Default.ConversationState)!;
        state._before = state.Open?.Run;
        return state;
    }

    /// <summary>
    /// As it is stored. Once a dialog has ended, its last press is kept without its value: that may be an answer of a rating.
    /// </summary>
    public string? Write()
    {
        if (Open is null && LastPress is not null) LastPress = CallbackData.WithoutValue(LastPress);
        return Open is null && Aside.Count == 0 && LastPress is null && !ToldOfEdits && Shown is null && Wanted is null && Album is null
            ? null
            : JsonSerializer.Serialize(this, ConversationStateJson.Default.ConversationState);
    }
}

/// <summary>A started dialog, as data.</summary>
internal sealed class OpenDialog
{
    private const int SaidMost = 30;

    /// <summary>The dialog's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Which start of a dialog by this person it is; its buttons carry the number.</summary>
    public int Run { get; set; }

    /// <summary>What it was started with.</summary>
    public Dictionary<string, string> Args { get; set; } = [];

    /// <summary>Answers as they were given, by question key, in the order of asking.</summary>
    public List<GivenAnswer> Answers { get; set; } = [];

    /// <summary>What the script looked up once and goes by since.</summary>
    public Dictionary<string, string?> Facts { get; set; } = [];

    /// <summary>The key of the open question.</summary>
    public string? Asked { get; set; }

    /// <summary>The open question's unfinished input: a page, a search, the messages of a long text.</summary>
    public string? Draft { get; set; }

    /// <summary>What was said before a question was asked, by the question's key: its unfinished input once it is.</summary>
    public Dictionary<string, string>? Begun { get; set; }

    /// <summary>Whether it holds what somebody said before they were asked.</summary>
    public bool Told { get; set; }

    /// <summary>Whether somebody has answered or told something in it.</summary>
    [JsonIgnore]
    public bool IsBegun => Told || Answers.Count > 0;

    /// <summary>How often in a row the open question got words that are no answer to it.</summary>
    public int Misses { get; set; }

    /// <summary>The messages that were taken as words, so that an edited one is found again.</summary>
    public List<SaidPiece>? Said { get; set; }

    /// <summary>When the person last answered in it.</summary>
    public DateTimeOffset At { get; set; }

    public string? Answer(string key)
    {
        foreach (var answer in Answers)
            if (answer.Key == key) return answer.Value;
        return null;
    }

    public void Keep(string key, string stored)
    {
        Drop(key);
        Answers.Add(new GivenAnswer { Key = key, Value = stored });
    }

    /// <summary>Notes which message said what, as far as the platform names its messages.</summary>
    public void Note(string? message, string? text)
    {
        if (message is null || string.IsNullOrWhiteSpace(text) || Said?.Count >= SaidMost) return;
        (Said ??= []).Add(new SaidPiece { Id = message, Text = text.Trim() });
    }

    public void Drop(string key) => Answers.RemoveAll(a => a.Key == key);

    /// <summary>Takes over what somebody said before they were asked.</summary>
    public void Carry(Carried? carried)
    {
        if (carried is null) return;
        Told |= carried.Args.Count + carried.Begun.Count > 0;
        foreach (var (key, value) in carried.Args) Args[key] = value;
        foreach (var (key, stored) in carried.Answers) Keep(key, stored);
        foreach (var (key, draft) in carried.Begun) (Begun ??= [])[key] = draft;
    }

    /// <summary>Lays aside what was written for a question until it is asked, behind or in place of what was laid aside before.</summary>
    public void Lay(string key, string? written, bool behind = false)
    {
        if (string.IsNullOrEmpty(written)) return;
        (Begun, Told) = (Begun ?? [], true);
        Begun[key] = behind && Begun.TryGetValue(key, out var before) ? $"{before}\n{written}" : written;
    }

    /// <summary>What was begun for this question becomes its unfinished input.</summary>
    public void TakeBegun(string key)
    {
        if (Draft is null && Begun?.Remove(key, out var draft) == true) Draft = draft;
    }
}

/// <summary>An answer as it was given.</summary>
internal sealed class GivenAnswer
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";
}

/// <summary>A message that was taken as words of a question.</summary>
internal sealed class SaidPiece
{
    /// <summary>The channel's id of the message.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its words.</summary>
    public string Text { get; set; } = "";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ConversationState))]
internal sealed partial class ConversationStateJson : JsonSerializerContext;
