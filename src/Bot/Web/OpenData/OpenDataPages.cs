using Core.Calendar;
using Core.FollowUps;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.OpenData;

/// <summary>Open data: what the pages show, for programs. What a page withholds is withheld here too, with the same reason.</summary>
internal sealed class OpenDataPages(ReadScores scores, ReadStatistics statistics, ReadBranches branches, ReadPlans plans,
    UnitCatalog units, Instruments instruments, IOptions<InstansiOptions> instansi)
{
    private const int MostMonths = 60;

    private int Minimum => scores.Options.MinimumRespondents;

    private string Method => $"{instruments.Current.Id}; weight {(scores.Options.Weight == Weight.Exact ? "1/9" : "0.11")}; indicative";

    public IResult Units() => OpenAnswer.Json(new
    {
        instansi = instansi.Value.Name,
        units = units.Active.Select(u => UnitRow.Of(u, units.ParentOf(u))),
    });

    public IResult UnitsCsv() => OpenAnswer.Csv("units.csv", ["code", "name", "service", "service_name", "parent"], units.Active.SelectMany(
        u => u.Services.Where(s => s.Active).DefaultIfEmpty(), (u, s) => new[] { u.Code, u.Name, s?.Code ?? "", s?.Name ?? "",
            units.ParentOf(u)?.Code ?? "" }));

    public async Task<IResult> OfMonth(string? month) => await ShowMonth(month, async (m, all, below) => OpenAnswer.Json(new
    {
        month = m.Text,
        instansi = instansi.Value.Name,
        method = Method,
        whole = ScoreRow.Of(await statistics.Score(null, m, m), Minimum),
        units = all.Select(s => ScoreRow.Of(s, Minimum) with
        {
            Month = null,
            Branch = BranchRow.Of(below.GetValueOrDefault(s.Unit.Id), Minimum),
        }),
    }));

    public async Task<IResult> MonthCsv(string? month) => await ShowMonth(month, (m, all, below) =>
        Task.FromResult(OpenAnswer.Csv($"scores-{m.Text}.csv", ScoreLine.Header,
            all.Select(s => ScoreLine.Of(s, below.GetValueOrDefault(s.Unit.Id), units.ParentOf(s.Unit), Minimum)))));

    public async Task<IResult> Unit(string code, string? from, string? to) => await Unit(code, from, to,
        async (unit, all, below) => OpenAnswer.Json(new
        {
            code = unit.Code,
            name = unit.Name,
            instansi = instansi.Value.Name,
            from = all[0].From.Text,
            to = all[^1].To.Text,
            method = Method,
            months = all.Select(s => ScoreRow.Of(s, Minimum) with
            {
                Code = null,
                Name = null,
                Branch = BranchRow.Of(below.GetValueOrDefault(s.To), Minimum),
            }),
            excluded = (await statistics.Excluded(unit, all[0].From, all[^1].To)).Select(ExcludedRow.Of),
            plans = (await plans.For(unit, all[0].From, all[^1].To, all[^1].To)).Select(PlanRow.Of),
        }));

    public async Task<IResult> UnitCsv(string code, string? from, string? to) => await Unit(code, from, to,
        (unit, all, below) => Task.FromResult(OpenAnswer.Csv($"scores-{unit.Code}.csv", ScoreLine.Header,
            all.Select(s => ScoreLine.Of(s, below.GetValueOrDefault(s.To), units.ParentOf(unit), Minimum)))));

    private async Task<IResult> ShowMonth(string? month,
        Func<Month, IReadOnlyList<UnitScore>, Dictionary<int, BranchScore>, Task<IResult>> show)
    {
        var shown = scores.ThisMonth();
        if (month is not null && !Month.TryParse(month, out shown)) return OpenAnswer.BadMonth("month");
        return await show(shown, await scores.OfMonth(shown), (await branches.All(shown, shown)).ToDictionary(b => b.Unit.Id));
    }

    private async Task<IResult> Unit(string code, string? from, string? to,
        Func<Unit, IReadOnlyList<UnitScore>, Dictionary<Month, BranchScore>, Task<IResult>> show)
    {
        if (units.Find(code) is not { } unit) return OpenAnswer.UnknownUnit();
        var last = scores.ThisMonth(unit);
        if (to is not null && !Month.TryParse(to, out last)) return OpenAnswer.BadMonth("to");
        var first = last.Add(-11);
        if (from is not null && !Month.TryParse(from, out first)) return OpenAnswer.BadMonth("from");
        if (Month.Count(first, last) is < 1 or > MostMonths)
            return OpenAnswer.BadRange(MostMonths);
        return await show(unit, await scores.ByMonth(unit, first, last),
            (await branches.ByMonth(unit, first, last)).ToDictionary(b => b.To));
    }
}
