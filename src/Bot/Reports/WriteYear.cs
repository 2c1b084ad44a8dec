using Core.Calendar;
using Core.Persistence;
using Core.Scores;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>A year of the instansi on one sheet (rapor unit): units by months, the year's index, respondents.</summary>
public sealed class WriteYear(IDbContextFactory<AppDb> databases, ReadStatistics statistics, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options, OwnFolder folder)
{
    private const int FirstRow = 5;

    /// <summary>Writes it; returns the path of the XLSX.</summary>
    public async Task<string> Write(int year, Wording words)
    {
        var months = MonthNumber.Until((year * 100) + 12, 12);
        var book = new Workbook($"{year}");
        book.Text(1, 1, words["year.title", $"{year}"], Workbook.Bold);
        book.Text(1, 2, $"{instansi.Value.Name} · {words["year.note", options.Value.MinimumRespondents]}");
        Head(book, months, words);
        var columns = new List<IReadOnlyList<(Unit Unit, PeriodScore Score)>>();
        foreach (var month in months) columns.Add(await statistics.ByUnit(month, month));
        var whole = await statistics.ByUnit(months[0], months[^1]);
        foreach (var (r, unit) in whole.Index()) Row(book, FirstRow + r, unit, [.. columns.Select(c => c.FirstOrDefault(u => u.Unit.Id == unit.Unit.Id).Score)]);
        await Others(book, FirstRow, whole.Select(u => u.Unit.Id).ToList(), year, words);
        book.Width(1, 48);
        var path = folder.NewPath(".xlsx");
        book.Save(path);
        return path;
    }

    /// <summary>What others measured that year, as they reported it: each unit's beside it, the instansi's in the last row.</summary>
    private async Task Others(Workbook book, int first, List<int> order, int year, Wording words)
    {
        await using var db = await databases.CreateDbContextAsync();
        var found = await db.ExternalIndices.AsNoTracking().Where(i => i.Year == year && i.Item == ExternalIndex.Total).ToListAsync();
        book.Text(1, first + order.Count, words["link.instansi"], Workbook.Bold);
        foreach (var (k, kind) in Enum.GetValues<ExternalKind>().Index())
        {
            book.Text(17 + k, first - 1, kind switch { ExternalKind.Berakhlak => "BerAKHLAK", ExternalKind.Ombudsman => "Ombudsman", _ => "IPP" }, Workbook.Bold);
            foreach (var index in found.Where(i => i.Kind == kind))
                book.Text(17 + k, first + (index.UnitId is { } id ? order.IndexOf(id) : order.Count), string.Join(' ', new[] { index.Figure is { } figure ? words.Score(figure) : null, index.Category }.OfType<string>()));
        }
    }

    private static void Head(Workbook book, IReadOnlyList<int> months, Wording words)
    {
        book.Text(1, FirstRow - 1, words["board.unit"], Workbook.Bold);
        foreach (var (m, month) in months.Index()) book.Text(m + 2, FirstRow - 1, words["calendar.months-short"].Split(' ')[(month % 100) - 1], Workbook.Bold);
        foreach (var (i, key) in ((string[])["year.index", "year.grade", "year.respondents"]).Index()) book.Text(14 + i, FirstRow - 1, words[key], Workbook.Bold);
    }

    private static void Row(Workbook book, int row, (Unit Unit, PeriodScore Score) unit, IReadOnlyList<PeriodScore?> months)
    {
        book.Text(1, row, unit.Unit.Name);
        for (var m = 0; m < months.Count; m++)
        {
            if (months[m]?.Score is { } score) book.Number(m + 2, row, score.Index, Workbook.TwoDecimals);
            else book.Text(m + 2, row, months[m] is { Respondents: > 0 } few ? $"n={few.Respondents}" : "–");
        }

        if (unit.Score.Score is { } whole)
        {
            book.Number(14, row, whole.Index, Workbook.TwoDecimals);
            book.Text(15, row, whole.Grade.ToString());
        }

        book.Number(16, row, unit.Score.Respondents);
    }
}
