using Core.Outbox;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>What officials do with a complaint: the change, its line in the history and the word to the citizen, together.</summary>
internal sealed class HandleComplaint(ComplaintClock clock, ComplaintText text)
{
    public async ValueTask Verify(Desk desk, Complaint complaint, ComplaintClass kind, Unit unit)
    {
        var (from, before) = (complaint.State, complaint.UnitId);
        complaint.Verify(kind, unit.Id, desk.Now, clock);
        desk.Record(complaint, Act.Verify, from, unitFrom: before);
        await desk.TellCitizen(complaint, w => w["complaint.told.verified", Code(complaint), text.Handler(w, complaint), text.Next(w, complaint, desk.Now)]);
        await desk.TellResponsible(complaint, "complaint.office.new", text);
    }

    public async ValueTask Return(Desk desk, Complaint complaint, string reason)
    {
        var from = complaint.State;
        complaint.Return(desk.Now, clock);
        desk.Record(complaint, Act.Return, from, reason);
        await desk.TellCitizen(complaint, w => w["complaint.told.returned", Code(complaint), reason, text.Due(w, complaint)],
            w => [Own(w, complaint, "lengkapi"), Own(w, complaint, "cabut")]);
    }

    public async ValueTask Take(Desk desk, Complaint complaint, long officer)
    {
        var from = complaint.State;
        complaint.Take(officer, desk.Now, clock);
        desk.Record(complaint, Act.Take, from);
        if (from == complaint.State) return;
        await desk.TellCitizen(complaint, w => w["complaint.told.taken", Code(complaint), text.Handler(w, complaint), text.Due(w, complaint)]);
    }

    public async ValueTask Ask(Desk desk, Complaint complaint, string question)
    {
        var from = complaint.State;
        complaint.Ask(desk.Now, clock);
        desk.Record(complaint, Act.Ask, from, question);
        await desk.TellCitizen(complaint, w => w["complaint.told.asked", Code(complaint), question], w => [Own(w, complaint, "jawab")]);
    }

    public async ValueTask Resume(Desk desk, Complaint complaint)
    {
        var from = complaint.State;
        complaint.Resume(desk.Now, clock);
        desk.Record(complaint, Act.Resume, from);
        await desk.TellCitizen(complaint, w => w["complaint.told.resumed", Code(complaint), text.Due(w, complaint)]);
    }

    public async ValueTask Progress(Desk desk, Complaint complaint, string report)
    {
        var from = complaint.State;
        complaint.Progress(desk.Now, clock);
        desk.Record(complaint, Act.Progress, from, report);
        await desk.TellCitizen(complaint, w => w["complaint.told.progress", Code(complaint), report], w => [Own(w, complaint, "tambah")]);
    }

    /// <summary>To another unit, or back to triage when none is given.</summary>
    public async ValueTask PassOn(Desk desk, Complaint complaint, Unit? unit, string reason)
    {
        var (from, before) = (complaint.State, complaint.UnitId);
        complaint.PassOn(unit?.Id, desk.Now, clock);
        desk.Record(complaint, Act.PassOn, from, reason, before);
        var key = unit is null ? "complaint.told.back-to-triage" : "complaint.told.passed-on";
        await desk.TellCitizen(complaint, w => w[key, Code(complaint), text.Unit(w, complaint.UnitId), reason, text.Due(w, complaint)]);
        await desk.TellResponsible(complaint, "complaint.office.passed-on", text);
    }

    public async ValueTask Resolve(Desk desk, Complaint complaint, string report)
    {
        var from = complaint.State;
        complaint.Resolve(desk.Now, clock);
        desk.Record(complaint, Act.Resolve, from, report);
        await desk.TellCitizen(complaint, w => w["complaint.told.resolved", Code(complaint), report, text.Due(w, complaint)],
            w => [Own(w, complaint, "selesai"), Own(w, complaint, "belum")]);
    }

    public async ValueTask Assign(Desk desk, Complaint complaint)
    {
        var from = complaint.State;
        complaint.Assign(desk.Now, clock);
        desk.Record(complaint, Act.Assign, from);
        await desk.TellCitizen(complaint, w => w["complaint.told.assigned", Code(complaint), text.Due(w, complaint)]);
        await desk.TellResponsible(complaint, "complaint.office.assigned", text);
    }

    /// <summary>A button of the citizen's own: <c>/cek CODE word</c>.</summary>
    public static Button Own(Wording words, Complaint complaint, string act) => new(words[$"complaint.do.{act}"], $"/cek {Code(complaint)} {act}");

    private static string Code(Complaint complaint) => ComplaintText.Code(complaint);
}

/// <summary>What a citizen does with an own complaint: the change, its line in the history, and the word to those who handle it.</summary>
internal sealed class FollowComplaint(ComplaintClock clock, ComplaintText text)
{
    public async ValueTask Add(Desk desk, Complaint complaint, string words)
    {
        var from = complaint.State;
        complaint.Add(desk.Now, clock);
        desk.Record(complaint, Act.Add, from, words);
        await desk.TellResponsible(complaint, "complaint.office.added", text);
    }

    public async ValueTask Answer(Desk desk, Complaint complaint, string answer)
    {
        var from = complaint.State;
        complaint.Answer(desk.Now, clock);
        desk.Record(complaint, Act.Answer, from, answer);
        await desk.TellResponsible(complaint, "complaint.office.answered", text);
    }

    public async ValueTask Complete(Desk desk, Complaint complaint, string words)
    {
        var from = complaint.State;
        complaint.Complete(desk.Now, clock);
        desk.Record(complaint, Act.Complete, from, words);
        await desk.TellResponsible(complaint, "complaint.office.completed", text);
    }

    public async ValueTask Withdraw(Desk desk, Complaint complaint)
    {
        var readers = complaint.State == ComplaintState.Returned ? [] : await desk.Responsible(complaint);
        var from = complaint.State;
        complaint.Withdraw(desk.Now, clock);
        desk.Record(complaint, Act.Withdraw, from);
        await desk.Tell(readers, complaint, "complaint.office.withdrawn", text);
    }

    public async ValueTask Confirm(Desk desk, Complaint complaint)
    {
        var readers = await desk.Responsible(complaint);
        var from = complaint.State;
        complaint.Confirm(desk.Now, clock);
        desk.Record(complaint, Act.Confirm, from);
        await desk.Tell(readers, complaint, "complaint.office.confirmed", text);
    }

    public async ValueTask Reopen(Desk desk, Complaint complaint, string reason)
    {
        var from = complaint.State;
        var heads = await desk.Heads(complaint);
        complaint.Reopen(heads.Count > 0, desk.Now, clock);
        desk.Record(complaint, Act.Reopen, from, reason);
        await desk.TellResponsible(complaint, "complaint.office.reopened", text);
    }

    public ValueTask Rate(Desk desk, Complaint complaint, int value)
    {
        var from = complaint.State;
        complaint.Rate(value, desk.Now, clock);
        desk.Record(complaint, Act.Rate, from);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the time to reopen a closed one is over.</summary>
    public bool IsTooLateToReopen(Complaint complaint, DateTimeOffset now) =>
        complaint.State == ComplaintState.Closed && (complaint.DueAt is not { } until || until < now);
}

/// <summary>Finds complaints.</summary>
internal static class FindComplaint
{
    /// <summary>The complaint of a code as typed; null when it is none of ours.</summary>
    public static async ValueTask<Complaint?> ByCode(Persistence.AppDb db, string? typed) =>
        TrackingCode.Parse(typed, out var code) == TrackingCode.Reading.Good ? await db.Complaints.FirstOrDefaultAsync(c => c.Code == code) : null;
}
