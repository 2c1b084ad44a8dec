using System.Text;
using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.Handling;
using Core.Complaints.National;
using Core.Complaints.Tracking;
using Core.Dialogs;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Filing;

/// <summary>Writes a filled-in complaint down and gives the receipt.</summary>
internal sealed class KeepComplaint(
    DrawCodes codes, ComplaintClock clock, ComplaintText text, FollowComplaint follow, FetchAttachments fetch, UnitCatalog units,
    IOptions<NationalOptions> national)
{
    /// <summary>Who filed so many within an hour: the next one is marked for triage.</summary>
    private const int ManyFrom = 5;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private const int StoryShown = 700;
    private const int StoryShownAtLeast = 80;

    /// <summary>Room for the ellipsis, the note beside a shortened story, and a sentence above the card.</summary>
    private const int Spare = 300;

    /// <summary>What will be sent, line by line: the story gives way, so that every line and choice is always shown.</summary>
    public string Summary(Wording words, ComplaintSheet sheet, ChannelCapabilities channel)
    {
        var others = sheet.Lines().Where(l => l != "story").Sum(l => LineOf(words, sheet, l).Length);
        var room = Math.Clamp(channel.TextMax - others - Spare, StoryShownAtLeast, StoryShown);
        var summary = new StringBuilder(words["complaint.summary"]);
        foreach (var line in sheet.Lines())
            summary.Append(line == "story" ? LineOf(words, line, StoryOf(words, sheet, room)) : LineOf(words, sheet, line));
        return summary.ToString();
    }

    public async ValueTask File(DialogContext context, ComplaintSheet sheet)
    {
        var db = context.Change();
        var today = Core.Calendar.LocalTime.Day(context.Now, units.ZoneOf(sheet.Unit));
        var many = await IsOneOfMany(context, db);
        var complaint = Complaint.File(FiledBy(context, sheet) with { ManyAtOnce = many }, await NewCode(db), context.Now, today, clock);
        follow.LookForDanger(complaint, sheet.Story);
        db.Complaints.Add(complaint);
        await db.SaveChangesAsync();
        db.Add(new ComplaintConsent
        {
            ComplaintId = complaint.Id,
            PersonId = context.Who.Id,
            Version = ComplaintConsent.NoticeOf(national.Value.On),
            Language = context.Words.Language,
            At = sheet.AgreedAt,
        });
        var journal = ComplaintJournal.Of(context, Relation.Complainant);
        journal.Record(complaint, Act.File, complaint.State);
        fetch.Await(context, complaint, sheet.Files, fromCitizen: true);
        await journal.TellResponsible(complaint, many ? "complaint.office.filed-many" : "complaint.office.filed", text);
        context.Say("complaint.filed", ComplaintText.Code(complaint), text.Due(context.Words, complaint), Promise(context.Words, complaint),
                context.Words[$"complaint.received.{complaint.Kind}"])
            .Row(new Button(context.Words["complaint.track"], Commands.Track.With(ComplaintText.Code(complaint)))).AndNewsFollow();
    }

    /// <summary>The words, the files and the place go to a complaint that is open already.</summary>
    public async ValueTask Join(DialogContext context, string code, ComplaintSheet sheet)
    {
        await FindComplaint.Lock(context.Change(), code);
        var complaint = await context.Change().Complaints.FirstOrDefaultAsync(c => c.Code == code && c.ComplainantId == context.Who.Id);
        if (complaint is null || !ComplaintRules.Allow(Act.Add, complaint.State, Relation.Complainant))
        {
            context.Say("complaint.cannot-join");
            return;
        }

        var words = PlaceWords.Below(sheet.Story, sheet.Place, context.Words);
        await follow.Add(ComplaintJournal.Of(context, Relation.Complainant), complaint, words);
        fetch.Await(context, complaint, sheet.Files, fromCitizen: true);
        context.Say("complaint.added", ComplaintText.Code(complaint)).AndNewsFollow();
    }

    private static async Task<bool> IsOneOfMany(DialogContext context, AppDb db)
    {
        var since = context.Now - Hour;
        return await db.Complaints.CountAsync(c => c.ComplainantId == context.Who.Id && c.FiledAt > since) >= ManyFrom;
    }

    private static NewComplaint FiledBy(DialogContext context, ComplaintSheet sheet) =>
        new(context.Who.Id, sheet.Kind, sheet.Unit, sheet.Story)
        {
            Happened = sheet.Happened.Length > 0 ? sheet.Happened : null,
            Place = sheet.Place.Length > 0 ? sheet.Place : null,
            Name = sheet.Name,
            Secret = sheet.Secret,
            Origin = context.Who.Channel,
        };

    internal async ValueTask<string> NewCode(AppDb db)
    {
        var code = codes.Next();
        while (await db.Complaints.AnyAsync(c => c.Code == code)) code = codes.Next();
        return code;
    }

    private string Promise(Wording words, Complaint complaint) =>
        complaint.FollowUpDueOn is null ? words["complaint.promise-after-class"]
            : words["complaint.promise", text.FollowUp(words, complaint)];

    private string LineOf(Wording words, ComplaintSheet sheet, string line) => LineOf(words, line, Value(words, sheet, line));

    private static string LineOf(Wording words, string line, string value) => $"\n{words[$"complaint.line.{line}"]}: {value}";

    private static string StoryOf(Wording words, ComplaintSheet sheet, int room) => sheet.Story.Length <= room
        ? $"\"{sheet.Story}\""
        : words["complaint.story-shortened", Characters.Short(sheet.Story, room), Characters.Count(sheet.Story)];

    private string Value(Wording words, ComplaintSheet sheet, string line) => line switch
    {
        "kind" => words[$"complaint.kind.{sheet.Kind}"],
        "unit" => sheet.Unit is null ? words["complaint.unit-to-find"] : text.Unit(words, sheet.Unit.Id),
        "when" => sheet.Happened.Length > 0 ? sheet.Happened : words["complaint.unsaid"],
        "where" => sheet.Place.Length > 0 ? ComplaintText.Where(words, sheet.Place) : words["complaint.unsaid"],
        "files" => sheet.Files.Count == 0 ? words["complaint.no-files"] : words["complaint.n-files", sheet.Files.Count],
        "name" => sheet.Name is null ? words["complaint.name-hidden"] : words["complaint.name-given", sheet.Name],
        _ => words[sheet.Secret ? "complaint.is-secret" : "complaint.not-secret"],
    };
}

/// <summary>
/// Finds an open complaint of the same citizen about the same unit in much the same words, so that it is not filed twice.
/// </summary>
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
        ComplaintState[] open = [ComplaintState.Submitted, ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Reopened,
            ComplaintState.Resolved];
        var own = await db.Complaints.AsNoTracking()
            .Where(c => c.ComplainantId == person && c.Kind == sheet.Kind && open.Contains(c.State)
            && (c.UnitId == unit || unit == null || c.UnitId == null))
            .OrderByDescending(c => c.Id).Take(LookedAt).Select(c => new { c.Code, c.Story }).ToListAsync();
        var words = WordsOf(sheet.Story);
        return own.FirstOrDefault(c => Overlap(words, WordsOf(c.Story)) >= Alike)?.Code;
    }

    internal static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '\n', '\t', '.', ',', '!', '?', ';', ':', '"', '(', ')', '/'],
            StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3)];

    internal static double Overlap(HashSet<string> one, HashSet<string> other) =>
        one.Count == 0 || other.Count == 0 ? 0 : (double)one.Intersect(other).Count() / Math.Min(one.Count, other.Count);
}
