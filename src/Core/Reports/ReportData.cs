using Core.MonthlyPosts;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Reports;

/// <summary>
/// Documents that a person asked for and that are still to be made, chats whose linking they are to hear of, and the monthly posts to them.
/// </summary>
internal sealed class ReportData : PersonalData
{
    public override string Name => "documents";

    public override int Order => 25;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words) =>
    [
        .. await Of(db, who).CountAsync() is var waiting and > 0 ? [words["data.documents", waiting]] : Array.Empty<string>(),
        .. await PostsTo(db, who).CountAsync() is var posts and > 0 ? [words["data.posts", posts]] : Array.Empty<string>(),
    ];

    public override async Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open) =>
    [
        .. await Of(db, who).AnyAsync() ? [words["forget.goes.documents"]] : Array.Empty<string>(),
        .. await PostsTo(db, who).AnyAsync() ? [words["forget.goes.posts"]] : Array.Empty<string>(),
    ];

    public override async Task Erase(Erasure erasure)
    {
        await Of(erasure.Db, erasure.Who).ExecuteDeleteAsync();
        await ForgetPosts.Of(erasure.Db, erasure.Who.Channel, erasure.Who.Address);
        await erasure.Db.LinkRequests.Where(r => r.PersonId == erasure.Who.Id).ExecuteDeleteAsync();
        await erasure.Db.ChannelLinks.Where(l => l.AskedBy == erasure.Who.Id)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.AskedBy, (long?)null));
        await erasure.Db.ChannelLinks.Where(l => l.LinkedBy == erasure.Who.Id)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.LinkedBy, (long?)null));
    }

    private static IQueryable<MonthlyPost> PostsTo(AppDb db, Caller who) => ForgetPosts.To(db, who.Channel, who.Address);

    private static IQueryable<ReportRequest> Of(AppDb db, Caller who) =>
        db.ReportRequests.Where(r => r.Channel == who.Channel && r.Address == who.Address);
}
