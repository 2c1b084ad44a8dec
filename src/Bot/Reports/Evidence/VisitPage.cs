using Bot.Reports.Documents;
using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Bot.Reports.Evidence;

/// <summary>
/// What the Ombudsman's visit looks for in our data: at least thirty respondents for each service product (the round of 2026, by one
/// agency's account), and what is written of each service's standard (UU 25/2009, article 21).
/// </summary>
internal static class VisitPage
{
    public const int Needed = 30;

    /// <summary>Of one unit: a row for each service.</summary>
    public static IEnumerable<Block> Of(Unit unit, IReadOnlyList<UnitScore> services, string months, Wording words)
    {
        var active = services.Where(s => s.Service!.Active).ToList();
        List<string[]> rows = [[words["pdf.3-service"], "n", words["visit.lacks"], words["visit.requirements"], words["visit.cost"],
            words["visit.time"]]];
        rows.AddRange(active.Select(s => new[]
        {
            s.Service!.Name, Number(s.Respondents, words), s.Respondents >= Needed ? "–" : Number(Needed - s.Respondents, words),
            Told(s.Service.Requirements, words), Told(s.Service.Cost, words), Told(s.Service.PromisedTime, words),
        }));
        return [.. Head(words["visit.of", unit.Name, months], words),
            new Text(words["visit.enough", active.Count(s => s.Respondents >= Needed), active.Count, Needed], new Look(Bold: true)),
            new Grid([211, -40, -55, 65, 50, 50], rows, 8), new Text(words["visit.not", Needed], Look.Small)];
    }

    /// <summary>Of the instansi: a row for each unit.</summary>
    public static IEnumerable<Block> Of(string instansi, IReadOnlyList<(Unit Unit, IReadOnlyList<UnitScore> Services)> units, string months,
        Wording words)
    {
        List<string[]> rows = [[words["board.unit"], words["visit.services"], words["visit.rated"], words["visit.reached", Needed],
            words["visit.standards"]]];
        rows.AddRange(units.Select(u => new[]
        {
            u.Unit.Name, Number(u.Services.Count, words), Number(u.Services.Count(s => s.Respondents > 0), words),
            Number(u.Services.Count(s => s.Respondents >= Needed), words), Number(u.Services.Count(s => IsWhole(s.Service!)), words),
        }));
        var all = units.SelectMany(u => u.Services).ToList();
        return [.. Head(words["visit.of", instansi, months], words),
            new Text(words["visit.enough", all.Count(s => s.Respondents >= Needed), all.Count, Needed], new Look(Bold: true)),
            new Grid([221, -60, -60, -65, -65], rows, 8), new Text(words["visit.not", Needed], Look.Small)];
    }

    private static IEnumerable<Block> Head(string about, Wording words) =>
        [new Headline(words["visit.title"], 15, After: 4), new Text(about, new Look(9.5))];

    private static bool IsWhole(Service service) => service is { Requirements: not null, Cost: not null, PromisedTime: not null };

    private static string Told(string? fact, Wording words) => words[fact is null ? "visit.missing" : "visit.there"];

    private static string Number(int number, Wording words) => number.ToString("N0", words.Culture);
}
