using Core.Outbox;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>
/// Counts the messages that came more than once, and those that may: what stood in the outbox as taken up at the moment of a kill is the
/// one thing that may be sent again (it went out, and the process died before it was written down).
/// </summary>
internal sealed class RepeatedMessages(BotApiServer server, TestDatabase database)
{
    // What stood as taken up at the kill is counted; this only says that it cannot have been long ago, on a machine that is busy too.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);
    private readonly List<(DateTimeOffset Begun, DateTimeOffset Over, Dictionary<long, int> InHand)> _kills = [];

    /// <summary>Kills the process, and notes what it had taken up and not marked.</summary>
    public async Task Kill(BotProcess bot)
    {
        var begun = TimeProvider.System.GetUtcNow();
        await bot.Kill();
        await server.Until(() => server.UnderWay == 0, "the calls under way have ended");
        await using var db = database.Open();
        var taken = await db.Outbox.Where(m => m.Owner != null && m.State == OutboxState.Waiting).GroupBy(m => m.Address)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => long.Parse(g.Key), g => g.Count);
        _kills.Add((begun, TimeProvider.System.GetUtcNow(), taken));
    }

    /// <summary>Messages that came again: how many, and those that no kill explains.</summary>
    public (int Count, IReadOnlyList<string> Unexplained) Look(IEnumerable<long> chats)
    {
        var (count, unexplained) = (0, new List<string>());
        foreach (var chat in chats)
        {
            var left = _kills.Select(k => k.InHand.GetValueOrDefault(chat)).ToArray();
            foreach (var copies in server.Chat(chat).Messages.GroupBy(m => m.AsSent).Where(g => g.Count() > 1 && !IsAlarm(g.Key)))
            {
                var tooMany = copies.Count() - Meant(copies.Key);
                count += Math.Max(0, tooMany);
                foreach (var earlier in copies.OrderBy(m => m.At).SkipLast(1).TakeWhile(_ => tooMany > 0))
                    if (Explains(earlier.At, left)) tooMany--;
                if (tooMany > 0)
                    unexplained.Add($"{chat}, {tooMany} of {copies.Count()}: {copies.Key.ReplaceLineEndings(" ")}\n{Times(chat, copies)}");
            }
        }

        return (count, unexplained);
    }

    /// <summary>When each copy came, and the kills from the first copy to just after the last with what they caught of this chat.</summary>
    private string Times(long chat, IEnumerable<BotApiMessage> copies)
    {
        var times = copies.Select(m => m.At).Order().ToList();
        var kills = _kills.Where(k => k.Over >= times[0] && k.Begun <= times[^1] + Window);
        return $"came {string.Join(", ", times.Select(t => $"{t:HH:mm:ss.fff}"))}; killed "
            + string.Join(", ", kills.Select(k => $"{k.Begun:HH:mm:ss.fff} to {k.Over:HH:mm:ss.fff} with {k.InHand.GetValueOrDefault(chat)}"));
    }

    /// <summary>Whether the next kill caught a message of this chat between going out and being marked; it explains one.</summary>
    private bool Explains(DateTimeOffset sent, int[] left)
    {
        var kill = _kills.FindIndex(k => k.Over >= sent);
        if (kill < 0 || _kills[kill].Begun - sent >= Window || left[kill] == 0) return false;
        left[kill]--;
        return true;
    }

    // An alarm says the same each time that the same thing is ill: on a machine at its limit, with a clock that runs twenty times as fast.
    private static bool IsAlarm(string sent) => sent.StartsWith("Sistem perlu perhatian", StringComparison.Ordinal)
        || sent.StartsWith("Sudah baik kembali", StringComparison.Ordinal);

    // What is told of a complaint that is taken up, and confirmed, a second time after it was opened again reads as the first time;
    // which of the two came again nobody can see.
    private static int Meant(string sent) => sent.Contains(" mulai dikerjakan oleh ", StringComparison.Ordinal)
        || sent.StartsWith("Pelapor menyatakan ", StringComparison.Ordinal)
        || sent.StartsWith("Senang mendengarnya.", StringComparison.Ordinal) ? 2 : 1;
}
