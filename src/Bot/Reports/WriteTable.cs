using System.Globalization;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>
/// The official processing table (Permenpan RB 14/2017) as a spreadsheet: rows respondents, columns U1 to U9, sums, NRR,
/// weighted NRR and index, all by formulas that a spreadsheet recomputes.
/// </summary>
internal sealed class WriteTable(ReadReport read, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options, OwnFolder folder)
{
    private const int FirstRow = 8;
    private const int PaperColumn = Unsur.Count + 2;

    /// <summary>Writes it; returns the path of the XLSX.</summary>
    public async Task<string> Write(Unit unit, Period period, Wording words)
    {
        var answers = await read.Answers(unit, period);
        if (answers.Count < options.Value.MinimumRespondents)
            throw new InvalidOperationException("The period has too few respondents for a table.");
        var book = new Workbook(words["table.sheet"]);
        Head(book, unit, period, read.Standing(unit, period, answers.Count), words);
        if (answers.Paper > 0)
        {
            book.Text(PaperColumn, FirstRow - 1, words["table.paper"], Workbook.Head);
            book.Text(PaperColumn, FirstRow - 2, words["table.paper-count", answers.Paper]);
            book.Width(PaperColumn, 12);
        }

        book.Numbers(FirstRow, answers.Count, answers.Paper > 0 ? PaperColumn : Unsur.Count + 1, (r, column) => column switch
        {
            1 => (r + 1).ToString(CultureInfo.InvariantCulture),
            PaperColumn => answers.IsPaper(r) ? "1" : "0",
            _ => answers.Text(r, column - 2),
        });
        Foot(book, answers, words);
        var path = folder.NewPath(".xlsx");
        book.Save(path);
        return path;
    }

    private void Head(Workbook book, Unit unit, Period period, ResultStatus standing, Wording words)
    {
        book.Text(1, 1, words["table.title"], Workbook.Bold);
        book.Text(1, 2, $"{instansi.Value.Name} · {unit.Name}", Workbook.Bold);
        book.Text(1, 3, period.Name(words), Workbook.Bold);
        book.Text(1, 4, standing.Label(words));
        book.Text(1, 5, words["table.weight"]);
        if (options.Value.Weight == Weight.Exact) book.Formula(2, 5, "1/9", 1m / 9, Workbook.ThreeDecimals);
        else book.Number(2, 5, 0.11m);
        book.Text(1, FirstRow - 1, words["table.respondent"], Workbook.Head);
        for (var u = 0; u < Unsur.Count; u++) book.Text(u + 2, FirstRow - 1, Unsur.Codes[u], Workbook.Head);
        book.Text(1, FirstRow - 2, words["table.order"]);
        book.Width(1, 34);
        for (var u = 0; u < Unsur.Count; u++) book.Width(u + 2, 10);
        book.Freeze(FirstRow - 1);
    }

    private void Foot(Workbook book, PublishedAnswers answers, Wording words)
    {
        var (last, sum) = (FirstRow + answers.Count - 1, FirstRow + answers.Count);
        var weight = options.Value.Weight == Weight.Exact ? 1m / 9 : 0.11m;
        foreach (var (i, key) in ((string[])["table.sum", "table.mean", "table.weighted", "table.total", "table.index",
            "table.grade"]).Index()) book.Text(1, sum + i, words[key], Workbook.Bold);
        for (var u = 0; u < Unsur.Count; u++)
        {
            var (column, total) = (u + 2, answers.Total(u));
            book.Formula(column, sum, $"SUM({Workbook.Name(column, FirstRow)}:{Workbook.Name(column, last)})", total);
            book.Formula(column, sum + 1,
                $"{Workbook.Name(column, sum)}/COUNT({Workbook.Name(column, FirstRow)}:{Workbook.Name(column, last)})",
                total / answers.Count, Workbook.ThreeDecimals);
            book.Formula(column, sum + 2, $"{Workbook.Name(column, sum + 1)}*$B$5", total / answers.Count * weight, Workbook.ThreeDecimals);
        }

        var whole = Enumerable.Range(0, Unsur.Count).Sum(u => answers.Total(u) / answers.Count) * weight;
        var index = Math.Round(whole * 25, 2, MidpointRounding.AwayFromZero);
        book.Formula(2, sum + 3, $"SUM({Workbook.Name(2, sum + 2)}:{Workbook.Name(10, sum + 2)})", whole, Workbook.ThreeDecimals);
        book.Formula(2, sum + 4, $"ROUND({Workbook.Name(2, sum + 3)}*25,2)", index, Workbook.TwoDecimals);
        var cell = Workbook.Name(2, sum + 4);
        book.TextFormula(2, sum + 5, GradeFormula(cell), Grades.Of(index).ToString(), Workbook.Bold);
    }

    private static string GradeFormula(string cell) => Grades.Limits.Reverse().Aggregate(
        $"\"{Grade.D}\"", (below, limit) =>
            string.Create(CultureInfo.InvariantCulture, $"IF({cell}>={limit.From:0.##},\"{limit.Grade}\",{below})"));
}
