using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Tracking;

/// <summary>
/// What a citizen was asked about their complaints and may answer in words: an officer's question, what is to be completed, whether it is
/// settled, how it was handled.
/// </summary>
internal sealed class WaitingComplaints(ComplaintHistory history) : IWaitingQuestions, IRepliedMatters
{
    private static readonly ComplaintState[] Asked = [ComplaintState.Waiting, ComplaintState.Returned, ComplaintState.Resolved];
    private const int Most = 5;
    private const int QuotedMax = 80;
    private const int BareWords = 3;
    private static readonly TimeSpan RatedFor = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, DateTimeOffset now)
    {
        var since = now - RatedFor;
        var found = await db.Complaints.AsNoTracking()
            .Where(c => c.ComplainantId == who.Id && (Asked.Contains(c.State)
                || (c.State == ComplaintState.Closed && c.HandlingRating == null && c.ResolvedOn != null && c.EndedAt > since)))
            .OrderByDescending(c => c.Id).Take(Most).ToListAsync();
        return await Questions(db, found);
    }

    /// <summary>
    /// What waits on those of the codes that are theirs; on the only one where nothing waits its state, and more words for it.
    /// </summary>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        var own = await db.Complaints.AsNoTracking().Where(c => c.ComplainantId == who.Id && codes.Contains(c.Code))
            .OrderByDescending(c => c.Id).Take(Most).ToListAsync();
        var waiting = await Questions(db, [.. own.Where(c => Asked.Contains(c.State)
            || (c is { State: ComplaintState.Closed, HandlingRating: null, ResolvedOn: not null } && c.EndedAt > now - RatedFor))]);
        if (waiting.Count > 0 || own.Count != 1) return waiting;
        return [More(await history.AsCitizenReads(db, own[0]), now)];
    }

    private WaitingQuestion More(Complaint complaint, DateTimeOffset now)
    {
        var (code, look) = (ComplaintText.Code(complaint), Commands.Track.With(ComplaintText.Code(complaint)));
        var shown = new WaitingQuestion(About(complaint, complaint.Story),
            [new WaitingAnswer($"{complaint.Code}:", LocalizedText.Of("complaint.look", code), look)])
        { Look = look };
        if (ComplaintRules.Allow(Act.Add, complaint.State, Relation.Complainant))
            return shown with { InWords = Answer(complaint, "tambah") with { Carry = AsWords } };
        return ComplaintRules.Allow(Act.Reopen, complaint.State, Relation.Complainant) && !complaint.IsTooLateToReopen(now)
            ? shown with { InWords = Answer(complaint, "buka") with { Carry = AsWords } } : shown;
    }

    private async ValueTask<IReadOnlyList<WaitingQuestion>> Questions(AppDb db, List<Complaint> found)
    {
        if (found.Count == 0) return [];

        // What can still be taken back was not told yet: nobody answers a question that they have not read.
        var seen = await history.AsCitizenReads(db, found);
        var open = found.Zip(seen).Where(c => c.First.State == c.Second.State).Select(c => c.First).ToList();
        var words = await AskedOf(db, open);
        return [.. open.Select(c => Question(c, About(c, words.GetValueOrDefault(c.Id)?.Words ?? c.Story)) with
        {
            Since = words.GetValueOrDefault(c.Id)?.At,
        })];
    }

    /// <summary>What officials asked about those that wait for words; nobody knows a complaint by its code.</summary>
    private static async Task<Dictionary<long, ComplaintEvent>> AskedOf(AppDb db, IEnumerable<Complaint> open)
    {
        ComplaintState[] inWords = [ComplaintState.Waiting, ComplaintState.Returned];
        var ids = open.Where(c => inWords.Contains(c.State)).Select(c => c.Id).ToList();
        if (ids.Count == 0) return [];
        Act[] asking = [Act.Ask, Act.Return];
        var asked = await db.ComplaintEvents.AsNoTracking()
            .Where(e => ids.Contains(e.ComplaintId) && asking.Contains(e.Act) && !e.TakenBack && e.Words != null)
            .OrderBy(e => e.Id).ToListAsync();
        return asked.GroupBy(e => e.ComplaintId).ToDictionary(g => g.Key, g => g.Last());
    }

    private static LocalizedText About(Complaint complaint, string words) => LocalizedText.Of("complaint.reply.about",
        ComplaintText.Code(complaint), Core.Texts.Characters.Short(words.ReplaceLineEndings(" "), QuotedMax));

    private static WaitingQuestion Question(Complaint complaint, LocalizedText about) => complaint.State switch
    {
        ComplaintState.Waiting => InWords(complaint, "jawab", about),
        ComplaintState.Returned => InWords(complaint, "lengkapi", about),
        ComplaintState.Resolved => new WaitingQuestion(about, [Answer(complaint, "selesai") with { Carry = AsRemark },
            Answer(complaint, "belum") with { Carry = AsWords, TakesReason = true }])
        { IsPressing = true },
        _ => new WaitingQuestion(about, [.. Enumerable.Range(1, 4).Select(n => Rating(complaint, n))]) { AsksOpinion = true },
    };

    private static WaitingQuestion InWords(Complaint complaint, string act, LocalizedText about) =>
        new(about, [])
        {
            InWords = Answer(complaint, act) with { Carry = AsWords, More = Commands.Track.With(ComplaintText.Code(complaint), "tambah") },
            IsPressing = true,
        };

    private static WaitingAnswer Answer(Complaint complaint, string act) =>
        new($"{complaint.Code}:{act}", $"complaint.do.{act}", Commands.Track.With(ComplaintText.Code(complaint), act))
        {
            LabelAmongOthers = LocalizedText.Of($"complaint.reply.{act}", ComplaintText.Code(complaint)),
        };

    private static WaitingAnswer Rating(Complaint complaint, int value) =>
        new($"{complaint.Code}:{value}", $"complaint.rating.{value}", Commands.Track.With(ComplaintText.Code(complaint), "nilai", value))
        {
            LabelAmongOthers = LocalizedText.Of("complaint.reply.rating", ComplaintText.Code(complaint),
                (LocalizedText)$"complaint.rating.{value}"),
            Carry = AsRemark,
        };

    /// <summary>
    /// The answer of <see cref="TrackComplaint"/>: nothing more is asked, so that it is there at once. Where nothing of it can be taken, it
    /// is the beginning of one, and the question says why.
    /// </summary>
    internal static Carried AsWords(Told told, Wording words)
    {
        var stored = new Dictionary<string, string> { [TrackComplaint.Told] = told.Write() };
        return new Carried { Answers = stored, Begun = stored };
    }

    /// <summary>What was said with a choice that takes no words; a mere "sudah pak" says no more than its button.</summary>
    private static Carried AsRemark(Told told, Wording words)
    {
        if (told.Files.Count == 0 && told.Place is null && told.Text.Split(' ').Length <= BareWords) return new Carried();
        return new Carried { Args = new Dictionary<string, string> { [TrackComplaint.Told] = told.Write() } };
    }
}
