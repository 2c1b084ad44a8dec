using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.News;

/// <summary>How a person is called back, and the link to their talk, as <c>/dataku</c> tells and <c>/hapus</c> erases them.</summary>
internal sealed class NewsData(FindWays ways) : PersonalData
{
    public override string Name => "news";

    public override int Order => 45;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words)
    {
        var lines = new List<string>();
        foreach (var way in await db.NewsWays.AsNoTracking().Where(w => w.PersonId == who.Id).OrderBy(w => w.Id).ToListAsync())
            lines.Add(way.Kind == WayKind.Mail ? words["data.news-mail", ways.Open(way), words.Date(way.Since)]
                : words["data.news-push", words.Date(way.Since)]);
        if (await Links(db, who).FirstOrDefaultAsync() is { } link) lines.Add(words["data.talk-link", words.Date(link.Since)]);
        return lines;
    }

    public override async Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open)
    {
        var some = await db.NewsWays.AnyAsync(w => w.PersonId == who.Id) || await Links(db, who).AnyAsync();
        return some ? [words["forget.goes.news"]] : [];
    }

    public override async Task Erase(Erasure erasure)
    {
        await KeepWays.End(erasure.Db, await erasure.Db.NewsWays.Where(w => w.PersonId == erasure.Who.Id).Select(w => w.Id).ToListAsync());
        await Links(erasure.Db, erasure.Who).ExecuteDeleteAsync();
    }

    // Only talks of the browser have links, and no address of another channel is a hash of a cookie.
    private static IQueryable<TalkLink> Links(AppDb db, Caller who) => db.TalkLinks.Where(l => l.Address == who.Address);
}
