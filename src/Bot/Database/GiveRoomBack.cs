using Microsoft.Extensions.Options;

namespace Bot.Database;

/// <summary>
/// Gives the disk back what was erased from a SQLite file, a little at a time, so that nobody waits; some room for writing stays.
/// A file from before this was there is made ready for it at the start (<see cref="SqliteFile.MakeShrinkable"/>). PostgreSQL looks after
/// itself.
/// </summary>
internal sealed class GiveRoomBack(IOptions<DatabaseOptions> options, TimeProvider time)
{
    private const int PagesAtOnce = 500;
    private const int PagesKept = 2000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Does it; returns how many pages were given back.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        if (options.Value.Provider != "sqlite" || SqliteFile.PathOf(options.Value.ConnectionString) is not { } file) return 0;
        var given = 0;
        for (var free = await SqliteFile.FreePages(file); free > PagesKept;)
        {
            stop.ThrowIfCancellationRequested();
            var left = await SqliteFile.GiveBack(file, Math.Min(PagesAtOnce, free - PagesKept));
            if (left >= free) break;
            given += free - left;
            free = left;
            await Task.Delay(Pause, time, stop);
        }

        return given;
    }
}
