using Core.Calendar;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Handling;
using Core.Complaints.National;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Desk;

/// <summary>What somebody said at the counter, by telephone or in a letter.</summary>
/// <param name="Kind">What they bring.</param>
/// <param name="Story">Their words.</param>
/// <param name="Origin">How they came (<see cref="Origins.TakenIn"/>).</param>
internal sealed record TakenIn(ComplaintKind Kind, string Story, string Origin)
{
    public Unit? Unit { get; init; }

    public string? Place { get; init; }

    public string? Happened { get; init; }

    /// <summary>Null to stay anonymous.</summary>
    public string? Name { get; init; }

    /// <summary>How they can be reached; nothing is sent there by itself.</summary>
    public string? Contact { get; init; }

    public bool Secret { get; init; }
}

/// <summary>
/// An official writes down a report for somebody else: the official is not its complainant and may handle it like any other; the
/// citizen gets the code on paper. That they were read the notice is recorded with it (UU 27/2022, articles 20 to 24).
/// </summary>
internal sealed class TakeIn(KeepComplaint keep, FollowComplaint follow, ComplaintClock clock, ComplaintText text, UnitCatalog units,
    SendLater later, IOptions<NationalOptions> national)
{
    /// <summary>A button that is pressed twice files once.</summary>
    private static readonly TimeSpan SamePress = TimeSpan.FromMinutes(2);

    /// <summary>Writes it down; its code.</summary>
    public async ValueTask<string> File(WriteContext write, Caller who, TakenIn taken, DateTimeOffset now)
    {
        var db = write.Db;
        await db.Sql.Lock($"take-in:{who.Id}");
        if (await JustNow(db, who, taken, now) is { } same) return ComplaintText.Code(same);
        var today = LocalTime.Day(now, units.ZoneOf(taken.Unit));
        var filed = new NewComplaint(0, taken.Kind, taken.Unit, taken.Story)
        {
            Happened = taken.Happened,
            Place = taken.Place,
            Name = taken.Name,
            Secret = taken.Secret,
            Origin = taken.Origin,
        };
        var complaint = Complaint.File(filed, await keep.NewCode(db), now, today, clock);
        complaint.TakeIn(who.Id, taken.Name, taken.Contact);
        follow.LookForDanger(complaint, taken.Story);
        db.Complaints.Add(complaint);
        await db.SaveChangesAsync();
        var notice = ComplaintConsent.NoticeOf(national.Value.On);
        db.Add(new ComplaintConsent { ComplaintId = complaint.Id, Version = notice, Language = "id", At = now });
        var journal = new ComplaintJournal(db, async m => await later.Put(write, m), now, ComplaintRights.TakingIn(who), who.Id);
        journal.Record(complaint, Act.File, complaint.State);
        await journal.TellResponsible(complaint, "complaint.office.filed", text);
        return ComplaintText.Code(complaint);
    }

    private static Task<Complaint?> JustNow(AppDb db, Caller who, TakenIn taken, DateTimeOffset now)
    {
        var (since, unit) = (now - SamePress, taken.Unit?.Id);
        var contact = string.IsNullOrWhiteSpace(taken.Contact) ? null : taken.Contact.Trim();
        return db.Complaints.FirstOrDefaultAsync(c => c.TakenInById == who.Id && c.FiledAt > since && c.Story == taken.Story
            && c.UnitId == unit && c.Origin == taken.Origin && c.ComplainantName == taken.Name && c.Contact == contact);
    }
}
