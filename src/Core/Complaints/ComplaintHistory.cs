using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>
/// A complaint's history and attachments, told to somebody: each line says when, what and as what somebody acted, never who.
/// </summary>
internal sealed class ComplaintHistory(ComplaintText text, AttachmentFolder folder, ComplaintClock clock, TimeProvider time)
{
    private const int Shown = 5;

    private static readonly Act[] Inner = [Act.RemindBefore, Act.RemindOnDay, Act.RemindLate, Act.Note, Act.SuspectSpam, Act.ClearSpam,
        Act.TakeBack, Act.NationalNews];

    /// <summary>The lines in order; reminders among officials are not for the citizen.</summary>
    public async Task<string> Tell(AppDb db, Complaint complaint, Relation reader, Wording words)
    {
        var events = await db.ComplaintEvents.AsNoTracking().Where(e => e.ComplaintId == complaint.Id).OrderBy(e => e.Id).ToListAsync();
        var told = events.Where(e => !InspectorsWords.IsKeptFrom(reader, e))
            .Where(e => reader != Relation.Complainant || IsForCitizen(e, time.GetUtcNow()))
            .Select(e => Line(words, complaint, reader, e));
        return string.Join('\n', told.Prepend(words["complaint.history"]));
    }

    /// <summary>
    /// The complaint as its citizen may see it: a step that can still be taken back has not happened for them. Only to be read.
    /// </summary>
    public async Task<Complaint> AsCitizenReads(AppDb db, Complaint complaint)
    {
        var now = time.GetUtcNow();
        var before = await db.ComplaintEvents.AsNoTracking()
            .Where(e => e.ComplaintId == complaint.Id && e.HeldUntil > now && !e.TakenBack && e.Before != null)
            .OrderBy(e => e.Id).Select(e => e.Before).FirstOrDefaultAsync();
        if (before is null) return complaint;
        var seen = await db.Complaints.AsNoTracking().SingleAsync(c => c.Id == complaint.Id);
        seen.TakeBack(ComplaintBefore.Read(before), now, clock);
        return seen;
    }

    /// <inheritdoc cref="AsCitizenReads(AppDb, Complaint)"/>
    public async Task<List<Complaint>> AsCitizenReads(AppDb db, IEnumerable<Complaint> complaints)
    {
        var seen = new List<Complaint>();
        foreach (var complaint in complaints) seen.Add(await AsCitizenReads(db, complaint));
        return seen;
    }

    /// <summary>What the citizen and the officials said since the story, for the card.</summary>
    public async Task<string> Words(AppDb db, Complaint complaint, Relation reader, Wording words)
    {
        Act[] said = [Act.Add, Act.Complete, Act.Ask, Act.Answer, Act.Progress, Act.Return, Act.PassOn, Act.Decline, Act.Resolve,
            Act.Reopen, Act.Dismiss, Act.Note, Act.SuspectSpam, Act.NationalNews, Act.NationalAnswer];
        Act[] besides = [Act.Confirm, Act.Rate]; // choices, with which something may have been said
        var events = await db.ComplaintEvents.AsNoTracking()
            .Where(e => e.ComplaintId == complaint.Id && !e.TakenBack
                && (said.Contains(e.Act) || (besides.Contains(e.Act) && e.Words != null)))
            .OrderBy(e => e.Id).ToListAsync();
        return string.Concat(events.Where(e => !InspectorsWords.IsKeptFrom(reader, e)).TakeLast(Shown)
            .Select(e => "\n" + Line(words, complaint, reader, e)));
    }

    /// <summary>The files that we keep of it: the citizen's for officials, the evidence for the citizen.</summary>
    public async Task<List<OutFile>> Files(AppDb db, Complaint complaint, Relation reader)
    {
        var (mine, now) = (reader == Relation.Complainant, time.GetUtcNow());
        var held = db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && e.HeldUntil > now && !e.TakenBack).Select(e => e.At);
        var untold = mine ? await held.ToListAsync() : [];
        var kept = (await InspectorsWords.FilesFor(db, complaint, reader))
            .FindAll(a => !mine || (!a.FromCitizen && !untold.Contains(a.At)));
        return [.. kept.Select((a, i) => new OutFile(folder.PathOf(a.KeptAs!),
            $"{ComplaintText.Code(complaint)}-{i + 1}{Path.GetExtension(a.KeptAs)}", a.Kind == Core.Messaging.FileKind.Photo))];
    }

    /// <summary>The citizen's own files that we keep or are about to.</summary>
    public Task<List<ComplaintAttachment>> OwnFiles(AppDb db, Complaint complaint) => db.ComplaintAttachments.AsNoTracking()
        .Where(a => a.ComplaintId == complaint.Id && a.FromCitizen
            && (a.State == AttachmentState.Kept || a.State == AttachmentState.Waiting))
        .OrderBy(a => a.Id).ToListAsync();
    /// <summary>Not what officials tell each other, and not what can still be taken back or was.</summary>
    private static bool IsForCitizen(ComplaintEvent e, DateTimeOffset now) =>
        !Inner.Contains(e.Act) && !e.TakenBack && !(e.HeldUntil > now);

    private string Line(Wording words, Complaint complaint, Relation reader, ComplaintEvent e)
    {
        var by = e.By == Relation.Complainant && reader == Relation.Complainant ? words["complaint.by.you"] : words[$"complaint.by.{e.By}"];
        var act = e switch
        {
            { Act: Act.Reopen, By: not Relation.Complainant } => "complaint.event.ReopenFor",
            { Act: Act.Dismiss, Words: null } => "complaint.event.DismissSame", // each other reason has words
            _ => $"complaint.event.{e.Act}",
        };
        var line = $"{text.Moment(words, complaint, e.At)} · {words[act, Where(words, e)]} ({by})";
        if (e.TakenBack) line = words["complaint.taken-back-line", line];
        return string.IsNullOrEmpty(e.Words) ? line : $"{line}: \"{ComplaintText.Story(complaint, reader, e.Words)}\"";
    }

    /// <summary>Who has it after the event: back in triage nobody else has, whichever unit it is about.</summary>
    private string Where(Wording words, ComplaintEvent e) => e.To == ComplaintState.Submitted
        ? words["complaint.to-triage"] : text.Handler(e.Class, e.OfInspectorate, e.UnitTo).In(words);
}
