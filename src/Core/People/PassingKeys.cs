using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Core.Calendar;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.People;

/// <summary>
/// Keys that live as long as their day or month and are never in a backup: after that nobody can say, ourselves included, whose a hash
/// was. They lie in a folder beside a SQLite file; on PostgreSQL, where several processes share them, in an unlogged table of a schema of
/// its own (<c>passing</c>), which no replica and no archived log holds and a dump leaves out.
/// </summary>
internal sealed class PassingKeys
{
    private const int Size = 32;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PassingKeyPlace _place;
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>Keys of this place. What the server lost in a crash, it gets again from the processes that know it.</summary>
    public PassingKeys(IDbContextFactory<AppDb> databases, PassingKeyPlace place, IWorkers workers)
    {
        (_databases, _place) = (databases, place);
        workers.BeforeRejoining(PutBack);
    }

    /// <summary>The name of a day's key; names of a kind are in the order of time.</summary>
    internal static string Of(DateOnly day) => $"day-{day:yyyy-MM-dd}";

    /// <summary>The name of a month's key.</summary>
    internal static string Of(Month month) => $"month-{month}";

    /// <summary>The key of this name, made by lot when there is none yet.</summary>
    internal async ValueTask<byte[]> Open(string name) =>
        _known.TryGetValue(name, out var known) ? known : _known[name] = await Read(name, make: true)
            ?? throw new InvalidOperationException("A key was not kept.");

    /// <summary>A hash under the key, for one purpose.</summary>
    internal async ValueTask<string> Hash(string name, string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await Open(name), Encoding.UTF8.GetBytes($"{purpose}\n{text}")).AsSpan(0, 16));

    /// <summary>Whether the key is still there.</summary>
    internal async ValueTask<bool> Has(string name) => _known.ContainsKey(name) || await Read(name, make: false) is not null;

    /// <summary>Throws away every key of days before this one and of months before its month.</summary>
    internal async Task Forget(DateOnly before)
    {
        foreach (var name in _known.Keys.Where(n => IsOver(n, before))) _known.TryRemove(name, out _);
        if (_place.Folder is { } folder)
        {
            if (!Directory.Exists(folder)) return;
            foreach (var file in Directory.GetFiles(folder).Where(f => IsOver(Path.GetFileName(f), before))) PrivateFolder.Erase(file);
            return;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await db.Sql.Run("delete from passing.keys where (name like 'day-%' and name < @p0) or (name like 'month-%' and name < @p1)",
            Of(before), Of(Month.Of(before)));
    }

    private static bool IsOver(string name, DateOnly before) =>
        string.CompareOrdinal(name, name.StartsWith("day-", StringComparison.Ordinal) ? Of(before)
            : Of(Month.Of(before))) < 0;

    private async ValueTask<byte[]?> Read(string name, bool make)
    {
        if (_place.Folder is { } folder) return InFolder(folder, name, make);

        // A context of its own: what a rolled-back turn made would be in our memory and nowhere else.
        await using var db = await _databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        return await InTable(db, name, make ? RandomNumberGenerator.GetBytes(Size) : null);
    }

    /// <summary>The key that stands there; the given one where none does.</summary>
    private static async ValueTask<byte[]?> InTable(AppDb db, string name, byte[]? made)
    {
        if (made is not null) await db.Sql.Run("insert into passing.keys (name, key) values (@p0, @p1) on conflict (name) do nothing", name,
            Convert.ToHexStringLower(made));
        return await db.Sql.Value("select key from passing.keys where name = @p0", name) is string key ? Convert.FromHexString(key) : null;
    }

    /// <summary>
    /// The table is empty after a crash of the server. Of two processes that know different keys the one that came first has its way: else
    /// nobody would be recognised by the other.
    /// </summary>
    private async Task PutBack()
    {
        if (_place.Folder is not null || _known.IsEmpty) return;
        await using var db = await _databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        foreach (var (name, key) in _known) _known[name] = (await InTable(db, name, key))!;
    }

    private static byte[]? InFolder(string folder, string name, bool make)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path) && !IsKey(path)) File.Delete(path); // what a power cut left of it; anybody could make a hash under that
        if (!File.Exists(path))
        {
            if (!make) return null;
            PrivateFolder.Make(folder);
            PrivateFolder.MakeOnce(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Size)));
        }

        return Convert.FromHexString(File.ReadAllText(path));
    }

    private static bool IsKey(string path) => File.ReadAllText(path) is { Length: 2 * Size } text && text.All(char.IsAsciiHexDigit);
}
