using System.Security.Cryptography;
using System.Text;
using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.News;

/// <summary>Keeps the ways by which people want to be called back, asks whether an address is theirs, and ends them again.</summary>
internal sealed class KeepWays(WriteQueue writer, FindWays ways, SendLater later, LocalDays days, TimeProvider time)
{
    /// <summary>The kind of a message that asks whether an address is its owner's.</summary>
    public const string Question = "news-question";

    /// <summary>Browsers of one person; with one more the oldest goes.</summary>
    private const int PushMax = 5;

    private static readonly TimeSpan QuestionLasts = TimeSpan.FromHours(12);

    private DateOnly Today => LocalTime.Day(time.GetUtcNow(), days.Zone);

    /// <summary>
    /// From here on pushes go to this browser. What one browser gave for another talk before is taken from there. False for somebody we
    /// do not know.
    /// </summary>
    public Task<bool> AddPush(ChatKey who, string endpoint, string subscription) => writer.Enqueue(who, async write =>
    {
        if (await FindWays.PersonOf(write.Db, who) is not { } person) return false;
        var mark = ways.MarkOf(WayKind.Push, endpoint);
        await write.Db.NewsWays.Where(w => w.Kind == WayKind.Push && w.Mark == mark).ExecuteDeleteAsync();
        var old = await write.Db.NewsWays.Where(w => w.PersonId == person && w.Kind == WayKind.Push).OrderByDescending(w => w.Id)
            .Skip(PushMax - 1).Select(w => w.Id).ToListAsync();
        await write.Db.NewsWays.Where(w => old.Contains(w.Id)).ExecuteDeleteAsync();
        write.Db.Add(Way(person, WayKind.Push, subscription, mark, confirmed: true));
        return true;
    });

    /// <summary>Asks by a mail whether the address is this person's; until they say so nothing else goes there.</summary>
    public Task<bool> AskMail(ChatKey who, string address, string language) => writer.Enqueue(who, async write =>
    {
        if (await FindWays.PersonOf(write.Db, who) is not { } person) return false;
        var mark = ways.MarkOf(WayKind.Mail, address);
        var way = await write.Db.NewsWays.FirstOrDefaultAsync(w => w.PersonId == person && w.Kind == WayKind.Mail && w.Mark == mark);
        if (way is { Confirmed: true }) return true;
        await write.Db.NewsWays.Where(w => w.PersonId == person && w.Kind == WayKind.Mail && !w.Confirmed).ExecuteDeleteAsync();
        write.Db.Add(way = Way(person, WayKind.Mail, address, mark, confirmed: false));
        await write.Db.SaveChangesAsync();
        var message = new OutgoingMessage
        {
            Address = FindWays.AddressOf(way.Id),
            Says = "news.mail-question",
            Language = language,
            Topic = Topic.Of(Question, way.Id),
        };
        var until = time.GetUtcNow() + QuestionLasts;
        return await later.Put(write, new Outgoing(FindWays.ChannelOf(WayKind.Mail), message) { Bulk = true, ValidUntil = until });
    });

    /// <summary>The owner of an address says that it is theirs: it takes the place of the one before. False when it is too late.</summary>
    public Task<bool> Confirm(long id, string proof) => writer.Enqueue(async write =>
    {
        var way = await write.Db.NewsWays.FirstOrDefaultAsync(w => w.Id == id && w.Kind == WayKind.Mail);
        if (way is null || !IsSame(proof, ways.ConfirmProof(way)) || IsStale(way)) return false;
        way.Confirmed = true;
        await write.Db.NewsWays.Where(w => w.PersonId == way.PersonId && w.Kind == WayKind.Mail && w.Id != id).ExecuteDeleteAsync();
        return true;
    });

    /// <summary>Ends a way by the proof that stands in each of its messages. What is gone already is ended too.</summary>
    public Task<bool> Stop(long id, string proof) => writer.Enqueue(async write =>
    {
        var way = await write.Db.NewsWays.FirstOrDefaultAsync(w => w.Id == id);
        if (way is null) return true;
        if (!IsSame(proof, ways.StopProof(way))) return false;
        await End(write.Db, [id]);
        return true;
    });

    /// <summary>Ends a way of this person.</summary>
    public Task Stop(ChatKey who, long id) => writer.Enqueue(who, async write =>
    {
        if (await FindWays.PersonOf(write.Db, who) is not { } person) return;
        if (await write.Db.NewsWays.AnyAsync(w => w.Id == id && w.PersonId == person)) await End(write.Db, [id]);
    });

    /// <summary>Takes ways away, with what is on its way to them.</summary>
    public static async Task End(AppDb db, IReadOnlyCollection<long> ids)
    {
        var addresses = ids.Select(FindWays.AddressOf).ToList();
        string[] channels = [FindWays.ChannelOf(WayKind.Push), FindWays.ChannelOf(WayKind.Mail)];
        await db.Outbox.Where(m => channels.Contains(m.Channel) && addresses.Contains(m.Address)).ExecuteDeleteAsync();
        await db.NewsWays.Where(w => ids.Contains(w.Id)).ExecuteDeleteAsync();
    }

    private bool IsStale(NewsWay way) => !way.Confirmed && way.Since < Today.AddDays(-1);

    private NewsWay Way(long person, WayKind kind, string target, string mark, bool confirmed) => new()
    {
        PersonId = person,
        Kind = kind,
        Sealed = ways.Close(person, kind, target),
        Mark = mark,
        Confirmed = confirmed,
        Since = Today,
    };

    private static bool IsSame(string given, string proof) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(proof));

}
