using Core.Calendar;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Scores;

/// <summary>
/// Posts last month's scores on the set working day to the linked chats and to the officers and heads of each unit, exactly once
/// for each subject, month and chat: the row and the message stand in one transaction. A month that changes afterwards edits its post.
/// It may run at any moment, twice, late, or in two processes.
/// </summary>
public sealed class PostMonthlyScores(
    IDbContextFactory<AppDb> databases, Writer writer, SendLater later, ComposePost compose, DrawScores draw, UnitCatalog units,
    WorkingCalendar calendar, IOptions<ScoresOptions> options, TimeProvider time)
{
    private static readonly TimeSpan DrawBefore = TimeSpan.FromHours(2);

    private const string Claim = """
        insert into monthly_posts (unit_id, month, channel, address, thread, print, picture, at) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
        on conflict (unit_id, month, channel, address, thread) do nothing returning id
        """;

    /// <summary>Posts what is due and edits what has changed.</summary>
    public async Task Run()
    {
        var month = MonthNumber.Add(LocalTime.Month(time.GetUtcNow(), units.ZoneOf(null)), -1);
        var (due, now) = (DueAt(month), time.GetUtcNow());
        if (due <= now) await Post(month, due);
        else if (due - DrawBefore <= now) await DrawAhead(month, due);
        await EditChanged(MonthNumber.Add(month, 1 - options.Value.PostWatchMonths));
    }

    /// <summary>The moment from which a month's scores are to be posted.</summary>
    public DateTimeOffset DueAt(int month)
    {
        var day = calendar.FirstWorkingDay(MonthNumber.FirstDay(MonthNumber.Add(month, 1)));
        for (var i = 1; i < options.Value.PostWorkingDay; i++) day = calendar.FirstWorkingDay(day.AddDays(1));
        return LocalTime.At(day, new TimeOnly(options.Value.PostHour, 0), units.ZoneOf(null));
    }

    private async Task Post(int month, DateTimeOffset due)
    {
        var places = await PlacesWithout(month, due);
        foreach (var subject in places.GroupBy(p => p.UnitId))
        {
            var unit = units.Find(subject.Key);
            if (unit is null && subject.Key != MonthlyPost.Instansi) continue;
            foreach (var language in subject.GroupBy(p => p.Language))
            {
                var post = await compose.Of(unit, month, Wording.Of(language.Key));
                var picture = await draw.Post(unit, month, Wording.Of(language.Key));
                await writer.Do(turn => PostTo(turn, [.. language], month, post, picture));
            }
        }
    }

    /// <summary>Pictures are drawn before the hour, so that at the hour two hundred units are posted in seconds.</summary>
    private async Task DrawAhead(int month, DateTimeOffset due)
    {
        foreach (var (unit, language) in (await PlacesWithout(month, due)).Select(p => (p.UnitId, p.Language)).Distinct())
            await draw.Post(units.Find(unit), month, Wording.Of(language));
    }

    private async ValueTask PostTo(WriteTurn turn, IReadOnlyList<PostPlace> places, int month, ComposedPost post, OutFile? picture)
    {
        foreach (var place in places)
        {
            var id = await turn.Db.Sql.Value(Claim, place.UnitId, month, place.Channel, place.Address, place.Thread, post.Print, picture is not null, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (id is not long number) continue;
            await later.Put(turn, new Outgoing(place.Channel, MessageOf(place.Address, place.Thread, number, post, picture, place.Role)) { Bulk = true, Occasion = $"post:{number}" });
        }
    }

    private static OutMessage MessageOf(string address, string thread, long id, ComposedPost post, OutFile? picture, Role? role) => new()
    {
        Address = address,
        Thread = thread.Length > 0 ? thread : null,
        Text = post.Text,
        File = picture,
        PostOf = id,
        Rows = role == Role.Head && post.PlanButton is { } plan ? [[plan]] : [],
    };

    private async Task<IReadOnlyList<PostPlace>> PlacesWithout(int month, DateTimeOffset due)
    {
        await using var db = await databases.CreateDbContextAsync();
        var links = await db.ChannelLinks.Where(l => l.Since <= due).Select(l => new PostPlace(l.UnitId ?? 0, l.Channel, l.Address, l.Thread, "id", null)).ToListAsync();
        var people = await db.Memberships.Where(m => m.Until == null && m.UnitId != null && m.Since <= due && (m.Role == Role.Officer || m.Role == Role.Head))
            .Join(db.People.Where(p => p.UnreachableSince == null), m => m.PersonId, p => p.Id, (m, p) => new PostPlace(m.UnitId!.Value, p.Channel, p.Address, "", p.Language, m.Role)).ToListAsync();
        var posted = (await db.MonthlyPosts.Where(p => p.Month == month).Select(p => new { p.UnitId, p.Channel, p.Address, p.Thread }).ToListAsync())
            .Select(p => (p.UnitId, p.Channel, p.Address, p.Thread)).ToHashSet();
        return [.. links.Concat(people.OrderByDescending(p => p.Role == Role.Head)).Where(p => posted.Add((p.UnitId, p.Channel, p.Address, p.Thread)))];
    }

    private async Task EditChanged(int from)
    {
        await using var db = await databases.CreateDbContextAsync();
        var posts = await db.MonthlyPosts.AsNoTracking().Where(p => p.Month >= from && p.MessageId != null).ToListAsync();
        foreach (var subject in posts.GroupBy(p => (p.UnitId, p.Month)))
        {
            var unit = units.Find(subject.Key.UnitId);
            var places = await LanguagesOf(db, subject);
            foreach (var language in places.GroupBy(p => p.Language))
            {
                var post = await compose.Of(unit, subject.Key.Month, Wording.Of(language.Key));
                var changed = language.Where(p => p.Post.Print != post.Print).Select(p => p.Post).ToList();
                if (changed.Count == 0) continue;
                var picture = await draw.Post(unit, subject.Key.Month, Wording.Of(language.Key));
                await writer.Do(turn => Edit(turn, changed, post, picture));
            }
        }
    }

    private static async Task<IReadOnlyList<(MonthlyPost Post, string Language)>> LanguagesOf(AppDb db, IEnumerable<MonthlyPost> posts)
    {
        var found = new List<(MonthlyPost, string)>();
        foreach (var post in posts)
            found.Add((post, await db.People.Where(p => p.Channel == post.Channel && p.Address == post.Address).Select(p => p.Language).FirstOrDefaultAsync() ?? "id"));
        return found;
    }

    /// <summary>The row changes only from what was read, so that two processes edit once.</summary>
    private async ValueTask Edit(WriteTurn turn, IReadOnlyList<MonthlyPost> posts, ComposedPost post, OutFile? picture)
    {
        foreach (var old in posts.Where(p => p.Picture == (picture is not null)))
        {
            var taken = await turn.Db.Sql.Run("update monthly_posts set print = @p0, edited_at = @p1 where id = @p2 and print = @p3",
                post.Print, time.GetUtcNow().ToUnixTimeMilliseconds(), old.Id, old.Print);
            if (taken == 0) continue;
            await later.Put(turn, new Outgoing(old.Channel, MessageOf(old.Address, old.Thread, old.Id, post, picture, null) with { EditOf = old.MessageId }) { Bulk = true });
        }
    }

    private sealed record PostPlace(int UnitId, string Channel, string Address, string Thread, string Language, Role? Role);
}

/// <summary>Draws the picture of a post; where nothing can draw, the post goes out as text alone.</summary>
/// <param name="Post">The file of the picture of a unit's (or the instansi's) month; null for none.</param>
public sealed record DrawScores(Func<Unit?, int, Wording, Task<OutFile?>> Post)
{
    /// <summary>Draws nothing.</summary>
    public static DrawScores Nothing { get; } = new((_, _, _) => Task.FromResult<OutFile?>(null));
}
