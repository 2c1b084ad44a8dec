using System.Security.Cryptography;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.News;

/// <summary>Finds the ways by which people are called back, and opens what is sealed of them.</summary>
internal sealed class FindWays(IDbContextFactory<AppDb> databases, SecretKey secret)
{
    /// <summary>Whether this browser of the person is still called: it may have been ended here, which the browser does not know.</summary>
    public async Task<bool> HasPush(ChatKey who, string endpoint)
    {
        var mark = MarkOf(WayKind.Push, endpoint);
        await using var db = await databases.CreateDbContextAsync();
        return await PersonOf(db, who) is { } person
            && await db.NewsWays.AnyAsync(w => w.PersonId == person && w.Kind == WayKind.Push && w.Mark == mark);
    }

    /// <summary>The ways of this person, oldest first.</summary>
    public async Task<IReadOnlyList<NewsWay>> Of(ChatKey who)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await PersonOf(db, who) is { } person
            ? await db.NewsWays.AsNoTracking().Where(w => w.PersonId == person).OrderBy(w => w.Id).ToListAsync() : [];
    }

    /// <summary>A way by its address in the outbox; null when it was ended, or when it was sealed under another key.</summary>
    public async Task<OpenedWay?> Find(string address, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        if (!long.TryParse(address, out var id)) return null;
        var way = await db.NewsWays.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, stop);
        return way is not null && Open(way) is { } opened ? new OpenedWay(way, opened) : null;
    }

    /// <summary>What a way leads to; null when it was sealed under another key.</summary>
    public string? Open(NewsWay way)
    {
        try
        {
            return Seal.Open(Key, Owner(way.PersonId, way.Kind), way.Sealed);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>By what the owner of an address shows that its mail reached them: nothing of it has to be kept.</summary>
    public string ConfirmProof(NewsWay way) => secret.Hash("news-confirm", $"{way.Id} {way.Mark}");

    /// <summary>By what whoever holds a message of a way may end it.</summary>
    public string StopProof(NewsWay way) => secret.Hash("news-stop", $"{way.Id} {way.Mark}");

    /// <summary>A keyed hash of where a way leads.</summary>
    public string MarkOf(WayKind kind, string target) =>
        secret.Hash("news-mark", $"{kind} {(kind == WayKind.Mail ? target.ToLowerInvariant() : target)}");

    /// <summary>Seals what a way leads to, for this person alone.</summary>
    public string Close(long person, WayKind kind, string target) => Seal.Close(Key, Owner(person, kind), target);

    /// <summary>The outbox's channel of a kind.</summary>
    public static string ChannelOf(WayKind kind) => kind == WayKind.Push ? "push" : "mail";

    /// <summary>A way's address in the outbox.</summary>
    public static string AddressOf(long id) => $"{id}";

    /// <summary>Our number of somebody; null for who never wrote.</summary>
    public static Task<long?> PersonOf(AppDb db, ChatKey who) => db.People
        .Where(p => p.Channel == who.Channel && p.Address == who.Address).Select(p => (long?)p.Id).FirstOrDefaultAsync();

    private byte[] Key => secret.For("news");

    private static string Owner(long person, WayKind kind) => $"{kind} {person}";
}

/// <summary>A way, and what it leads to.</summary>
internal sealed record OpenedWay(NewsWay Way, string Target);
