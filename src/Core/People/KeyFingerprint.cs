using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.People;

/// <summary>
/// Which key the database's hashes were made with. A process with another key would count one person twice and could open no
/// sealed number, so it does not start.
/// </summary>
internal static class KeyFingerprint
{
    private const string Fact = "key";

    /// <summary>
    /// Remembers the key at the first start; later ones must bring the same. Where it is missing, none is made that would only lie in the
    /// way.
    /// </summary>
    /// <exception cref="InvalidDataException">The database was begun with another key, or its key is missing.</exception>
    public static async Task Check(AppDb db, string file, Func<SecretKey> open)
    {
        if (!File.Exists(file) && await db.Installation.AnyAsync(f => f.Name == Fact)) throw new InvalidDataException(
            $"{Path.GetFullPath(file)} (Instansi:KeyFile) is missing, but the database was begun with a key. "
            + "Copy instansi.key from another worker, or restore it from your backup. If it is lost for good: new-key.");
        var key = open();
        await db.Database.ExecuteSqlAsync(
            $"insert into installation (name, value) values ({Fact}, {key.Fingerprint}) on conflict (name) do nothing");
        if (!await IsSame(db, key)) throw new InvalidDataException(
            "Instansi:KeyFile holds another key than the one that this database was begun with: one person could rate twice a day. "
            + "Copy instansi.key from the worker that ran first, or restore it from your backup. If it is lost for good: new-key.");
    }

    /// <summary>From now on the database is this key's.</summary>
    public static Task Replace(AppDb db, SecretKey key) => db.Database.ExecuteSqlAsync(
        $"insert into installation (name, value) values ({Fact}, {key.Fingerprint}) on conflict (name) do update set value = excluded.value");

    /// <summary>Whether the database was begun with this key, or with none yet.</summary>
    public static async Task<bool> IsSame(AppDb db, SecretKey key)
    {
        var known = await db.Installation.AsNoTracking().Where(f => f.Name == Fact).Select(f => f.Value).FirstOrDefaultAsync();
        return known is null || known == key.Fingerprint;
    }
}
