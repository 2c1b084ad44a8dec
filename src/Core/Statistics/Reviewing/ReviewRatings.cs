using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Statistics.Reviewing;

/// <summary>
/// Administrators see which published ratings deserve a look and, of months that are over, what the score would be without them. Leaving
/// some out is decided by an administrator of the instansi, never of the unit itself, with a reason, and can be taken back. At least five
/// of a month are left out or taken back at once: the figures before and after would else tell what fewer people answered.
/// </summary>
internal sealed class ReviewRatings(AppDb db, ReadScores scores, UnitCatalog units, RatingFlags flags, Instruments instruments,
    LeaveOutRatings leaveOut, LookAtRatings singly, CountSingly counting) : Dialog
{
    private const string None = "none";
    private const string Back = "back";
    private const string Singly = "singly";
    private const string BackSingly = "back-singly";

    /// <inheritdoc/>
    public override string Name => "review-ratings";

    /// <inheritdoc/>
    public override string? Command => Commands.Review;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var (typed, more) = Split(context.Asked);
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), typed);
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit));
        if (more is not null && IsOver(unit, period) && StatisticsScope.Everywhere(context.Who))
        {
            var script = more.Contains(CountSingly.Word) ? counting.Script(context, db, unit, period, more)
                : singly.Script(context, db, unit, period, more);
            await foreach (var question in script) yield return question;
            yield break;
        }

        var ratings = await ReviewedRatings.Read(db, unit, period, instruments, flags);
        var report = Report(context.Words, unit, period, ratings);
        var options = Choices(ratings, IsOver(unit, period));
        if (options.Count == 0 || !StatisticsScope.Everywhere(context.Who))
        {
            context.Say(LocalizedText.Literal(report));
            yield break;
        }

        var choice = Ask.Choice("choice", LocalizedText.Literal($"{report}\n\n{context.Words["review.ask"]}"),
            options.Append(new Option<string>(None, "review.leave", None)));
        yield return choice;
        if (choice.Answer == None)
        {
            context.Say("review.left");
            yield break;
        }

        if (OneByOne(choice.Answer, ratings) is { } words)
        {
            context.Continue(Commands.Review.With([unit.Code, period.Code, .. words]));
            yield break;
        }

        var reason = Ask.Text("reason", "review.reason", 10, 300);
        yield return reason;

        await Decide(context, unit, period, choice.Answer, reason.Answer);
    }

    /// <summary>The words that go on one by one; null for a choice that decides about all of a kind.</summary>
    private static string[]? OneByOne(string choice, ReviewedRatings ratings) => choice switch
    {
        Singly when ratings.Undecided > 0 => [LookAtRatings.Word],
        Singly => [LookAtRatings.Word, LookAtRatings.Again],
        BackSingly => [LookAtRatings.Word, CountSingly.Word],
        _ => null,
    };

    /// <summary>
    /// One at a time only in a month that is over: while it runs, who saw which service was rated would know whose flag it is.
    /// </summary>
    private bool IsOver(Unit unit, Period period) => period.Kind == PeriodKind.Month && period.To < scores.ThisMonth(unit);

    /// <summary>The unit and the period, and what stands behind the word for one at a time; null without that word.</summary>
    private static (string Typed, IReadOnlyList<string>? More) Split(string[] words)
    {
        var at = Array.IndexOf(words, LookAtRatings.Word);
        return at < 0 ? (string.Join(' ', words), null) : (string.Join(' ', words[..at]), words[(at + 1)..]);
    }

    /// <summary>
    /// What can be left out. "Outside the hours" is a flag to look at and no reason: who rates in the evening from home is honest.
    /// </summary>
    private static List<Option<string>> Choices(ReviewedRatings ratings, bool isOver)
    {
        var options = Enum.GetValues<RatingFlag>().Where(f => f != RatingFlag.OutOfHours)
            .Select(f => (Flag: f, Count: ratings.Decidable(f))).Where(f => f.Count > 0)
            .Select(f => new Option<string>(f.Flag.ToString(), LocalizedText.Of($"review.exclude.{f.Flag}", f.Count), f.Flag.ToString()))
            .ToList();
        if (isOver && ratings.Flagged > 0)
            options.Add(new(Singly, LocalizedText.Of("review.singly", ratings.Flagged), Singly));
        if (ratings.Decidable(null) is > 0 and var excluded)
            options.Add(new(Back, LocalizedText.Of("review.take-back", excluded), Back));
        if (isOver && ratings.LeftOut > 0)
            options.Add(new(BackSingly, LocalizedText.Of("review.back.singly", ratings.LeftOut), BackSingly));
        return options;
    }

    private string Report(Wording words, Unit unit, Period period, ReviewedRatings ratings)
    {
        var lines = new List<string> { words["review.title", unit.Label, period.Name(words)],
            words["review.counted", ratings.Counted, ratings.LeftOut, ratings.Flagged] };
        foreach (var flag in Enum.GetValues<RatingFlag>())
            if (ratings.With(flag) is > 0 and var count) lines.Add($"• {words[$"review.flag.{flag}", count]}");
        if (ratings.Kept + ratings.Waiting > 0) lines.Add(words["review.looked", ratings.Kept, ratings.Waiting]);
        lines.Add(words["review.with", ScoreWords.Whole(words, Score(ratings.Sums), scores.Options.MinimumRespondents)]);
        if (ratings.AnyFrom(scores.ThisMonth(unit))) lines.Add(words["review.running"]);
        else if (ratings.Flagged >= PublishRatings.Step)
            lines.Add(words["review.without", ScoreWords.Whole(words, Score(ratings.Unflagged), scores.Options.MinimumRespondents)]);
        if (ratings.Flagged > 0) lines.Add(words["review.five"]);
        lines.Add(words["review.one-account"]);
        return string.Join('\n', lines);
    }

    private PeriodScore Score(SkmSums sums) => PeriodScore.Of(sums, scores.Options, running: false);

    private async ValueTask Decide(DialogContext context, Unit unit, Period period, string choice, string reason)
    {
        await ScoreSums.Lock(context.Change(), unit.Id);
        var kind = Named.Of<RatingFlag>(choice);
        var back = kind is null;
        var ids = await ReviewedRatings.Take(db, unit, period, kind, instruments, flags);
        if (back) await leaveOut.Back(db, unit.Id, ids);
        else await leaveOut.Out(db, unit.Id, [.. ids.Select(id => new RatingExclusion
        {
            RatingId = id,
            DecidedBy = context.Who.Id,
            Kind = kind,
            Reason = reason,
            At = context.Now
        })]);
        Audit.Note(db, context.Who, context.Now, back ? "count-ratings" : "exclude-ratings", unit.Id,
            $"{ids.Count} · {period.Code} · {choice} · {reason}");
        context.Say(back ? "review.taken-back" : "review.excluded", ids.Count, reason);
    }
}
