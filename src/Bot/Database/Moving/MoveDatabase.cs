using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace Bot.Database.Moving;

/// <summary>
/// Carries a city from one database to another, table by table in batches, and compares both at the end. A move that broke goes on where
/// it was; the database that it comes from stays as it is, but for the keys of the day, which must not outlive it there.
/// </summary>
internal sealed class MoveDatabase(MoveEnd from, MoveEnd to, Action<string> say, int batch = MoveDatabase.BatchSize)
{
    /// <summary>Rows in one transaction; three such batches are in memory at once.</summary>
    public const int BatchSize = 20_000;

    private readonly MoveProgress _progress = new(to);

    private readonly IReadOnlyList<MovedTable> _tables = MovedTable.InOrder(from.Db);

    /// <summary>Holds both ends and makes sure that the city can be carried.</summary>
    /// <exception cref="InvalidDataException">It cannot, with the reason; nothing was changed.</exception>
    public async Task Prepare() => await PrepareTarget(await PrepareSource());

    /// <summary>Carries it; what stands there at the end is the same as here.</summary>
    /// <exception cref="InvalidDataException">It could not be done, with the reason; what was carried stays for the next try.</exception>
    public async Task Carry()
    {
        foreach (var table in _tables) await Try(table, Carry);
        foreach (var table in _tables.Where(t => t.Numbered is not null)) await to.NumberAfter(table, await from.LastNumber(table));
        await Compare();
        await to.Keep(await from.PassingKeys());
        await to.Settle();
        await _progress.End();
        await from.ErasePassingKeys();
    }

    /// <summary>Holds the source still; the fingerprint of the city's key.</summary>
    private async Task<string> PrepareSource()
    {
        if (!await from.IsThere()) throw new InvalidDataException($"There is no database at {from.Words}; nothing was moved.");
        await from.Hold(writes: false);
        if ((await from.Db.Database.GetPendingMigrationsAsync()).Any())
            throw new InvalidDataException(
                "The database is of an older release. Start the service once, so that it is brought up to date.");
        if (await DatabaseSetup.FromTheFuture(from.Db) is { Count: > 0 } unknown)
            throw new InvalidDataException($"The database is of a newer release ({unknown[^1]}). Use that one to move it.");
        if (await new MoveProgress(from).City() is not null)
            throw new InvalidDataException($"{from.Words} is itself half moved; finish that move first, from where it came.");
        return await from.Ask("select value from installation where name = 'key'") as string
            ?? throw new InvalidDataException("This database has never been served: there is no city in it to move.");
    }

    private async Task PrepareTarget(string city)
    {
        await DatabaseSetup.Migrate(to.Db, unfinished: true);
        await to.Hold(writes: true);
        var under = await _progress.City();
        if (under == city)
        {
            say("A move into this database was begun earlier; it goes on.");
            return;
        }

        if (under is not null) throw new InvalidDataException($"Another city is half moved into {to.Words}. Name another database.");
        foreach (var table in _tables.Where(t => t.Name != MovedTable.Installation))
            if (await to.Count(table) is > 0 and var rows)
                throw new InvalidDataException(
                    $"{to.Words} holds a city already ({rows} rows in {table.Name}). Name an empty database; nothing was changed.");
        await _progress.Begin(city);
    }

    /// <summary>One side reads ahead while the other writes.</summary>
    private async Task Carry(MovedTable table)
    {
        var (all, reached) = (await from.Count(table), await _progress.Of(table));
        if (reached.Done) return;
        var read = Channel.CreateBounded<List<object?[]>>(1);
        using var broke = new CancellationTokenSource();
        var reading = Task.Run(() => Read(table, reached.After, read.Writer, broke.Token));
        try
        {
            await foreach (var rows in read.Reader.ReadAllAsync())
            {
                reached = await Append(table, rows, reached, done: rows.Count < batch);
                if (!reached.Done) say($"  {table.Name,-22} {reached.Rows,10} of {all}");
            }
        }
        finally
        {
            await broke.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (reached.Rows > 0) say($"  {table.Name,-22} {reached.Rows,10} rows");
    }

    /// <summary>Whole batches, and one that is not full, or empty, at the end.</summary>
    private async Task Read(MovedTable table, object?[]? after, ChannelWriter<List<object?[]>> to, CancellationToken stop)
    {
        try
        {
            var rows = new List<object?[]>(batch);
            await foreach (var row in from.Rows(table, after))
            {
                rows.Add(row);
                if (rows.Count < batch) continue;
                await to.WriteAsync(rows, stop);
                rows = new List<object?[]>(batch);
            }

            await to.WriteAsync(rows, stop);
            to.Complete();
        }
        catch (Exception e)
        {
            to.Complete(e);
        }
    }

    private async Task<TableProgress> Append(MovedTable table, List<object?[]> rows, TableProgress reached, bool done)
    {
        var after = rows.Count > 0 ? [.. table.Key.Select(k => rows[^1][table.Columns.Index().First(c => c.Item == k).Index])]
            : reached.After;
        var next = new TableProgress(reached.Rows + rows.Count, after, done);
        await to.Append(table, rows, () => _progress.Write(table, next));
        return next;
    }

    private async Task Compare()
    {
        var (different, rows) = (new List<string>(), 0L);
        foreach (var table in _tables)
        {
            var sums = await Task.WhenAll(Task.Run(() => from.Sum(table)), Task.Run(() => to.Sum(table)));
            var (here, there) = (sums[0], sums[1]);
            rows += here.Rows;
            if (here != there) different.Add($"{table.Name} ({here.Rows} rows here, {there.Rows} there)");
        }

        if (different.Count > 0) throw new InvalidDataException(
            $"Not the same on both sides: {string.Join(", ", different)}. Did something change between two tries? Make the target empty and move again; nothing is served there.");
        say($"Counts and checksums of {_tables.Count} tables with {rows} rows are the same on both sides.");
    }

    private static async Task Try(MovedTable table, Func<MovedTable, Task> carry)
    {
        try
        {
            await carry(table);
        }
        catch (DbException e)
        {
            throw new InvalidDataException(
                $"The table {table.Name} could not be carried: {e.Message} What came before it is kept; run the same command again once that is mended.");
        }
    }
}
