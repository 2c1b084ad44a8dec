using Core.Complaints.Deadlines;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>What officials do with a complaint: the change, its line in the history and the word to the citizen, together.</summary>
internal sealed class HandleComplaint(ComplaintClock clock, ComplaintText text, UnitCatalog units)
{
    /// <summary>Triage sets kind, class and unit; a kind that is not the citizen's own choice is told with its date.</summary>
    public async ValueTask Verify(ComplaintJournal journal, Complaint complaint, ComplaintClass kind, Unit unit)
    {
        var (from, before, chosen) = (complaint.State, complaint.UnitId, complaint.Kind);
        complaint.Verify(kind, unit.Id, journal.Now, clock, await IsOfInspectorate(journal.Db, kind, unit));
        journal.Record(complaint, Act.Verify, from, unitFrom: before);
        await journal.TellCitizen(complaint, Classed("complaint.told.verified", complaint, chosen, journal.Now));
        await journal.TellResponsible(complaint, "complaint.office.new", text);
    }

    /// <summary>Triage decides again, after words that came later; the same class and unit change nothing.</summary>
    public async ValueTask Reclass(ComplaintJournal journal, Complaint complaint, ComplaintClass kind, Unit unit)
    {
        var (from, before, chosen, old) = (complaint.State, complaint.UnitId, complaint.Kind, complaint.Class);
        complaint.Reclass(kind, unit.Id, journal.Now, clock, await IsOfInspectorate(journal.Db, kind, unit));
        journal.Record(complaint, Act.Reclass, from, unitFrom: before);
        if (old == kind && before == unit.Id) return;
        await journal.TellCitizen(complaint, Classed("complaint.told.verified", complaint, chosen, journal.Now));
        await journal.TellResponsible(complaint, "complaint.office.new", text);
    }

    public async ValueTask Return(ComplaintJournal journal, Complaint complaint, string reason)
    {
        var from = complaint.State;
        complaint.Return(journal.Now, clock);
        journal.Record(complaint, Act.Return, from, reason);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.returned", Code(complaint), reason, ComplaintText.Due(complaint)),
            Own("lengkapi", complaint), Own("cabut", complaint));
    }

    /// <summary>Takes it, or takes it over from a colleague, who hears of it.</summary>
    public async ValueTask Take(ComplaintJournal journal, Complaint complaint, long officer, bool quietly = false)
    {
        var (from, holder) = (complaint.State, complaint.HolderId);
        if (holder == officer && from is ComplaintState.InProgress or ComplaintState.Waiting) return;
        complaint.Take(officer, journal.Now, clock);
        journal.Record(complaint, Act.Take, from);
        if (holder is { } other && other != officer) await journal.TellOfficial(other, complaint, ComplaintJournal.TakenOver, text);
        if (quietly || from == complaint.State) return;
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.taken", Code(complaint), text.Handler(complaint), ComplaintText.Due(complaint)));
    }

    public async ValueTask Ask(ComplaintJournal journal, Complaint complaint, string question)
    {
        var from = complaint.State;
        complaint.Ask(journal.Now, clock);
        journal.Record(complaint, Act.Ask, from, question);
        await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.asked", Code(complaint), question), Own("jawab", complaint));
    }

    public async ValueTask Resume(ComplaintJournal journal, Complaint complaint)
    {
        var from = complaint.State;
        complaint.Resume(journal.Now, clock);
        journal.Record(complaint, Act.Resume, from);
        await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.resumed", Code(complaint), ComplaintText.Due(complaint)));
    }

    public async ValueTask Progress(ComplaintJournal journal, Complaint complaint, string report, bool evidence = false)
    {
        var from = complaint.State;
        complaint.Progress(journal.Now, clock);
        journal.Record(complaint, Act.Progress, from, report);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.progress", Code(complaint), report),
            [Own("tambah", complaint), .. Evidence(complaint, evidence)]);
    }

    /// <summary>
    /// To another unit, or back to triage when none is given; units that have passed it to each other too often leave it to triage.
    /// </summary>
    public async ValueTask PassOn(ComplaintJournal journal, Complaint complaint, Unit? unit, string reason)
    {
        var (from, before, holder) = (complaint.State, complaint.UnitId, complaint.HolderId);
        if (IsPassedTooOften(complaint)) unit = null;
        complaint.PassOn(unit?.Id, journal.Now, clock);
        journal.Record(complaint, Act.PassOn, from, reason, before);
        await journal.TellCitizen(complaint, Passed(complaint, reason));
        await TellFormer(journal, complaint, holder);
        await journal.TellResponsible(complaint, "complaint.office.passed-on", text);
    }

    /// <summary>An officer sees something that the inspectorate must handle.</summary>
    public async ValueTask PassToInspectorate(ComplaintJournal journal, Complaint complaint, string reason)
    {
        var (from, holder) = (complaint.State, complaint.HolderId);
        var unit = units.Find(complaint.UnitId!.Value)!;
        complaint.PassToInspectorate(await IsOfInspectorate(journal.Db, ComplaintClass.Supervisory, unit), journal.Now, clock);
        journal.Record(complaint, Act.PassOn, from, reason);
        await journal.TellCitizen(complaint, Passed(complaint, reason));
        await TellFormer(journal, complaint, holder);
        await journal.TellResponsible(complaint, "complaint.office.new", text);
    }

    /// <summary>The unit declines; triage decides where it belongs.</summary>
    public async ValueTask Decline(ComplaintJournal journal, Complaint complaint, string reason)
    {
        var (from, before, holder) = (complaint.State, complaint.UnitId, complaint.HolderId);
        complaint.Decline(journal.Now, clock);
        journal.Record(complaint, Act.Decline, from, reason, before);
        await journal.TellCitizen(complaint, Passed(complaint, reason));
        await TellFormer(journal, complaint, holder);
        await journal.TellResponsible(complaint, "complaint.office.declined", text);
    }

    public bool IsPassedTooOften(Complaint complaint) => complaint.Passes >= text.Options.PassesMax;

    /// <summary>Followed up; whoever filed it is asked whether it is settled, and can look at the evidence.</summary>
    public async ValueTask Resolve(ComplaintJournal journal, Complaint complaint, string report, bool evidence = false)
    {
        var from = complaint.State;
        complaint.Resolve(journal.Now, clock);
        journal.Record(complaint, Act.Resolve, from, report);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.resolved", Code(complaint), report, ComplaintText.Due(complaint)),
            [Own("selesai", complaint), Own("belum", complaint), .. Evidence(complaint, evidence)]);
        await MergedReports.Tell(journal, complaint, same => LocalizedText.Of("complaint.told.merged-resolved", Code(same), report));
    }

    private static IEnumerable<Button> Evidence(Complaint complaint, bool there) => there ? [Own("lampiran", complaint)] : [];

    /// <summary>Gives it to one officer (who hears of it) or, without one, back to all of them.</summary>
    public async ValueTask Assign(ComplaintJournal journal, Complaint complaint, long? officer)
    {
        var (from, before) = (complaint.State, complaint.HolderId);
        complaint.Assign(officer, journal.Now, clock);
        journal.Record(complaint, Act.Assign, from);
        if (from == ComplaintState.Reopened)
            await journal.TellCitizen(
                complaint, LocalizedText.Of("complaint.told.assigned", Code(complaint), ComplaintText.Due(complaint)));
        if (officer is { } one) await journal.TellOfficial(one, complaint, "complaint.office.given", text);
        else await journal.TellResponsible(complaint, "complaint.office.assigned", text);
        if (before is { } former && former != officer)
            await journal.TellOfficial(former, complaint, "complaint.office.given-away", text);
    }

    /// <summary>Something that officials read and the citizen does not.</summary>
    public ValueTask Note(ComplaintJournal journal, Complaint complaint, string note)
    {
        complaint.Note(journal.Now, clock);
        journal.Record(complaint, Act.Note, complaint.State, note);
        return ValueTask.CompletedTask;
    }

    /// <summary>A button of the citizen's own: <c>/cek CODE word</c>.</summary>
    public static Button Own(Wording words, Complaint complaint, string act) =>
        new(words[$"complaint.do.{act}"], Commands.Track.With(Code(complaint), act));

    /// <summary>The same, put into words when it goes out.</summary>
    public static Button Own(string act, Complaint complaint) =>
        Button.Of($"complaint.do.{act}", Commands.Track.With(Code(complaint), act));

    private static string Code(Complaint complaint) => ComplaintText.Code(complaint);

    /// <summary>
    /// Whoever held it may be writing about it. They hear that it left their hands in the same words wherever it went, so that nobody
    /// learns from them that it is with the inspectorate.
    /// </summary>
    private async ValueTask TellFormer(ComplaintJournal journal, Complaint complaint, long? holder)
    {
        if (holder is { } former) await journal.TellOfficial(former, complaint, ComplaintJournal.Moved, text);
    }

    private LocalizedText Classed(string key, Complaint complaint, ComplaintKind chosen, DateTimeOffset now)
    {
        var told = LocalizedText.Of(key, Code(complaint), text.Handler(complaint), ComplaintText.Next(complaint, now));
        return chosen == complaint.Kind ? told : LocalizedText.Joined("\n", told, LocalizedText.Of(
            "complaint.told.kind-changed", ComplaintText.SortForCitizen(complaint), (LocalizedText)$"complaint.kind.{chosen}"));
    }

    private LocalizedText Passed(Complaint complaint, string reason)
    {
        var key = complaint.State == ComplaintState.Submitted ? "complaint.told.back-to-triage" : "complaint.told.passed-on";
        return LocalizedText.Of(key, Code(complaint), text.Handler(complaint), reason, ComplaintText.Due(complaint));
    }

    /// <summary>
    /// Whether the accused is the inspectorate itself: by its unit or one below that, or because all inspectors belong to the unit it is
    /// about or above it. Nobody
    /// judges their own office (UU 30/2014, articles 42 to 44).
    /// </summary>
    private async ValueTask<bool> IsOfInspectorate(AppDb db, ComplaintClass kind, Unit unit)
    {
        if (kind != ComplaintClass.Supervisory) return false;
        var offices = units.Above(unit).Prepend(unit).ToList();
        if (offices.Exists(u => string.Equals(u.Code, text.Options.InspectorateUnit, StringComparison.OrdinalIgnoreCase))) return true;
        var ids = offices.ConvertAll(u => (int?)u.Id);
        var inspectors = db.Memberships.Where(m => m.Until == null && m.Role == Role.Inspectorate);
        return await inspectors.AnyAsync()
            && await inspectors.AllAsync(i => db.Memberships.Any(m => m.PersonId == i.PersonId && ids.Contains(m.UnitId)
                && m.Until == null));
    }
}
