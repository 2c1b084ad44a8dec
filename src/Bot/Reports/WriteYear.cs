using Core.Calendar;
using Core.ExternalIndices;
using Core.Persistence;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>
/// A year of the instansi on one sheet (rapor unit): units by months, the year's index and what it may be called, then what others
/// measured.
/// </summary>
internal sealed class WriteYear(IDbContextFactory<AppDb> databases, ReadStatistics statistics, ReadScores scores,
    IOptions<InstansiOptions> instansi, UnitCatalog units, OwnFolder folder)
{
    private const int FirstRow = 6;
    private const int YearColumn = 14;

    /// <summary>Writes it; returns the path of the XLSX.</summary>
    public async Task<string> Write(int year, Wording words)
    {
        var months = Month.Until(Month.Of(year, 12), 12);
        var period = Period.Of(PeriodKind.Year, year, 1)!.Value;
        var book = new Workbook($"{year}");
        Head(book, year, months, words);
        var columns = new List<IReadOnlyList<(Unit Unit, PeriodScore Score)>>();
        foreach (var month in months) columns.Add(await statistics.ByUnit(month, month));
        var whole = await statistics.ByUnit(months[0], months[^1]);
        foreach (var (r, (unit, score)) in whole.Index())
            Row(book, FirstRow + r, unit.Name, score, [.. columns.Select(c => c.FirstOrDefault(u => u.Unit.Id == unit.Id).Score)],
                scores.StandingOf(unit, period, score.Respondents), words);
        var last = FirstRow + whole.Count;
        var all = await statistics.Score(null, months[0], months[^1]);
        Row(book, last, words["year.all"], all, [.. (await statistics.ByMonth(null, months[0], months[^1])).Select(m => m.Score)],
            scores.StandingOf(null, period, all.Respondents), words);
        await Others(book, [.. whole.Select(u => (int?)u.Unit.Id), null], year, words);
        var path = folder.NewPath(".xlsx");
        book.Save(path);
        return path;
    }

    private void Head(Workbook book, int year, IReadOnlyList<Month> months, Wording words)
    {
        book.Text(1, 1, words["year.title", $"{year}"], Workbook.Bold);
        book.Text(1, 2, instansi.Value.Name, Workbook.Bold);
        book.Text(1, 3, words["year.note", scores.Options.MinimumRespondents]);
        book.Text(1, FirstRow - 1, words["board.unit"], Workbook.Head);
        foreach (var (m, month) in months.Index()) book.Text(m + 2, FirstRow - 1,
            words["calendar.months-short"].Split(' ')[month.OfYear - 1], Workbook.Head);
        foreach (var (i, key) in ((string[])["year.index", "year.grade", "year.respondents", "year.standing"]).Index()) book.Text(YearColumn
            + i, FirstRow - 1, words[key], Workbook.Head);
        foreach (var (column, width) in (ReadOnlySpan<(int, double)>)[(1, 40), (14, 10), (15, 8), (16, 12), (17, 40)]) book.Width(column,
            width);
        for (var m = 0; m < months.Count; m++) book.Width(m + 2, 7);
        book.Freeze(FirstRow - 1);
    }

    private static void Row(Workbook book, int row, string name, PeriodScore whole, IReadOnlyList<PeriodScore?> months,
        ResultStatus standing, Wording words)
    {
        book.Text(1, row, name);
        book.Fit(1, name);
        for (var m = 0; m < months.Count; m++)
        {
            if (months[m]?.Score is { } score) book.Number(m + 2, row, score.Index, Workbook.TwoDecimals);
            else book.Text(m + 2, row, months[m] is { Respondents: > 0 } few ? $"n={few.Respondents}" : "–", Workbook.Middle);
        }

        if (whole.Score is { } index)
        {
            book.Number(YearColumn, row, index.Index, Workbook.TwoDecimals);
            book.Text(YearColumn + 1, row, index.Grade.ToString(), Workbook.Middle);
            book.Text(YearColumn + 3, row, standing.Short(words));
            book.Fit(YearColumn + 3, standing.Short(words));
        }

        book.Number(YearColumn + 2, row, whole.Respondents);
    }

    /// <summary>What others measured that year, as they reported it, below our own figures, each with its source.</summary>
    private async Task Others(Workbook book, List<int?> order, int year, Wording words)
    {
        await using var db = await databases.CreateDbContextAsync();
        var found = (await db.ExternalIndices.AsNoTracking().Where(i => i.Year == year).ToListAsync())
            .OrderBy(i => i.Kind).ThenBy(i => i.UnitId is not null).ThenBy(i => order.IndexOf(i.UnitId))
            .ThenBy(i => i.Item != ExternalIndex.Total).ToList();
        if (found.Count == 0) return;
        var row = FirstRow + order.Count + 1;
        book.Text(1, row, words["year.others", year.ToString(words.Culture)], Workbook.Bold);
        foreach (var (column, key) in (ReadOnlySpan<(int, string)>)[(1, "year.others-what"), (2, "year.others-whose"),
            (YearColumn, "year.others-figure"), (YearColumn + 3, "year.others-source")]) book.Text(column, row + 1, words[key],
                Workbook.Bold);
        foreach (var (i, index) in found.Index()) Other(book, row + 2 + i, index, words);
    }

    private void Other(Workbook book, int row, ExternalIndex index, Wording words)
    {
        book.Text(1, row, words[$"year.kind.{index.Kind}"]
            + (index.Item == ExternalIndex.Total ? "" : $" · {words[$"value.{index.Item}"]}"));
        book.Text(2, row, index.UnitId is { } id ? units.Find(id)?.Name ?? "?" : instansi.Value.Name);
        book.Text(YearColumn, row, Told(index, words));
        book.Text(YearColumn + 3, row, index.Source);
    }

    private static string Told(ExternalIndex index, Wording words) =>
        string.Join(' ', new[] { index.Figure is { } figure ? words.Score(figure) : null, index.Category is { } category ? $"({category})"
            : null }.OfType<string>());
}
