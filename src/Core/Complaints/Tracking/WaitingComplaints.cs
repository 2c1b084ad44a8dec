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
internal sealed class WaitingComplaints(ComplaintHistory history) : IWaitingQuestions
{
    private const int Most = 5;
    private static readonly TimeSpan RatedFor = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, DateTimeOffset now)
    {
        ComplaintState[] asked = [ComplaintState.Waiting, ComplaintState.Returned, ComplaintState.Resolved];
        var since = now - RatedFor;
        var found = await db.Complaints.AsNoTracking()
            .Where(c => c.ComplainantId == who.Id && (asked.Contains(c.State)
                || (c.State == ComplaintState.Closed && c.HandlingRating == null && c.EndedAt > since)))
            .OrderByDescending(c => c.Id).Take(Most).ToListAsync();

        // What can still be taken back was not told yet: nobody answers a question that they have not read.
        var seen = await history.AsCitizenReads(db, found);
        return [.. found.Zip(seen).Where(c => c.First.State == c.Second.State).Select(c => Question(c.First))];
    }

    private static WaitingQuestion Question(Complaint complaint)
    {
        var about = LocalizedText.Literal(ComplaintText.Code(complaint));
        return complaint.State switch
        {
            ComplaintState.Waiting => InWords(complaint, "jawab", about),
            ComplaintState.Returned => InWords(complaint, "lengkapi", about),
            ComplaintState.Resolved => new WaitingQuestion(about, [Answer(complaint, "selesai", about),
                Answer(complaint, "belum", about) with { Carry = AsReason }])
            { IsPressing = true },
            _ => new WaitingQuestion(about, [.. Enumerable.Range(1, 4).Select(n => Rating(complaint, n, about))]),
        };
    }

    private static WaitingQuestion InWords(Complaint complaint, string act, LocalizedText about) =>
        new(about, []) { InWords = Answer(complaint, act, about) with { Carry = AsWords }, IsPressing = true };

    private static WaitingAnswer Answer(Complaint complaint, string act, LocalizedText about) =>
        new($"{complaint.Code}:{act}", $"complaint.do.{act}", Commands.Track.With(ComplaintText.Code(complaint), act))
        {
            LabelAmongOthers = LocalizedText.Of($"complaint.reply.{act}", about),
        };

    private static WaitingAnswer Rating(Complaint complaint, int value, LocalizedText about) =>
        new($"{complaint.Code}:{value}", $"complaint.rating.{value}", Commands.Track.With(ComplaintText.Code(complaint), "nilai", value))
        {
            LabelAmongOthers = LocalizedText.Of("complaint.reply.rating", about, (LocalizedText)$"complaint.rating.{value}"),
        };

    /// <summary>The words and files of <see cref="TrackComplaint"/>: nothing more is asked, so that the answer is there at once.</summary>
    private static Carried AsWords(Told told, Wording words) => new()
    {
        Answers = new Dictionary<string, string>
        {
            ["words"] = told.Text.Length > 0 ? told.Text : told.Place is { } place
                ? FormattableString.Invariant($"{place.Latitude:0.00000}, {place.Longitude:0.00000}") : words["complaint.only-files"],
            ["files"] = told.FilesStored(),
        },
    };

    private static Carried AsReason(Told told, Wording words) => new()
    {
        Answers = new Dictionary<string, string> { ["reason"] = told.Text.Length > 0 ? told.Text : words["complaint.only-files"] },
    };
}
