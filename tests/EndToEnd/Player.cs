using System.Text.RegularExpressions;

namespace Tests.EndToEnd;

/// <summary>Somebody in a chat who goes on only when the bot has said what they wait for.</summary>
internal sealed partial class Player(BotApiServer server, long chat)
{
    private readonly LinkedList<Step> _steps = [];
    private long _since;

    public long Chat => chat;

    public bool IsDone => _steps.Count == 0;

    public bool CanAct => _steps.First?.Value is { } step && (step.Waits is null || Find(step) is not null);

    /// <summary>What is waited for, for the case that it never comes.</summary>
    public string Waits => $"{chat} waits for \"{_steps.First?.Value.Waits}\", last saw \"{server.Chat(chat).Last?.Text}\"";

    /// <summary>
    /// Opens a talk; what the bot said before it is not taken for an answer to it. Waits for a notice first when one is given. A notice
    /// among more than five that were gathered is only counted ("dan 3 lainnya"): whoever is told so looks for theirs.
    /// </summary>
    public Player Open(string text, string? notice = null) => Add(new Step(notice, null, Anytime: true, _ =>
    {
        _since = server.Chat(chat).Last?.Id ?? 0;
        server.Say(chat, text);
    })
    { CountedAfter = server.Chat(chat).Last?.Id ?? 0 });

    public Player Say(string waits, string text) => Add(new Step(waits, null, false, _ => server.Say(chat, text)));

    public Player Press(string waits, string label) => Add(new Step(waits, label, false, card => Press(card!, label)));

    /// <summary>Presses the so-manieth button, from 0.</summary>
    public Player PressAt(string waits, int place) =>
        Add(new Step(waits, null, false, card => Press(card!, (string)card!.Buttons[place]["text"]!)));

    /// <summary>Presses a button below something that may have come at any time.</summary>
    public Player PressBelow(string notice, string label) => Add(new Step(notice, label, true, card =>
    {
        _since = server.Chat(chat).Last!.Id;
        Press(card!, label);
    }));

    public Player Do(string waits, Action<BotApiMessage> act) => Add(new Step(waits, null, false, card => act(card!)));

    public void Act()
    {
        var step = _steps.First!.Value;
        var card = step.Waits is null ? null : Find(step);
        _steps.RemoveFirst();
        step.Act(card);
    }

    private Player Add(Step step)
    {
        _steps.AddLast(step);
        return this;
    }

    private void Press(BotApiMessage card, string label) => server.Press(chat, button => (string?)button["text"] == label, label, card);

    private BotApiMessage? Find(Step step) => server.Chat(chat).Messages
        .LastOrDefault(m => (step.Anytime || m.Id > _since) && Tells(step, m) && (step.Button is null || m.Labels.Contains(step.Button)));

    private static bool Tells(Step step, BotApiMessage message) => message.Text.Contains(step.Waits!, StringComparison.Ordinal)
        || (message.Id > step.CountedAfter && Counted().IsMatch(message.Text));

    /// <summary>A message may come twice when the bot was killed; the copy that is pressed on is one that still has its buttons.</summary>
    private sealed record Step(string? Waits, string? Button, bool Anytime, Action<BotApiMessage?> Act)
    {
        /// <summary>A message after this one that only counts what it tells stands for the notice too; none does otherwise.</summary>
        public long CountedAfter { get; init; } = long.MaxValue;
    }

    [GeneratedRegex(@"\bdan \d+ lainnya")]
    private static partial Regex Counted();
}
