using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Handling;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints;

/// <summary>
/// A person's complaints, as <c>/dataku</c> tells and <c>/hapus</c> erases them. What ended loses its words and files; an open one is
/// withdrawn first or goes on without its person, as they wish. Codes, dates and states stay for the figures.
/// </summary>
internal sealed class ComplaintData(
    ForgetComplaints forget, FollowComplaint follow, ComplaintHistory history, ComplaintClock clock, SendLater later,
    IOptions<ComplaintsOptions> options)
        : PersonalData
{
    public override string Name => "complaints";

    public override int Order => 30;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words)
    {
        var own = await history.AsCitizenReads(db, await Of(db, who).AsNoTracking().OrderBy(c => c.Id).ToListAsync());
        var lines = own.Select(c => words["complaint.data", ComplaintText.Code(c), ComplaintText.State(words, c), c.Story]).ToList();
        var ids = own.Select(c => c.Id).ToList();
        var withdrawn = (await ComplaintConsent.Withdrawals(db).Where(e => ids.Contains(e.ComplaintId)).ToListAsync())
            .ToLookup(e => e.ComplaintId, e => e.At);
        foreach (var consent in await db.ComplaintConsents.AsNoTracking().Where(c => c.PersonId == who.Id).OrderBy(c => c.Id).ToListAsync())
        {
            string Day(DateTimeOffset at) => words.Date(clock.Day(own.First(c => c.Id == consent.ComplaintId), at));
            lines.Add(withdrawn[consent.ComplaintId].ToList() is [.., var end]
                ? words["data.consent-withdrawn", consent.Version, Day(consent.At), Day(end)]
                : words["data.consent", consent.Version, Day(consent.At)]);
        }

        return lines;
    }

    public override async Task<IReadOnlyList<string>> Open(AppDb db, Caller who) =>
        [.. (await Unfinished(db, who).AsNoTracking().OrderBy(c => c.Id).ToListAsync()).Select(ComplaintText.Code)];

    public override async Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open)
    {
        var lines = new List<string>();
        var ended = await Of(db, who).CountAsync(c => c.EndedAt != null);
        if (ended > 0) lines.Add(words["forget.goes.complaints", ended]);
        var codes = string.Join(", ", await Open(db, who));
        if (codes.Length > 0) lines.Add(words[$"forget.goes.open-{open}", codes]);
        return lines;
    }

    public override async Task<IReadOnlyList<string>> Stays(AppDb db, Caller who, Wording words, OpenMatters open)
    {
        if (!await Of(db, who).AnyAsync()) return [];
        var (codes, lines) = (string.Join(", ", await Open(db, who)), new List<string>());
        if (open == OpenMatters.GoOn && codes.Length > 0) lines.Add(words["forget.stays.open", codes, options.Value.KeepYears]);
        lines.Add(words["forget.stays.complaints"]);
        if (await Of(db, who).AnyAsync(c => c.NationalId != null)) lines.Add(words["forget.stays.national"]);
        return lines;
    }

    public override async Task Erase(Erasure erasure)
    {
        var (db, who) = (erasure.Db, erasure.Who);
        foreach (var complaint in await Unfinished(db, who).ToListAsync())
        {
            if (erasure.Open == OpenMatters.GoOn) await GoOn(erasure, complaint);
            else await End(erasure, complaint);
        }

        var chosen = await HoldEvidence.ForgetPerson(db, who.Id);
        await db.ComplaintNews.Where(n => n.PersonId == who.Id).ExecuteDeleteAsync();
        await db.DeskSettings.Where(d => d.PersonId == who.Id).ExecuteDeleteAsync();
        await db.DeskLinks.Where(l => l.PersonId == who.Id).ExecuteDeleteAsync();
        await db.DeskSessions.Where(s => s.PersonId == who.Id).ExecuteDeleteAsync();
        await db.DeskViews.Where(v => v.PersonId == who.Id).ExecuteDeleteAsync();
        await db.DeskLooks.Where(l => l.PersonId == who.Id).ExecuteDeleteAsync();
        await db.DeskSettings.Where(d => d.DeputyId == who.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.DeputyId, (long?)null));
        await db.SaveChangesAsync();
        var files = (await ForgetComplaints.ForgetPerson(db, who.Id, erasure.Now)).Concat(chosen).ToList();
        await db.SaveChangesAsync();
        erasure.Write.AfterCommit(() => forget.EraseFiles(files));
    }

    /// <summary>It goes on without them: what waited for their word, which nobody can give any more, waits no longer.</summary>
    private async ValueTask GoOn(Erasure erasure, Complaint complaint)
    {
        var (journal, says) = (DeskOf(erasure, Relation.Complainant), Wording.Of("id")["complaint.erased-while-asked"]);
        if (complaint.State == ComplaintState.Waiting) await follow.Answer(journal, complaint, says);
        else if (complaint.State == ComplaintState.Returned) await follow.Complete(journal, complaint, says);
        await ForgetComplaints.CutPerson(erasure.Db, complaint);
    }

    /// <summary>Withdrawn where that is still possible; what is answered already is closed.</summary>
    private async ValueTask End(Erasure erasure, Complaint complaint)
    {
        if (ComplaintRules.Allow(Act.Withdraw, complaint.State, Relation.Complainant))
        {
            var files = await follow.Withdraw(DeskOf(erasure, Relation.Complainant), complaint);
            erasure.Write.AfterCommit(() => follow.EraseFiles(files));
            return;
        }

        var from = complaint.State;
        complaint.Close(erasure.Now, clock);
        DeskOf(erasure, Relation.System).Record(complaint, Act.Close, from);
    }

    private ComplaintJournal DeskOf(Erasure erasure, Relation by) =>
        new(erasure.Db, async message => await later.Put(erasure.Write, message), erasure.Now, by, null);

    private static IQueryable<Complaint> Of(AppDb db, Caller who) => db.Complaints.Where(c => c.ComplainantId == who.Id);

    private static IQueryable<Complaint> Unfinished(AppDb db, Caller who) => Of(db, who).Where(c => c.EndedAt == null);
}
