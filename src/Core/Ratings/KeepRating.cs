using Core.Calendar;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Ratings;

/// <summary>Writes a rating down together with its month's sums, and thanks for it.</summary>
public sealed class KeepRating(UnitCatalog units, Instruments instruments, SecretKey secret, IOptions<ScoresOptions> scores)
{
    /// <summary>Below this index of one's own answers (mutu C begins there) a complaint is offered.</summary>
    private const decimal Low = 65m;

    /// <summary>The day it is at the unit, as <c>2026-11-22</c>.</summary>
    public string Today(Unit unit, DateTimeOffset now) => $"{LocalTime.Day(now, units.ZoneOf(unit)):yyyy-MM-dd}";

    /// <summary>Keeps the complete rating and says thanks with the unit's score so far.</summary>
    public async ValueTask Complete(DialogContext context, RatingSheet sheet)
    {
        await Store(context, sheet, RatingState.Complete);
        var reply = context.Say(sheet.Comment.Length > 0 ? "rating.thanks-comment" : "rating.thanks");
        if (await ScoreSoFar(context, sheet) is { } score) context.Say("rating.score-so-far", sheet.Unit.Label,
            context.Words.Score(score.Index), score.Grade, context.Words[$"grade.{score.Grade}"], score.Respondents);
        reply.Row(new Button(context.Words["rating.all-scores"], Start: "skor"));
        if (IndexOf(sheet) < Low) reply.Row(new Button(context.Words["rating.complain"], Start: $"adu_{sheet.Unit.Code}"));
    }

    /// <summary>The person stopped: nine answers count even without the optional questions, fewer are kept as incomplete.</summary>
    public async ValueTask Left(DialogContext context, RatingSheet sheet)
    {
        var complete = sheet.Instrument.IsComplete(sheet.Answers);
        await Store(context, sheet, complete ? RatingState.Complete : RatingState.Incomplete);
        if (complete) context.Say("rating.thanks");
        else context.Say("rating.stopped", sheet.Answers.Count, sheet.Instrument.Questions.Count);
    }

    private async ValueTask Store(DialogContext context, RatingSheet sheet, RatingState state)
    {
        var db = context.Change();
        await ScoreSums.Lock(db, sheet.Unit.Id);
        var earlier = await StoreRating.Find(db, sheet.RaterKey);
        if (earlier?.State == RatingState.Complete)
        {
            if (state == RatingState.Incomplete) return;
            await ScoreSums.Add(db, earlier, instruments.Find(earlier.Instrument) ?? sheet.Instrument, -1);
        }

        var nth = earlier?.Nth ?? await CountOne(db, context, sheet);
        var rating = RatingOf(context, sheet, earlier?.State == RatingState.Excluded ? RatingState.Excluded : state, nth);
        await StoreRating.Store(db, rating);
        await ScoreSums.Add(db, rating, sheet.Instrument, 1);
    }

    private ValueTask<int> CountOne(AppDb db, DialogContext context, RatingSheet sheet)
    {
        var month = MonthNumber.Of(sheet.Day);
        return RaterCount.Next(db, secret.Hash("rater-count", $"{context.Who.Channel} {context.Who.Address} {sheet.Unit.Code} {month}"), month);
    }

    private static Rating RatingOf(DialogContext context, RatingSheet sheet, RatingState state, int nth) => new()
    {
        UnitId = sheet.Unit.Id,
        ServiceId = sheet.Service.Id,
        Instrument = sheet.Instrument.Id,
        State = state,
        Unsur = sheet.Instrument.Sum(sheet.Answers),
        At = context.Now,
        Day = sheet.Day,
        Month = MonthNumber.Of(sheet.Day),
        Channel = context.Who.Channel,
        RaterKey = sheet.RaterKey,
        Nth = nth,
        Sex = sheet.About.GetValueOrDefault("sex"),
        Age = sheet.About.GetValueOrDefault("age"),
        Education = sheet.About.GetValueOrDefault("education"),
        Occupation = sheet.About.GetValueOrDefault("occupation"),
        Comment = sheet.Comment.Length > 0 ? sheet.Comment : null,
    };

    /// <summary>The unit's score of this month, this rating included; null while it is withheld.</summary>
    private async ValueTask<SkmScore?> ScoreSoFar(DialogContext context, RatingSheet sheet)
    {
        var row = await context.Change().Sql.First(MonthSql, r => Enumerable.Range(0, 11).Select(r.GetInt64).ToArray(),
            sheet.Unit.Id, MonthNumber.Of(sheet.Day), sheet.Instrument.Id);
        if (row is null || row[0] < scores.Value.MinimumRespondents) return null;
        return SkmScore.Of(SkmSums.Of((int)row[0], row[1..10], row[10], sheet.Instrument.Items), scores.Value.Weight);
    }

    private const string MonthSql = """
        select cast(coalesce(sum(respondents), 0) as bigint), cast(coalesce(sum(s1), 0) as bigint), cast(coalesce(sum(s2), 0) as bigint),
            cast(coalesce(sum(s3), 0) as bigint), cast(coalesce(sum(s4), 0) as bigint), cast(coalesce(sum(s5), 0) as bigint),
            cast(coalesce(sum(s6), 0) as bigint), cast(coalesce(sum(s7), 0) as bigint), cast(coalesce(sum(s8), 0) as bigint),
            cast(coalesce(sum(s9), 0) as bigint), cast(coalesce(sum(squares), 0) as bigint)
        from monthly_sums where unit_id = @p0 and month = @p1 and instrument = @p2
        """;

    private static decimal IndexOf(RatingSheet sheet) =>
        SkmScore.Of(SkmSums.Of(sheet.Instrument.Sum(sheet.Answers), sheet.Instrument.Items)) is { } own ? own.Index : 100m;
}
