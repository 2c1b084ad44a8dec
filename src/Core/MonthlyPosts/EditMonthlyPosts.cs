using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Edits the posts whose month says something else than when it was posted: another rating was left out, or a plan was written.
/// </summary>
internal sealed class EditMonthlyPosts(
    IDbContextFactory<AppDb> databases, WriteQueue writer, SendLater later, ComposePost compose, DrawScores draw, UnitCatalog units,
    ChannelCatalog channels, TimeProvider time)
{
    /// <summary>Looks through the posts about this month and later ones.</summary>
    public async Task From(Month month)
    {
        foreach (var alike in (await Posted(month)).GroupBy(p => (p.Post.UnitId, p.Post.Month, p.Language)))
        {
            var (unit, words) = (units.Find(alike.Key.UnitId), Wording.Of(alike.Key.Language));
            var post = await compose.Of(unit, alike.Key.Month);
            var changed = alike.Where(p => p.Post.Print != post.Print).ToList();
            if (changed.Count == 0) continue;
            var picture = await draw.Post(unit, alike.Key.Month, words);
            await writer.Enqueue(write => Edit(write, changed, post, picture));
        }
    }

    /// <summary>The posts that were sent, each with the language of its reader and whether that is the unit's head.</summary>
    private async Task<IReadOnlyList<Seen>> Posted(Month month)
    {
        await using var db = await databases.CreateDbContextAsync();
        var posts = await db.MonthlyPosts.AsNoTracking().Where(p => p.Month >= month && p.MessageId != null).ToListAsync();
        var linked = (await db.ChannelLinks.Select(l => new { l.Channel, l.Address }).ToListAsync()).ToHashSet();
        var people = await db.People.Where(p => db.MonthlyPosts.Any(m => m.Month >= month && m.Channel == p.Channel
            && m.Address == p.Address))
            .Select(p => new
            {
                p.Channel,
                p.Address,
                p.Language,
                HeadOf = db.Memberships
            .Where(m => m.PersonId == p.Id && m.Until == null && m.Role == Role.Head).Select(m => m.UnitId).ToList()
            })
            .ToListAsync();
        var readers = people.ToDictionary(p => (p.Channel, p.Address));
        // Whoever is neither a person that is known nor a chat that is linked is gone: nothing is sent there.
        posts.RemoveAll(p => !channels.Of(p.Channel).CanEdit
            || (!readers.ContainsKey((p.Channel, p.Address)) && !linked.Contains(new { p.Channel, p.Address })));
        return [.. posts.Select(p => readers.TryGetValue((p.Channel, p.Address), out var reader)
            ? new Seen(p, ChatKind.Private, reader.Language, reader.HeadOf.Contains(p.UnitId))
            : new Seen(p, ChatKind.Group, Wording.Languages[0], Head: false))];
    }

    /// <summary>The row changes only from what was read, so that two processes edit once.</summary>
    private async ValueTask Edit(WriteContext write, IReadOnlyList<Seen> posts, ComposedPost post, OutFile? picture)
    {
        foreach (var (old, chat, _, head) in posts.Where(p => p.Post.Picture == (picture is not null)))
        {
            var taken = await write.Db.Sql.Run("update monthly_posts set print = @p0, edited_at = @p1 where id = @p2 and print = @p3",
                post.Print, time.GetUtcNow().ToUnixTimeMilliseconds(), old.Id, old.Print);
            if (taken == 0) continue;
            var message = post.For(old.Address, chat, old.Thread, old.Id, picture, head) with { EditOf = old.MessageId };
            await later.Put(write, new Outgoing(old.Channel, message) { Bulk = true });
        }
    }

    private sealed record Seen(MonthlyPost Post, ChatKind Chat, string Language, bool Head);
}
