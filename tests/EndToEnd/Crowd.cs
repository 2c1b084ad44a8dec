namespace Tests.EndToEnd;

/// <summary>
/// Many people who go on as the bot lets them, some at a time: when one is done the next one comes, so that there is something of every
/// kind under way until the end.
/// </summary>
internal sealed class Crowd(BotApiServer server, IReadOnlyList<Player> staff, IEnumerable<Player> visitors, int atOnce)
{
    private readonly LinkedList<Player> _outside = new(visitors);
    private readonly List<Player> _inside = [];
    private int _deeds;

    /// <summary>Whether everybody has done and seen all that they came for.</summary>
    public bool AllDone => Present().TrueForAll(p => p.IsDone) && _outside.Count == 0;

    /// <summary>Lets everybody go on until all are done or so many things more were done.</summary>
    public async Task GoOn(int deeds)
    {
        var until = _deeds + deeds;
        while (_deeds < until && !AllDone)
        {
            await server.Until(() => AllDone || Present().Exists(p => p.CanAct),
                string.Join("; ", Present().Where(p => !p.IsDone).Take(5).Select(p => p.Waits)), TimeSpan.FromSeconds(90));
            foreach (var player in Present().Where(p => p.CanAct))
            {
                player.Act();
                if (++_deeds >= until) return;
            }
        }
    }

    // Whoever has nothing to do now may have again when somebody else has done something.
    private List<Player> Present()
    {
        while (_inside.Count(p => !p.IsDone) < atOnce && _outside.First?.Value is { } next)
        {
            _outside.RemoveFirst();
            _inside.Add(next);
        }

        return [.. staff, .. _inside];
    }
}
