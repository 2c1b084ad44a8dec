using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.MonthlyPosts;

/// <summary>
/// Posts last month's scores on the set working day to the linked chats and to the officers and heads of each unit, exactly once
/// for each subject, month and chat: the row and the message stand in one transaction. A month that changes afterwards edits its post.
/// It may run at any moment, twice, late, or in two processes.
/// </summary>
internal sealed class PostMonthlyScores(
    IDbContextFactory<AppDb> databases, WriteQueue writer, SendLater later, ComposePost compose, DrawScores draw, EditMonthlyPosts edit,
        ForgetPosts forget, PublishRatings publish, UnitCatalog units,
    WorkingCalendar calendar, IOptions<ScoresOptions> options, TimeProvider time)
{
    private static readonly TimeSpan DrawBefore = TimeSpan.FromHours(2);

    // After a late start the pictures are drawn now; each is the work of a process of its own.
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private const string Claim = """
        insert into monthly_posts (unit_id, month, channel, address, thread, print, picture, at) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
        on conflict (unit_id, month, channel, address, thread) do nothing returning id
        """;

    /// <summary>Posts what is due and edits what has changed.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await publish.CloseMonths();
        var last = LocalTime.MonthOf(time.GetUtcNow(), units.ZoneOf(null)).Add(-1);
        var first = last.Add(1 - options.Value.PostWatchMonths);
        foreach (var month in Month.Until(last, options.Value.PostWatchMonths))
        {
            stop.ThrowIfCancellationRequested();
            await PostOrDraw(month, people: month == last);
        }

        await forget.Run(stop);
        await edit.From(first);
    }

    private async Task PostOrDraw(Month month, bool people)
    {
        var (due, now) = (DueAt(month), time.GetUtcNow());
        if (due <= now) await Post(month, await PlacesWithout(month, due, people));
        else if (due - DrawBefore <= now) await DrawAhead(month, await PlacesWithout(month, due, people));
    }

    /// <summary>The moment from which a month's scores are to be posted.</summary>
    public DateTimeOffset DueAt(Month month)
    {
        var day = calendar.FirstWorkingDay(month.Add(1).FirstDay);
        for (var i = 1; i < options.Value.PostWorkingDay; i++) day = calendar.FirstWorkingDay(day.AddDays(1));
        return LocalTime.At(day, new TimeOnly(options.Value.PostHour, 0), units.ZoneOf(null));
    }

    private static Task InParallel(IEnumerable<PostPlace> places, Func<IReadOnlyList<PostPlace>, Task> act) => Parallel.ForEachAsync(
        places.GroupBy(p => (p.UnitId, p.Language)).Select(g => g.ToList()), Together, async (alike, _) => await act(alike));

    private Task Post(Month month, IReadOnlyList<PostPlace> places) => InParallel(places, async alike =>
    {
        var (unit, words) = (units.Find(alike[0].UnitId), Wording.Of(alike[0].Language));
        if (unit is null && alike[0].UnitId != MonthlyPost.Instansi) return;
        var post = await compose.Of(unit, month);
        var picture = await draw.Post(unit, month, words);
        await writer.Enqueue(write => PostTo(write, alike, month, post, picture));
    });

    /// <summary>Pictures are drawn before the hour, so that at the hour two hundred units are posted in about a second.</summary>
    private Task DrawAhead(Month month, IReadOnlyList<PostPlace> places) =>
        InParallel(places, alike => draw.Post(units.Find(alike[0].UnitId), month, Wording.Of(alike[0].Language)));

    private async ValueTask PostTo(WriteContext write, IReadOnlyList<PostPlace> places, Month month, ComposedPost post, OutFile? picture)
    {
        foreach (var place in places)
        {
            var id = await write.Db.Sql.Value(Claim, place.UnitId, month, place.Channel, place.Address, place.Thread, post.Print,
                picture is not null, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (id is not long number) continue;
            var chat = place.Role is null ? ChatKind.Group : ChatKind.Private;
            var message = post.For(place.Address, chat, place.Thread, number, picture, place.Role == Role.Head);
            await later.Put(write, new Outgoing(place.Channel, message) { Bulk = true, Occasion = $"post:{number}" });
        }
    }

    /// <summary>
    /// Where the month is still to be posted. After a stop of more than a month a linked chat gets what it missed; people get the last
    /// month only.
    /// </summary>
    private async Task<IReadOnlyList<PostPlace>> PlacesWithout(Month month, DateTimeOffset due, bool people)
    {
        await using var db = await databases.CreateDbContextAsync();
        var places = await db.ChannelLinks.Where(l => l.Since <= due)
            .Select(l => new PostPlace(l.UnitId ?? MonthlyPost.Instansi, l.Channel, l.Address, l.Thread, Wording.Languages[0], null))
            .ToListAsync();
        if (people) places.AddRange((await Receivers(db, due)).OrderByDescending(p => p.Role == Role.Head));
        var posted = (await db.MonthlyPosts.Where(p => p.Month == month).Select(p => new { p.UnitId, p.Channel, p.Address, p.Thread })
            .ToListAsync())
            .Select(p => (p.UnitId, p.Channel, p.Address, p.Thread)).ToHashSet();
        return [.. places.Where(p => posted.Add((p.UnitId, p.Channel, p.Address, p.Thread)))];
    }

    private static Task<List<PostPlace>> Receivers(AppDb db, DateTimeOffset due) => db.Memberships
        .Where(m => m.Until == null && m.UnitId != null && m.Since <= due && (m.Role == Role.Officer || m.Role == Role.Head))
        .Join(db.People.Where(p => p.UnreachableSince == null), m => m.PersonId, p => p.Id,
        (m, p) => new PostPlace(m.UnitId!.Value, p.Channel, p.Address, "", p.Language, m.Role)).ToListAsync();

    private sealed record PostPlace(int UnitId, string Channel, string Address, string Thread, string Language, Role? Role);
}

/// <summary>Draws the picture of a post; where nothing can draw, the post goes out as text alone.</summary>
/// <param name="Post">The file of the picture of a unit's (or the instansi's) month; null for none.</param>
internal sealed record DrawScores(Func<Unit?, Month, Wording, Task<OutFile?>> Post)
{
    /// <summary>Draws nothing.</summary>
    public static DrawScores Nothing { get; } = new((_, _, _) => Task.FromResult<OutFile?>(null));
}
