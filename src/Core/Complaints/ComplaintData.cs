using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>
/// A person's complaints, as <c>/dataku</c> tells and <c>/hapus</c> erases them. An open complaint stays until it is answered;
/// it is forgotten with its end like every other.
/// </summary>
internal sealed class ComplaintData(ForgetComplaints forget, TimeProvider time) : PersonalData
{
    public override int Order => 30;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words)
    {
        var own = await db.Complaints.AsNoTracking().Where(c => c.ComplainantId == who.Id).OrderBy(c => c.Id).ToListAsync();
        return [.. own.Select(c => words["complaint.data", ComplaintText.Code(c), ComplaintText.State(words, c.State), c.Story])];
    }

    public override async Task Erase(AppDb db, Caller who)
    {
        var files = await ForgetComplaints.ForgetPerson(db, who.Id, time.GetUtcNow());
        await db.SaveChangesAsync();
        forget.EraseFiles(files);
    }
}
