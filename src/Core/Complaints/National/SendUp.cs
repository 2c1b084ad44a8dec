using Core.Complaints.Accusations;
using Core.Complaints.Deadlines;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.National;

/// <summary>
/// An official gives a complaint to SP4N-LAPOR! too. Here it is only written down: <see cref="CarryUp"/> calls once the step cannot be
/// taken back any more.
/// </summary>
internal sealed class SendUp(ComposeNational compose, ComplaintClock clock, IOptions<NationalOptions> options)
{
    /// <summary>Whether it is switched on.</summary>
    public bool IsOn => options.Value.On;

    /// <summary>What is known of it there; null for nothing.</summary>
    public static Task<NationalCopy?> Of(AppDb db, Complaint complaint) =>
        db.NationalCopies.FirstOrDefaultAsync(c => c.ComplaintId == complaint.Id);

    /// <summary>Whether the step is worth offering: it is not there, or somebody must say whether it is.</summary>
    public async Task<bool> IsWorth(AppDb db, Complaint complaint) =>
        IsOn && await WhyNot(db, complaint, await Of(db, complaint)) is null;

    /// <summary>Why it cannot be sent; null when it can, or when it is asked whether it is there.</summary>
    public async Task<LocalizedText?> WhyNot(AppDb db, Complaint complaint, NationalCopy? copy)
    {
        var code = ComplaintText.Code(complaint);
        if (!IsOn) return "national.off";
        if (copy is { State: NationalState.Unsure }) return null;
        if (copy is not (null or { State: NationalState.Refused }) || complaint.NationalId is not null)
            return LocalizedText.Of("national.there", code, copy?.NationalId ?? complaint.NationalId ?? "-");
        if (compose.Of(complaint) is null) return "national.no-number";
        // Before triage has decided the class, a report of bribery or violence could leave the house by an officer's or triage's press.
        if (complaint.State == ComplaintState.Submitted && await SeenAccusations.Of(db, complaint) is { Count: > 0 } found)
            return LocalizedText.Of("national.class-first", SeenAccusations.Quoted(found));
        return null;
    }

    /// <summary>What would be sent, word by word.</summary>
    public LocalizedText Preview(Complaint complaint) => compose.Of(complaint) is not { } sent ? "national.no-number"
        : LocalizedText.Joined("\n\n",
            LocalizedText.Of("national.preview", sent.Title, sent.Content),
            sent.Urgent ? LocalizedText.Joined("\n", Nameless(sent), "national.urgent") : Nameless(sent));

    private static LocalizedText Nameless(NationalComplaint sent) =>
        sent.Anonymous ? "national.anonymous" : sent.Secret ? "national.secret" : "national.nameless";

    /// <summary>Writes it down: one that was refused before, again; else as a wish that can be taken back with its step.</summary>
    public async ValueTask Send(ComplaintJournal journal, Complaint complaint, NationalCopy? copy)
    {
        complaint.SendUp(journal.Now, clock);
        journal.Record(complaint, Act.SendUp, complaint.State);
        if (copy is null) journal.Db.Add(NationalCopy.Want(complaint, journal.Official, journal.Step, journal.Now,
            journal.HeldUntil ?? journal.Now));
        else copy.Again(journal.HeldUntil ?? journal.Now, journal.Step);
        await journal.TellCitizen(complaint, LocalizedText.Of("national.told", ComplaintText.Code(complaint)));
    }

    /// <summary>
    /// A person looked: it is there under this number, or it is not and is sent again. The citizen was told the first time.
    /// </summary>
    public ValueTask Settle(ComplaintJournal journal, Complaint complaint, NationalCopy copy, string? number)
    {
        complaint.SendUp(journal.Now, clock);
        journal.Record(complaint, Act.Note, complaint.State,
            Wording.Of("id")[number is null ? "national.note-again" : "national.note-found", number ?? ""]);
        if (number is null) copy.Again(journal.Now);
        else copy.Found(number, journal.Now);
        return ValueTask.CompletedTask;
    }
}
