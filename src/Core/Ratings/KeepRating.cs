using Core.Calendar;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Ratings;

/// <summary>Writes a rating down, lets the oldest that wait be published, and thanks for it.</summary>
internal sealed class KeepRating(UnitCatalog units, PassingKeys keys, PublishRatings publish, WorkingCalendar calendar,
    IOptions<ScoresOptions> scores)
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The day it is at the unit, as <c>2026-11-22</c>.</summary>
    public string Today(Unit unit, DateTimeOffset now) => $"{LocalTime.Day(now, units.ZoneOf(unit)):yyyy-MM-dd}";

    /// <summary>Keeps the complete rating and says thanks with the unit's score so far.</summary>
    public async ValueTask Complete(DialogContext context, RatingSheet sheet)
    {
        if (!await Store(context, sheet, RatingState.Complete))
        {
            context.Say("rating.kept-as-it-was");
            return;
        }

        var reply = context.Say("rating.thanks"); // no word of a suggestion: the kept talk would tell who wrote one
        if (await ScoreSoFar(context, sheet) is { } score) context.Say("rating.score-so-far", sheet.Unit.Label,
            context.Words.Score(score.Index), score.Grade, context.Words[$"grade.{score.Grade}"], score.Respondents);
        reply.Row(new Button(context.Words["rating.all-scores"], Start: "skor"));

        // Offered to everybody: offered after a bad rating only, the kept talk would tell who gave one.
        if (sheet.Complaint.Length == 0)
            reply.Row(new Button(context.Words["rating.complain"], Start: StartPayload.Complain(sheet.Unit.Code)));
    }

    /// <summary>The person stopped: nine answers count even without the optional questions, fewer are kept as incomplete.</summary>
    public async ValueTask Left(DialogContext context, RatingSheet sheet)
    {
        var complete = sheet.Instrument.IsComplete(sheet.Answers);
        if (!await Store(context, sheet, complete ? RatingState.Complete : RatingState.Incomplete)) context.Say("rating.kept-as-it-was");
        else if (complete) context.Say("rating.thanks");
        else context.Say("rating.stopped"); // nor after how many answers
    }

    /// <summary>
    /// False where a whole rating stands already, which one that is not does not replace, and where somebody decided that it does not
    /// count: what they decided about is not written over.
    /// </summary>
    private async ValueTask<bool> Store(DialogContext context, RatingSheet sheet, RatingState state)
    {
        var db = context.Change();
        await ScoreSums.Lock(db, sheet.Unit.Id);
        await BlankWebTalk.Since(db, context.Who.Address, sheet.Begun, context.Words["rating.not-in-talk"]);
        var recent = await RecentList.Open(db, keys, sheet.Unit.Id, LocalTime.Day(context.Now, units.ZoneOf(sheet.Unit)));
        var earlier = await StoreRating.Find(db, sheet.RaterKey);
        if (earlier?.State == RatingState.Excluded || (earlier?.State == RatingState.Complete && state == RatingState.Incomplete))
            return false;
        var rating = RatingOf(sheet, state, earlier);
        if (earlier is null) rating.Signs = await SignsOf(db, context, sheet);
        if (rating.Id != earlier?.Id && earlier is not null)
            await db.Sql.RunAlong("update ratings set rater_key = @p1 where id = @p0", earlier.Id, Rating.NobodysKey());
        var counts = rating is { State: RatingState.Complete, Published: false };
        if (counts) await Place(db, recent, rating, earlier, context.Now);
        await StoreRating.Store(db, rating);
        if (counts) await publish.Next(db, rating, recent);
        return true;
    }

    /// <summary>Gives the rating its place among the day's, and marks what its coming shows to have been a rush.</summary>
    private static async ValueTask Place(AppDb db, RecentList recent, Rating rating, Rating? earlier, DateTimeOffset now)
    {
        if (earlier?.State == RatingState.Complete && rating.Id == earlier.Id) return;
        if (earlier?.State == RatingState.Complete)
        {
            recent.AddChanged(rating.Id);
        }
        else
        {
            var (signs, others) = recent.Add(rating.Id, now);
            rating.Signs |= signs;
            foreach (var (other, shown) in others)
                await db.Sql.RunAlong("update ratings set signs = signs | @p0 where id = @p1", (int)shown, other);
        }

        await recent.Keep(db);
    }

    private async ValueTask<RatingSigns> SignsOf(AppDb db, DialogContext context, RatingSheet sheet)
    {
        var month = Month.Of(sheet.Day);
        var nth = await RaterCount.Next(db,
            await keys.Hash(PassingKeys.Of(month), "rater-count", $"{context.Who.Channel} {context.Who.Address} {sheet.Unit.Code} {month}"),
                month);
        var signs = nth >= RaterCount.ManyFrom ? RatingSigns.ManyByOne : RatingSigns.None;
        return IsOutOfHours(LocalTime.Of(context.Now, units.ZoneOf(sheet.Unit))) ? signs | RatingSigns.OutOfHours : signs;
    }

    private bool IsOutOfHours(DateTime local)
    {
        if (calendar.HoursOf(DateOnly.FromDateTime(local)) is not { } hours) return true;
        return local.TimeOfDay < hours.From.ToTimeSpan() - Grace || local.TimeOfDay > hours.To.ToTimeSpan() + Grace;
    }

    /// <summary>
    /// What is published is not written over: the changed rating waits beside it and takes its place when it is published.
    /// </summary>
    private static Rating RatingOf(RatingSheet sheet, RatingState state, Rating? earlier)
    {
        var stays = earlier is null || (earlier.Published && earlier.State == RatingState.Complete);
        return new()
        {
            Id = stays ? Rating.Draw() : earlier!.Id,
            UnitId = sheet.Unit.Id,
            ServiceId = sheet.Service.Id,
            Instrument = sheet.Instrument.Id,
            State = state,
            Unsur = sheet.Instrument.Sum(sheet.Answers),
            Day = sheet.Day,
            Month = Month.Of(sheet.Day),
            RaterKey = sheet.RaterKey,
            Signs = earlier?.Signs ?? RatingSigns.None,
            Published = !stays && earlier!.Published,
            Replaces = stays && earlier?.Instrument == sheet.Instrument.Id ? earlier.Id : stays ? null : earlier!.Replaces,
            Sex = sheet.About.GetValueOrDefault("sex"),
            Age = sheet.About.GetValueOrDefault("age"),
            Education = sheet.About.GetValueOrDefault("education"),
            Occupation = sheet.About.GetValueOrDefault("occupation"),
            Comment = sheet.Comment.Length > 0 ? sheet.Comment : null,
        };
    }

    /// <summary>
    /// The unit's published score of this month, without the newest ratings (this one is among them); null while it is withheld.
    /// </summary>
    private async ValueTask<SkmScore?> ScoreSoFar(DialogContext context, RatingSheet sheet)
    {
        var row = await context.Change().Sql.First(MonthSql, r => Enumerable.Range(0, 11).Select(r.GetInt64).ToArray(),
            sheet.Unit.Id, Month.Of(sheet.Day), sheet.Instrument.Id);
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
}
