using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics;

/// <summary>
/// Administrators see which published ratings deserve a look and, of months that are over, what the score would be without them. Leaving
/// some out is decided by an administrator of the instansi, never of the unit itself, with a reason, and can be taken back. At least five
/// of a month are left out or taken back at once: the figures before and after would else tell what fewer people answered.
/// </summary>
internal sealed class ReviewRatings(AppDb db, ReadScores scores, UnitCatalog units, RatingFlags flags, Instruments instruments) : Dialog
{
    private const string None = "none";
    private const string Back = "back";

    /// <inheritdoc/>
    public override string Name => "review-ratings";

    /// <inheritdoc/>
    public override string? Command => "/periksa";

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = UnitAsked.Of(context, units, scores.ThisMonth());
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit));
        var ratings = await Ratings(unit, period);
        var flagged = flags.Of(ratings.Where(r => r.State == RatingState.Complete));
        var report = Report(context.Words, unit, period, ratings, flagged);
        var options = Choices(flagged, ratings);
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

        var reason = Ask.Text("reason", "review.reason", 10, 300);
        yield return reason;

        await Decide(context, unit, period, choice.Answer, reason.Answer, flagged);
    }

    private Task<List<Rating>> Ratings(Unit unit, Period period) => db.Ratings.AsNoTracking()
        .Where(r => r.UnitId == unit.Id && r.Month >= period.From && r.Month <= period.To && r.Published
        && r.State != RatingState.Incomplete).ToListAsync();

    private static List<Option<string>> Choices(IReadOnlyDictionary<long, IReadOnlySet<RatingFlag>> flagged, List<Rating> ratings)
    {
        var options = Enum.GetValues<RatingFlag>().Select(f => (Flag: f, Count: Decidable(Chosen(ratings, flagged, $"{f}")).Count))
            .Where(f => f.Count > 0)
            .Select(f => new Option<string>(f.Flag.ToString(), LocalizedText.Of($"review.exclude.{f.Flag}", f.Count), f.Flag.ToString()))
            .ToList();
        if (Decidable(Chosen(ratings, flagged, Back)).Count is > 0 and var excluded)
            options.Add(new(Back, LocalizedText.Of("review.take-back", excluded), Back));
        return options;
    }

    private static IEnumerable<Rating> Chosen(IEnumerable<Rating> ratings, IReadOnlyDictionary<long, IReadOnlySet<RatingFlag>> flagged,
        string choice) => choice == Back
        ? ratings.Where(r => r.State == RatingState.Excluded)
        : ratings.Where(r => r.State == RatingState.Complete && flagged.TryGetValue(r.Id, out var why)
        && why.Contains(Enum.Parse<RatingFlag>(choice)));

    /// <summary>Those of months in which they are five or more, by the same questions.</summary>
    private static List<Rating> Decidable(IEnumerable<Rating> chosen) =>
        [.. chosen.GroupBy(r => (r.Month, r.Instrument)).Where(g => g.Count() >= PublishRatings.Step).SelectMany(g => g)];

    private string Report(Wording words, Unit unit, Period period, List<Rating> ratings,
        IReadOnlyDictionary<long, IReadOnlySet<RatingFlag>> flagged)
    {
        var counted = ratings.Where(r => r.State == RatingState.Complete).ToList();
        var lines = new List<string> { words["review.title", unit.Label, period.Name(words)],
            words["review.counted", counted.Count, ratings.Count - counted.Count, flagged.Count] };
        foreach (var flag in Enum.GetValues<RatingFlag>())
            if (flagged.Values.Count(v => v.Contains(flag)) is > 0 and var count) lines.Add($"• {words[$"review.flag.{flag}", count]}");
        lines.Add(words["review.with", ScoreWords.Whole(words, Score(counted), scores.Options.MinimumRespondents)]);
        if (ratings.Exists(r => r.Month >= scores.ThisMonth(unit))) lines.Add(words["review.running"]);
        else if (flagged.Count >= PublishRatings.Step)
            lines.Add(words["review.without",
            ScoreWords.Whole(words, Score(counted.Where(r => !flagged.ContainsKey(r.Id))), scores.Options.MinimumRespondents)]);
        if (flagged.Count > 0) lines.Add(words["review.five"]);
        lines.Add(words["review.one-account"]);
        return string.Join('\n', lines);
    }

    private PeriodScore Score(IEnumerable<Rating> ratings) => PeriodScore.Of(
        ratings.Where(r => instruments.Find(r.Instrument) is not null)
            .Aggregate(SkmSums.None, (sum, r) => sum + SkmSums.Of(r.Unsur, instruments.Find(r.Instrument)!.Items)), scores.Options,
            running: false);

    private async ValueTask Decide(DialogContext context, Unit unit, Period period, string choice, string reason,
        IReadOnlyDictionary<long, IReadOnlySet<RatingFlag>> flagged)
    {
        await ScoreSums.Lock(context.Change(), unit.Id);
        var back = choice == Back;
        var ratings = Decidable(Chosen(await db.Ratings
            .Where(r => r.UnitId == unit.Id && r.Month >= period.From && r.Month <= period.To && r.Published).ToListAsync(), flagged,
            choice));
        foreach (var rating in ratings)
        {
            if (back) await TakeBack(rating);
            else await Exclude(context, rating, reason);
        }

        Audit.Note(db, context.Who, context.Now, back ? "count-ratings" : "exclude-ratings", unit.Id,
            $"{ratings.Count} · {period.Code} · {choice} · {reason}");
        context.Say(back ? "review.taken-back" : "review.excluded", ratings.Count, reason);
    }

    private async ValueTask Exclude(DialogContext context, Rating rating, string reason)
    {
        await ScoreSums.Add(db, rating, instruments.Find(rating.Instrument)!, -1);
        rating.State = RatingState.Excluded;
        db.RatingExclusions.Add(new RatingExclusion
        {
            RatingId = rating.Id,
            DecidedBy = context.Who.Id,
            Reason = reason,
            At = context.Now
        });
    }

    private async ValueTask TakeBack(Rating rating)
    {
        rating.State = RatingState.Complete;
        await ScoreSums.Add(db, rating, instruments.Find(rating.Instrument)!, 1);
        if (await db.RatingExclusions.FindAsync(rating.Id) is { } exclusion) db.RatingExclusions.Remove(exclusion);
    }
}
