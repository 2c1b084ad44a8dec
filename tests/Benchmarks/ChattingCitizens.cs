using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>
/// Citizens who rate one unit after another without end, each at a person's pace; how long they wait for each reply is kept.
/// </summary>
internal sealed partial class ChattingCitizens(BotApiServer server, int count, int seed, TimeProvider time)
{
    private const long First = 5_000_000_001;
    private const double LeastThought = 2;
    private const double MostThought = 6;
    private static readonly string[] Units = ["DPMPTSP", "DISDUKCAPIL", "DINSOS", "DISDIK"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<(DateTimeOffset At, double Wait)> _waits = [];
    private readonly Lock _lock = new();

    /// <summary>Milliseconds from what a citizen did since a moment to the reply's arrival, sorted.</summary>
    public IReadOnlyList<double> WaitsSince(DateTimeOffset moment)
    {
        lock (_lock) return [.. _waits.Where(w => w.At >= moment).Select(w => w.Wait).Order()];
    }

    /// <summary>How many ratings they ended.</summary>
    public int Ratings { get; private set; }

    /// <summary>How often a reply did not come in half a minute.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Lets all of them chat until stopped.</summary>
    public Task Chat(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, count).Select(i => Chat(i, stop)));

    private async Task Chat(int number, CancellationToken stop)
    {
        var (chat, chance, unit) = (server.Chat(First + number), new Random(seed + number), number);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(chance.NextDouble() * MostThought), stop);
            while (true)
            {
                await Do(chat, () => Act(chat, chance, ref unit), stop);
                await Task.Delay(TimeSpan.FromSeconds(LeastThought + (chance.NextDouble() * (MostThought - LeastThought))), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The morning is over.
        }
    }

    private async Task Do(BotApiChat chat, Action act, CancellationToken stop)
    {
        var before = (chat.Messages.Count, chat.Last?.Text);
        var at = time.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        act();
        try
        {
            await server.Until(() => stop.IsCancellationRequested || (chat.Messages.Count, chat.Last?.Text) != before, "a reply", Patience);
            stop.ThrowIfCancellationRequested();
            lock (_lock) _waits.Add((at, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }
        catch (TimeoutException)
        {
            lock (_lock) Unanswered++;
        }
    }

    private void Act(BotApiChat chat, Random chance, ref int unit)
    {
        if (chat.Last is not { Buttons.Count: > 0 } card || card.Text.Contains("Terima kasih", StringComparison.Ordinal))
        {
            lock (_lock) Ratings += chat.Last is null ? 0 : 1;
            server.Say(chat.Id, $"/start {Units[unit++ % Units.Length]}");
            return;
        }

        var asked = Number().IsMatch(card.Text) ? chance.Next(4) : -1;
        var button = asked >= 0 ? card.Buttons[asked] : card.Buttons.FirstOrDefault(IsSkip) ?? card.Buttons[0];
        server.Press(chat.Id, b => b == button, "an answer", card);
    }

    private static bool IsSkip(System.Text.Json.Nodes.JsonObject button) =>
        ((string?)button["text"])!.StartsWith("Lewati", StringComparison.Ordinal);

    [GeneratedRegex(@"\d/9 ·")]
    private static partial Regex Number();
}
