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
/// An administrator of the instansi looks at the flagged ratings of a month that is over one by one and decides about each: it counts, or
/// it is to be left out, for a reason. Each decision is kept at once; those to be left out take effect when five of the month wait.
/// </summary>
internal sealed class LookAtRatings(RatingFlags flags, LeaveOutRatings leaveOut)
{
    /// <summary>The word that opens it, behind the unit and the month; a number behind it passes over so many.</summary>
    public const string Word = "satu";

    /// <summary>The word behind that one for what was decided already.</summary>
    public const string Again = "ulang";

    private const string Count = "count";
    private const string Leave = "leave";

    /// <summary>Asks about one after the other.</summary>
    /// <param name="context">The message.</param>
    /// <param name="db">The database.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="month">A month that is over.</param>
    /// <param name="more">The words behind <see cref="Word"/>.</param>
    public async IAsyncEnumerable<Question> Script(DialogContext context, AppDb db, Unit unit, Period month, IReadOnlyList<string> more)
    {
        var all = await FlaggedRating.Read(db, unit, month, flags);
        var again = more.Contains(Again);
        foreach (var (i, one) in all.Where(r => again || r.Look is null).Index().Skip(OneByOne.Seen(more)))
        {
            var step = new OneByOne(Leave, "review.reason");
            foreach (var question in step.Ask(one.Key, one.WhyKey, Card(context.Words, unit, month, one, all), Options(one)))
                yield return question;
            if (step.Ends) break;
            if (step.Passes) continue;
            await Decide(context, unit, month, one, step.Reason);

            // What was decided is no longer in the list of those that wait, and still in the list of all.
            context.Continue(Commands.Review.With(again ? [unit.Code, month.Code, Word, Again, $"{i + 1}"]
                : [unit.Code, month.Code, Word, $"{i}"]));
            yield break;
        }

        Finish(context, unit, month, all);
    }

    private static IEnumerable<Option<string>> Options(FlaggedRating one)
    {
        yield return new(Count, "review.one.count", Count);
        if (one.Reason is not null) yield return new(Leave, "review.one.leave", Leave);
    }

    private static string Card(Wording words, Unit unit, Period month, FlaggedRating one, List<FlaggedRating> all)
    {
        var lines = new List<string> { words["review.one.title", all.IndexOf(one) + 1, all.Count, unit.Label, month.Name(words)],
            words["review.one.service", one.Service?.Name ?? words["review.one.service-unsaid"]] };
        lines.AddRange(one.Flags.Select(f => $"• {words[$"review.one.{f}"]}"));
        if (one.Look is { } look) lines.Add(words[look.LeaveOut ? "review.one.waits" : "review.one.counts", look.Reason]);
        lines.AddRange(["", words[one.Reason is null ? "review.one.no-reason" : "review.one.unseen"]]);
        return string.Join('\n', lines);
    }

    private static void Finish(DialogContext context, Unit unit, Period month, List<FlaggedRating> all)
    {
        var (left, waiting) = (all.Count(r => r.Look is null), all.Count(r => r.Look is { LeaveOut: true }));
        var reply = context.Say("review.one.finished", all.Count(r => r.Look is { LeaveOut: false }), waiting, left);
        if (all.Count > left)
            reply.Row(new Button(context.Words["review.one.again"], Commands.Review.With(unit.Code, month.Code, Word, Again)));
        reply.Row(new Button(context.Words["review.one.whole"], Commands.Review.With(unit.Code, month.Code)));
    }

    private async ValueTask Decide(DialogContext context, Unit unit, Period month, FlaggedRating one, string reason)
    {
        var db = context.Change();
        await ScoreSums.Lock(db, unit.Id);
        if (!await db.Ratings.AnyAsync(r => r.Id == one.Id && r.State == RatingState.Complete && r.Published))
        {
            context.Say("review.one.gone");
            return;
        }

        await db.RatingLooks.Where(l => l.RatingId == one.Id).ExecuteDeleteAsync();
        var look = new RatingLook
        {
            RatingId = one.Id,
            LeaveOut = reason.Length > 0,
            Kind = reason.Length > 0 ? one.Reason : null,
            Reason = reason.Length > 0 ? reason : null,
            DecidedBy = context.Who.Id,
            At = context.Now
        };
        Audit.Note(db, context.Who, context.Now, look.LeaveOut ? "leave-out-rating" : "keep-rating", unit.Id,
            string.Join(" · ", [month.Code, .. one.Flags.Select(f => $"{f}"), .. look.Reason is null ? (string[])[] : [look.Reason]]));
        if (look.LeaveOut) await LeaveOutWith(context, db, unit, month, one, look);
        else db.RatingLooks.Add(look);
        if (!look.LeaveOut) context.Say("review.one.kept");
        await db.SaveChangesAsync(); // the next one is looked for in the same turn
    }

    /// <summary>With the others that wait, where they are enough.</summary>
    private async ValueTask LeaveOutWith(DialogContext context, AppDb db, Unit unit, Period month, FlaggedRating one, RatingLook look)
    {
        var waiting = await db.RatingLooks.AsNoTracking().Where(l => l.LeaveOut && db.Ratings.Any(r => r.Id == l.RatingId
            && r.UnitId == unit.Id && r.Month == month.From && r.Instrument == one.Instrument && r.Published
            && r.State == RatingState.Complete)).ToListAsync();
        if (waiting.Count + 1 < PublishRatings.Step)
        {
            db.RatingLooks.Add(look);
            context.Say("review.one.noted", waiting.Count + 1);
            return;
        }

        // One moment for all of them, as for what is decided together: they go by one decision of figures.
        await leaveOut.Out(db, unit.Id, [.. waiting.Append(look).Select(l => new RatingExclusion
        {
            RatingId = l.RatingId,
            DecidedBy = l.DecidedBy,
            Kind = l.Kind,
            Reason = l.Reason!,
            At = context.Now
        })]);
        context.Say("review.one.out", waiting.Count + 1);
    }
}
