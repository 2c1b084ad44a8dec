using Core.Membership;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Desk;

/// <summary>
/// Writes down who looks: at what is berkadar pengawasan for good, in the record of acts; at every report for minutes, so that two who
/// work on one see each other.
/// </summary>
internal sealed class LookAtComplaint(WriteQueue writer, TimeProvider time)
{
    private const string Look = """
        insert into desk_looks (complaint_id, person_id, at) values (@p0, @p1, @p2)
        on conflict (complaint_id, person_id) do update set at = excluded.at
        """;

    private static readonly TimeSpan Present = TimeSpan.FromMinutes(1);

    /// <summary>Somebody opens it (its page or one of its files), or still has it open.</summary>
    public Task Opened(Caller who, Complaint complaint, bool opens) => writer.Enqueue(async write =>
    {
        var now = time.GetUtcNow();
        await write.Db.Sql.Run(Look, complaint.Id, who.Id, now.ToUnixTimeMilliseconds());
        if (opens && complaint.Class == ComplaintClass.Supervisory)
            Audit.Note(write.Db, who, now, "look-supervisory", what: ComplaintText.Code(complaint));
    });

    /// <summary>Who else has it open right now.</summary>
    public async Task<IReadOnlyList<long>> Others(AppDb db, Caller who, Complaint complaint)
    {
        var (id, me, since) = (complaint.Id, who.Id, time.GetUtcNow() - Present);
        return await db.DeskLooks.AsNoTracking().Where(l => l.ComplaintId == id && l.PersonId != me && l.At > since)
            .OrderBy(l => l.PersonId).Select(l => l.PersonId).ToListAsync();
    }
}
