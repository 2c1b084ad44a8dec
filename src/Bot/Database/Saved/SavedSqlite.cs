using Microsoft.Extensions.Options;

namespace Bot.Database.Saved;

/// <summary>A SQLite file in a backup.</summary>
internal sealed class SavedSqlite(string file) : SavedDatabase
{
    private readonly SqliteWorkers _alone = new(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file}" }));

    public override string Provider => "sqlite";

    public override string EntryName => "database.db";

    public override string Words => file;

    public override string Fresh => $"{file}.restoring";

    public override Task<bool> HoldsData() => Task.FromResult(File.Exists(file));

    public override Task<long> CopyTakes() => Task.FromResult(
        new[] { file, $"{file}-wal" }.Where(File.Exists).Sum(f => new FileInfo(f).Length));

    public override async Task<IReadOnlyList<string>> Copy(string to)
    {
        await SqliteFile.Copy(file, to);
        return await SqliteFile.Damage(to) is { } damage
            ? throw new InvalidDataException($"The database is damaged ({damage}). Nothing was written; restore an older backup.")
            : await SqliteFile.Migrations(to);
    }

    public override async Task RefuseWhileServed()
    {
        if (!await IsAlone() || (File.Exists(file) && await SqliteFile.IsInUse(file)))
            throw new InvalidDataException("The service is running. Stop it first, then restore.");
    }

    public override async Task Check(IReadOnlyList<string> migrations)
    {
        if (await SqliteFile.Damage(Fresh) is { } damage)
            throw new InvalidDataException($"The backup's database is damaged ({damage}); nothing was changed. Try an older backup.");
        if (!await SqliteFile.Holds(Fresh, migrations))
            throw new InvalidDataException(
                "The backup's database is empty or not the one its manifest tells of; nothing was changed. Try an older backup.");
    }

    public override Task<string?> FreshKey() => SqliteFile.KeyOf(Fresh);

    public override async Task<string?> PutInPlace(string suffix)
    {
        await SqliteFile.PutFact(Fresh, Unheld);
        var before = File.Exists(file) ? file + suffix : null;
        if (before is not null) File.Move(file, before);
        foreach (var log in new[] { "-wal", "-shm", "-journal" }) File.Delete(file + log);
        File.Move(Fresh, file);
        return before;
    }

    public override async Task<int> CountUnits() => await SqliteFile.CountUnits(file);

    public override Task Remove()
    {
        foreach (var left in new[] { file, $"{file}-wal", $"{file}-shm" }) File.Delete(left);
        return Task.CompletedTask;
    }

    public override ValueTask CleanUp()
    {
        foreach (var left in new[] { Fresh, $"{Fresh}-wal", $"{Fresh}-shm" }.Where(File.Exists)) File.Delete(left);
        if (!File.Exists(file) && File.Exists($"{file}.lock")) File.Delete($"{file}.lock"); // nobody works on what is not there
        _alone.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> IsAlone()
    {
        try
        {
            await _alone.Join(default);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
