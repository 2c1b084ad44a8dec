using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics.Reviewing;

/// <summary>
/// An administrator of the instansi looks at the ratings of a month that were left out, one by one, and takes decisions back singly. What
/// is to count again waits until five of the same decision wait (<see cref="LeftOutRating.Ready"/>).
/// </summary>
internal sealed class CountSingly(LeaveOutRatings leaveOut)
{
    /// <summary>The word behind <see cref="LookAtRatings.Word"/> that opens it; a number behind it passes over so many.</summary>
    public const string Word = "keluar";

    private const string Count = "count";
    private const string Stay = "stay";

    /// <summary>Asks about one after the other.</summary>
    /// <param name="context">The message.</param>
    /// <param name="db">The database.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="month">A month that is over.</param>
    /// <param name="more">The words behind <see cref="Word"/>.</param>
    public async IAsyncEnumerable<Question> Script(DialogContext context, AppDb db, Unit unit, Period month, IReadOnlyList<string> more)
    {
        var all = await LeftOutRating.Read(db, unit, month);
        foreach (var (i, one) in all.Index().Skip(OneByOne.Seen(more)))
        {
            var step = new OneByOne(Count, "review.back.reason");
            foreach (var question in step.Ask(one.Key, one.WhyKey, Card(context.Words, unit, month, one, all), [OptionFor(one)]))
                yield return question;
            if (step.Ends) break;
            if (step.Passes) continue;
            var gone = await Decide(context, unit, month, one, step.Reason);

            // Those that count again are no longer in the list; the next one is further to the front by as many as stood before it.
            var next = i + 1 - all.Take(i + 1).Count(r => gone.Contains(r.Id));
            context.Continue(Commands.Review.With(unit.Code, month.Code, LookAtRatings.Word, Word, $"{next}"));
            yield break;
        }

        context.Say("review.back.finished", all.Count, all.Count(r => r.Waits))
            .Row(new Button(context.Words["review.one.whole"], Commands.Review.With(unit.Code, month.Code)));
    }

    private static Option<string> OptionFor(LeftOutRating one) =>
        one.Waits ? new(Stay, "review.back.stay", Stay) : new(Count, "review.back.count", Count);

    private static string Card(Wording words, Unit unit, Period month, LeftOutRating one, List<LeftOutRating> all)
    {
        var (kind, reason) = (one.Exclusion.Kind, one.Exclusion.Reason.TrimEnd('.', ' '));
        var lines = new List<string>
        {
            words["review.back.title", all.IndexOf(one) + 1, all.Count, unit.Label, month.Name(words)],
            words["review.one.service", one.Service?.Name ?? words["review.one.service-unsaid"]],
            kind is null ? words["review.back.why", reason] : words["review.back.why-kind", words[$"excluded.kind.{kind}"], reason],
            words["review.back.together", all.Count(r => r.IsOf(one))],
        };
        if (one.Waits) lines.Add(words["review.back.waits", all.Count(r => r.IsOf(one) && r.Waits)]);
        lines.AddRange(["", words["review.one.unseen"]]);
        return string.Join('\n', lines);
    }

    /// <summary>The numbers of those that count again by this.</summary>
    private async ValueTask<IReadOnlySet<long>> Decide(DialogContext context, Unit unit, Period month, LeftOutRating one, string reason)
    {
        var db = context.Change();
        await ScoreSums.Lock(db, unit.Id);
        var all = await LeftOutRating.Read(db, unit, month);
        if (all.Find(r => r.Id == one.Id) is not { } now)
        {
            context.Say("review.one.gone");
            return new HashSet<long>();
        }

        await db.RatingLooks.Where(l => l.RatingId == one.Id).ExecuteDeleteAsync();
        var count = reason.Length > 0;
        Audit.Note(db, context.Who, context.Now, count ? "count-rating" : "rating-stays-out", unit.Id,
            count ? $"{month.Code} · {reason}" : month.Code);
        var back = count ? LeftOutRating.Ready(all, now) : [];
        if (back.Count > 0) await leaveOut.Back(db, unit.Id, [.. back.Select(r => r.Id)]);
        if (count) db.RatingLooks.Add(Look(context, one.Id, reason));
        Say(context, count, back.Count, all, now);
        await db.SaveChangesAsync(); // the next one is looked for in the same turn
        return back.Select(r => r.Id).ToHashSet();
    }

    /// <summary>It waits, or says afterwards that somebody decided that this one counts.</summary>
    private static RatingLook Look(DialogContext context, long rating, string reason) =>
        new() { RatingId = rating, LeaveOut = false, Reason = reason, DecidedBy = context.Who.Id, At = context.Now };

    private static void Say(DialogContext context, bool count, int back, List<LeftOutRating> all, LeftOutRating one)
    {
        if (!count) context.Say("review.back.stays");
        else if (back > 0) context.Say("review.back.done", back);
        else context.Say("review.back.noted", all.Count(r => r.IsOf(one) && (r.Waits || r.Id == one.Id)), all.Count(r => r.IsOf(one)));
    }
}
