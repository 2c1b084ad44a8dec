using System.Text;
using Core.Conversations;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>Writes a filled-in complaint down and gives the receipt.</summary>
internal sealed class KeepComplaint(
    DrawCodes codes, ComplaintClock clock, ComplaintText text, FollowComplaint follow, FetchAttachments fetch, UnitCatalog units)
{
    /// <summary>What will be sent, line by line.</summary>
    public string Summary(Wording words, ComplaintSheet sheet)
    {
        var summary = new StringBuilder(words["complaint.summary"]);
        foreach (var line in sheet.Lines()) summary.Append('\n').Append(words[$"complaint.line.{line}"]).Append(": ").Append(Value(words, sheet, line));
        return summary.ToString();
    }

    public async ValueTask File(Turn turn, ComplaintSheet sheet)
    {
        var db = turn.Change();
        var today = Calendar.LocalTime.Day(turn.Now, units.ZoneOf(sheet.Unit));
        var complaint = Complaint.File(FiledBy(turn, sheet), await NewCode(db), turn.Now, today, clock);
        db.Complaints.Add(complaint);
        await db.SaveChangesAsync();
        db.Add(new ComplaintConsent
        {
            ComplaintId = complaint.Id,
            PersonId = turn.Who.Id,
            Version = ComplaintConsent.Notice,
            Language = turn.Words.Language,
            At = turn.Now,
        });
        var desk = Desk.Of(turn, Relation.Complainant);
        desk.Record(complaint, Act.File, complaint.State);
        fetch.Await(turn, complaint, sheet.Files, fromCitizen: true);
        await desk.TellResponsible(complaint, "complaint.office.filed", text);
        turn.Say("complaint.filed", ComplaintText.Code(complaint), text.Due(turn.Words, complaint), Promise(turn.Words, complaint))
            .Row(new Button(turn.Words["complaint.track"], $"/cek {ComplaintText.Code(complaint)}"));
    }

    /// <summary>The words and files go to a complaint that is open already.</summary>
    public async ValueTask Join(Turn turn, string code, ComplaintSheet sheet)
    {
        var complaint = await turn.Change().Complaints.FirstOrDefaultAsync(c => c.Code == code && c.ComplainantId == turn.Who.Id);
        if (complaint is null || !ComplaintRules.Allow(Act.Add, complaint.State, Relation.Complainant))
        {
            turn.Say("complaint.cannot-join");
            return;
        }

        await follow.Add(Desk.Of(turn, Relation.Complainant), complaint, sheet.Story);
        turn.Say("complaint.added", ComplaintText.Code(complaint));
    }

    private static NewComplaint FiledBy(Turn turn, ComplaintSheet sheet) => new(turn.Who.Id, sheet.Kind, sheet.Unit, sheet.Story)
    {
        Happened = sheet.Happened.Length > 0 ? sheet.Happened : null,
        Place = sheet.Place.Length > 0 ? sheet.Place : null,
        Name = sheet.Name,
        Secret = sheet.Secret,
    };

    private async ValueTask<string> NewCode(AppDb db)
    {
        var code = codes.Next();
        while (await db.Complaints.AnyAsync(c => c.Code == code)) code = codes.Next();
        return code;
    }

    private string Promise(Wording words, Complaint complaint) =>
        complaint.FollowUpDueOn is null ? words["complaint.promise-after-class"] : words["complaint.promise", text.FollowUp(words, complaint)];

    private string Value(Wording words, ComplaintSheet sheet, string line) => line switch
    {
        "unit" => text.Unit(words, sheet.Unit?.Id),
        "story" => $"\"{sheet.Story}\"",
        "when" => sheet.Happened.Length > 0 ? sheet.Happened : words["complaint.unsaid"],
        "where" => sheet.Place.Length > 0 ? sheet.Place : words["complaint.unsaid"],
        "files" => sheet.Files.Count == 0 ? words["complaint.no-files"] : words["complaint.n-files", sheet.Files.Count],
        "name" => sheet.Name is null ? words["complaint.name-hidden"] : words["complaint.name-given", sheet.Name],
        _ => words[sheet.Secret ? "complaint.is-secret" : "complaint.not-secret"],
    };
}

/// <summary>Finds an open complaint of the same citizen about the same unit in much the same words, so that it is not filed twice.</summary>
internal sealed class SimilarComplaint
{
    private const double Alike = 0.4;
    private const int LookedAt = 20;

    /// <summary>The fact's key: a changed story or unit is looked up anew.</summary>
    public string KeyOf(ComplaintSheet sheet)
    {
        var hash = 17L;
        foreach (var c in sheet.Story) hash = unchecked((hash * 31) + c);
        return $"similar:{sheet.Unit?.Code}:{sheet.Kind}:{hash:x}";
    }

    public async ValueTask<string?> Find(AppDb db, long person, ComplaintSheet sheet)
    {
        var unit = sheet.Unit?.Id;
        ComplaintState[] open = [ComplaintState.Submitted, ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Reopened, ComplaintState.Resolved];
        var own = await db.Complaints.AsNoTracking()
            .Where(c => c.ComplainantId == person && c.Kind == sheet.Kind && open.Contains(c.State) && (c.UnitId == unit || unit == null || c.UnitId == null))
            .OrderByDescending(c => c.Id).Take(LookedAt).Select(c => new { c.Code, c.Story }).ToListAsync();
        var words = WordsOf(sheet.Story);
        return own.FirstOrDefault(c => Overlap(words, WordsOf(c.Story)) >= Alike)?.Code;
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '\n', '\t', '.', ',', '!', '?', ';', ':', '"', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3)];

    private static double Overlap(HashSet<string> one, HashSet<string> other) =>
        one.Count == 0 || other.Count == 0 ? 0 : (double)one.Intersect(other).Count() / Math.Min(one.Count, other.Count);
}
