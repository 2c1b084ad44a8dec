using System.Globalization;
using System.Text.Json.Serialization;
using Core.FollowUps;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Bot.Web.OpenData;

/// <summary>A unit as open data shows it.</summary>
internal sealed record UnitRow(string Code, string Name, string? TimeZone, IEnumerable<ServiceRow> Services)
{
    /// <summary>The code of the unit above; not there at the top.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parent { get; init; }

    public static UnitRow Of(Unit unit, Unit? parent) =>
        new(unit.Code, unit.Name, unit.TimeZone, unit.Services.Where(s => s.Active).Select(s => new ServiceRow(s.Code, s.Name)))
        { Parent = parent?.Code };
}

internal sealed record ServiceRow(string Code, string Name);

internal sealed record IntervalRow(decimal Low, decimal High, decimal Level);

/// <summary>A score in JSON. What is withheld is null, and the reason stands in its place.</summary>
internal sealed record ScoreRow
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Month { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    public int Respondents { get; init; }

    /// <summary>Respondents among them who answered on paper.</summary>
    public int Paper { get; init; }

    public decimal? Ikm { get; init; }

    public string? Mutu { get; init; }

    public string? Kinerja { get; init; }

    public IntervalRow? Interval { get; init; }

    public IReadOnlyDictionary<string, decimal>? Unsur { get; init; }

    public string? Withheld { get; init; }

    /// <summary>The unit together with those below it; not there where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BranchRow? Branch { get; init; }

    public static ScoreRow Of(UnitScore unit, int minimum) =>
        Of(unit.Figures, minimum) with { Month = unit.To.Text, Code = unit.Unit.Code, Name = unit.Unit.Name };

    public static ScoreRow Of(PeriodScore figures, int minimum)
    {
        var (respondents, score) = (figures.Respondents, figures.Score);
        var row = new ScoreRow { Respondents = respondents, Paper = figures.Paper };
        if (score is null) return row with { Withheld = respondents == 0 ? "no respondents" : $"fewer than {minimum} respondents" };
        return row with
        {
            Ikm = score.Index,
            Mutu = score.Grade.ToString(),
            Kinerja = Wording.Of("id")[$"grade.{score.Grade}"],
            Interval = score.Interval is { } i ? new IntervalRow(i.Low, i.High, i.Level) : null,
            Unsur = Core.Skm.Unsur.Codes.Zip(score.Means).ToDictionary(u => u.First, u => Mean(u.Second)),
        };
    }

    private static decimal Mean(decimal mean) => Math.Round(mean, 2, MidpointRounding.AwayFromZero);
}

/// <summary>
/// What a unit and those below it show together, made of the figures that each of them shows and of nothing else.
/// </summary>
/// <param name="Units">How many units it is of, the upper one too.</param>
/// <param name="Counted">How many of them have a score of their own, which it is made of.</param>
/// <param name="LeftOut">Ratings of the others.</param>
/// <param name="Score">The pooled score.</param>
internal sealed record BranchRow(int Units, int Counted, int LeftOut, ScoreRow Score)
{
    public static BranchRow? Of(BranchScore? branch, int minimum)
    {
        if (branch is null) return null;
        var score = ScoreRow.Of(branch.Figures, minimum);
        if (HasOnlyWithheld(branch)) score = score with { Withheld = "no unit with a score of its own" };
        return new(branch.Members.Count, branch.Counted, branch.Figures.LeftOut, score);
    }

    /// <summary>There are ratings, but of no unit enough.</summary>
    public static bool HasOnlyWithheld(BranchScore branch) => branch.Figures is { Score: null, Respondents: 0, LeftOut: > 0 };
}

/// <summary>A score as one line of CSV; what is withheld is empty.</summary>
internal static class ScoreLine
{
    public static string[] Header { get; } =
        ["month", "code", "name", "respondents", "ikm", "mutu", "kinerja", "interval_low", "interval_high",
            .. Unsur.Codes.Select(u => u.ToLowerInvariant()), "withheld", "paper", "parent",
            "branch_units", "branch_respondents", "branch_ikm", "branch_mutu"];

    public static string[] Of(UnitScore unit, BranchScore? branch, Unit? parent, int minimum)
    {
        var row = ScoreRow.Of(unit, minimum);
        return
        [
            row.Month!, row.Code!, row.Name!, row.Respondents.ToString(CultureInfo.InvariantCulture), Number(row.Ikm), row.Mutu ?? "",
                row.Kinerja ?? "",
            Number(row.Interval?.Low), Number(row.Interval?.High), .. Unsur.Codes.Select(u => Number(row.Unsur?[u])), row.Withheld ?? "",
            row.Paper.ToString(CultureInfo.InvariantCulture), parent?.Code ?? "", Count(branch?.Members.Count),
            Count(branch is null || BranchRow.HasOnlyWithheld(branch) ? null : branch.Figures.Respondents),
            Number(branch?.Figures.Score?.Index), branch?.Figures.Score?.Grade.ToString() ?? "",
        ];
    }

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Ratings of a month that a person decided not to count.</summary>
internal sealed record ExcludedRow(string Month, string? Kind, string? Reason, string DecidedBy, int Count)
{
    public static ExcludedRow Of(LeftOutRatings left) =>
        new(left.Month.Text, left.Kind?.ToString(), left.Reason, "administrator of the instansi", left.Count);
}

/// <summary>A plan of action and what became of the unsur that it was made for.</summary>
internal sealed record PlanRow(string Month, string Unsur, string What, string Who, string DueOn, bool Done, string? Evidence, string State,
    EffectRow? Effect)
{
    public static PlanRow Of(PlanStory story) => new(story.Plan.Month.Text, story.Plan.Unsur, story.Plan.What, story.Plan.Who,
        story.Plan.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), story.Plan.DoneAt is not null, story.Plan.Evidence,
        story.State.ToString().ToLowerInvariant(), story.Effect is { } effect ? EffectRow.Of(effect) : null);
}

/// <summary>The unsur before and after a plan, each with how many rated.</summary>
internal sealed record EffectRow(string Month, decimal Before, int RespondentsBefore, decimal After, int RespondentsAfter,
    bool MoreThanChance)
{
    public static EffectRow Of(PlanEffect effect) => new(effect.Month.Text, Rounded(effect.Before), effect.RatedBefore,
        Rounded(effect.After), effect.RatedAfter, effect.MoreThanChance);

    private static decimal Rounded(decimal mean) => Math.Round(mean, 2, MidpointRounding.AwayFromZero);
}
