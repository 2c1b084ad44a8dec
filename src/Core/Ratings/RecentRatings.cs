using System.Buffers.Binary;
using System.Security.Cryptography;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// The newest ratings of a unit with their moments, encrypted under the key of the day: enough to tell a rush when it comes in and which
/// of the day's ratings are the newest, and nothing once the day is over.
/// </summary>
internal sealed class RecentRatings
{
    /// <summary>The unit.</summary>
    public required int UnitId { get; init; }

    /// <summary>The list, encrypted.</summary>
    public required string Sealed { get; init; }
}

/// <summary>The list, opened for one rating.</summary>
internal sealed class RecentList
{
    private const int Most = 24;
    private const int EntrySize = 17;
    private const int MinuteFrom = 3;
    private const int BurstFrom = 10;
    private const long BurstWithin = 10 * 60_000;

    // Both vendors lock the row so: on PostgreSQL the ratings of one unit are stored one after the other.
    private const string Take =
        "insert into recent_ratings (unit_id, sealed) values (@p0, '') on conflict (unit_id) do update set unit_id = excluded.unit_id returning sealed";

    private readonly int _unit;
    private readonly byte[] _key;
    private readonly List<Entry> _entries;

    private RecentList(int unit, byte[] key, List<Entry> entries) => (_unit, _key, _entries) = (unit, key, entries);

    /// <summary>Locks the unit's row and reads it; what another day's key sealed is empty.</summary>
    public static async ValueTask<RecentList> Open(AppDb db, PassingKeys keys, int unit, DateOnly today)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, await keys.Open(PassingKeys.Of(today)), 32, info: "recent"u8.ToArray());
        var stored = (string)(await db.Sql.Value(Take, unit))!;
        return new RecentList(unit, key, Unseal(stored, key));
    }

    /// <summary>Places of the ratings, the oldest first; one that is not there is from an earlier day.</summary>
    public int PlaceOf(long rating) => _entries.FindIndex(e => e.Rating == rating);

    /// <summary>Adds a rating of this moment; what it shows about the moment, and the earlier ratings that only it gives away.</summary>
    public (RatingSigns Signs, IReadOnlyList<(long Rating, RatingSigns Signs)> Others) Add(long rating, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        _entries.Add(new Entry(rating, at, RatingSigns.None));
        var changed = new HashSet<int>();
        Mark(RatingSigns.SameMinute, MinuteFrom, e => e.At / 60_000 == at / 60_000, changed);
        Mark(RatingSigns.Burst, BurstFrom, e => at - e.At is >= 0 and <= BurstWithin, changed);
        var own = _entries[^1].Signs;
        var others = changed.Where(i => i < _entries.Count - 1).Select(i => (_entries[i].Rating, _entries[i].Signs)).ToList();
        if (_entries.Count > Most) _entries.RemoveAt(0);
        return (own, others);
    }

    /// <summary>Adds a rating that takes another's place: it has a place in the order and is no rush.</summary>
    public void AddChanged(long rating) => _entries.Add(new Entry(rating, 0, RatingSigns.None));

    /// <summary>Writes it back.</summary>
    public ValueTask Keep(AppDb db) => db.Sql.RunAlong("update recent_ratings set sealed = @p0 where unit_id = @p1", Seal(), _unit);

    private void Mark(RatingSigns sign, int from, Func<Entry, bool> together, HashSet<int> changed)
    {
        var found = Enumerable.Range(0, _entries.Count).Where(i => together(_entries[i])).ToList();
        if (found.Count < from) return;
        foreach (var i in found.Where(i => !_entries[i].Signs.HasFlag(sign)))
        {
            _entries[i] = _entries[i] with { Signs = _entries[i].Signs | sign };
            changed.Add(i);
        }
    }

    private string Seal()
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[Most * EntrySize]; // always as long, so that its length tells no number
        foreach (var (i, entry) in _entries.TakeLast(Most).Index())
        {
            var at = plain.AsSpan(i * EntrySize);
            BinaryPrimitives.WriteInt64LittleEndian(at, entry.Rating);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], entry.At);
            at[16] = (byte)entry.Signs;
        }

        var whole = new byte[nonce + tag + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, nonce));
        using var aes = new AesGcm(_key, tag);
        aes.Encrypt(whole.AsSpan(0, nonce), plain, whole.AsSpan(nonce + tag), whole.AsSpan(nonce, tag));
        return Convert.ToBase64String(whole);
    }

    private static List<Entry> Unseal(string stored, byte[] key)
    {
        var entries = new List<Entry>(Most + 1);
        if (stored.Length == 0) return entries;
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var whole = Convert.FromBase64String(stored);
        var plain = new byte[whole.Length - nonce - tag];
        using var aes = new AesGcm(key, tag);
        try
        {
            aes.Decrypt(whole.AsSpan(0, nonce), whole.AsSpan(nonce + tag), whole.AsSpan(nonce, tag), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return entries; // another day's
        }

        for (var at = 0; at + EntrySize <= plain.Length && BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(at)) is > 0
            and var rating; at += EntrySize)
            entries.Add(new Entry(rating, BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(at + 8)), (RatingSigns)plain[at + 16]));
        return entries;
    }

    private readonly record struct Entry(long Rating, long At, RatingSigns Signs);
}

internal sealed class RecentRatingsTable : IEntityTypeConfiguration<RecentRatings>
{
    public void Configure(EntityTypeBuilder<RecentRatings> table)
    {
        table.ToTable("recent_ratings");
        table.HasKey(r => r.UnitId);
        table.Property(r => r.UnitId).ValueGeneratedNever();
        table.HasOne<Unit>().WithOne().HasForeignKey<RecentRatings>(r => r.UnitId).OnDelete(DeleteBehavior.Cascade);
    }
}
