using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Reports;
using Core.Calendar;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.Persistence;
using Core.Reports;
using Core.Texts;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;

namespace Tests.Reports;

public sealed partial class DocumentTests
{
    [Fact]
    public async Task The_processing_table_recomputes_to_the_worked_example()
    {
        await using var town = Town();
        await Rate(town);
        var path = await town.With(s => s.GetRequiredService<WriteTable>().Write(Unit(s), October, Wording.Of("id")));

        var sheet = new Recompute(path);

        sheet.Cell("B41").ShouldBe(91.48m);
        sheet.Text("B42").ShouldBe("A");
        sheet.Cell("B37").ShouldBe(105m);
        sheet.Cached("B41").ShouldBe(91.48m);
        Keep(path, "pengolahan.xlsx");
    }

    [Fact]
    public async Task With_the_printed_weight_the_table_gives_what_that_office_published()
    {
        await using var town = Town(("Scores:Weight", "printed"));
        await Rate(town);

        var sheet = new Recompute(await town.With(s => s.GetRequiredService<WriteTable>().Write(Unit(s), October, Wording.Of("id"))));

        sheet.Cell("B41").ShouldBe(90.56m);
    }

    [SpreadsheetTheory]
    [InlineData("exact", "91.48")]
    [InlineData("printed", "90.56")]
    public async Task A_spreadsheet_program_recomputes_the_table_to_our_figure(string weight, string index)
    {
        await using var town = Town(("Scores:Weight", weight));
        await Rate(town);
        var path = await town.With(s => s.GetRequiredService<WriteTable>().Write(Unit(s), October, Wording.Of("id")));
        var folder = Directory.CreateDirectory(Path.Combine(town.Folder, "office")).FullName;
        var bare = Path.Combine(folder, "tabel.xlsx");
        File.Copy(path, bare);
        ForgetResults(bare);

        var lines = await SpreadsheetTheoryAttribute.AsCsv(bare);

        lines[40].Split(',')[1].ShouldBe(index);
        lines[41].Split(',')[1].ShouldBe("A");
        lines[36].ShouldContain("105,101,100,116,102,105,106,105,115");
    }

    [Fact]
    public async Task What_was_asked_for_is_made_and_sent_once_even_by_two_workers()
    {
        await using var town = Town();
        await Rate(town);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            foreach (var kind in Enum.GetValues<ReportKind>().Where(k => k != ReportKind.TakeBack))
                write.Db.ReportRequests.Add(new ReportRequest
                {
                    Kind = kind,
                    UnitId = kind is ReportKind.Year or ReportKind.AllReports or ReportKind.AllTables or ReportKind.Pemdi ? null
                        : Unit(s).Id,
                    Period = "2026-10",
                    Channel = "test",
                    Address = "kepala",
                    Language = "id",
                    At = town.Time.GetUtcNow()
                });
            return ValueTask.CompletedTask;
        }));

        await town.With(s => Task.WhenAll(s.GetRequiredService<MakeReports>().Run(), s.GetRequiredService<MakeReports>().Run()));
        await town.With(s => s.GetRequiredService<MakeReports>().Run());

        town.Channel.All.Count(m => m.Message.Address == "kepala").ShouldBe(14, "the report comes as PDF and as DOCX");
        town.Channel.All.Select(m => m.Message.File?.Name).OfType<string>().Order().ShouldContain("laporan-skm-DPMPTSP-2026-10.pdf");
        town.Log.Errors.ShouldBeEmpty();
        foreach (var file in town.Channel.All.Select(m => m.Message.File).OfType<OutFile>()
            .Where(f => f.Picture || f.Name.StartsWith("bukti", StringComparison.Ordinal)
                || f.Name.StartsWith("kartu", StringComparison.Ordinal)))
            Keep(file.Path, file.Name);
        var picture = await town.With(s => s.GetRequiredService<DrawScores>().Post(Unit(s), new Month(202610), Wording.Of("id")));
        Keep(picture!.Path, picture.Name);
    }

    /// <summary>Takes out what we computed, so that only the formulas are left.</summary>
    private static void ForgetResults(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: true);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        foreach (var cell in sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Where(c => c.CellFormula is not null))
            cell.CellValue?.Remove();
        sheet.Save();
    }

    /// <summary>Computes the few formulas that the table uses, from the file alone.</summary>
    private sealed partial class Recompute
    {
        private readonly Dictionary<string, DocumentFormat.OpenXml.Spreadsheet.Cell> _cells;

        public Recompute(string path)
        {
            using var document = SpreadsheetDocument.Open(path, isEditable: false);
            _cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()
                .ToDictionary(c => c.CellReference!.Value!);
        }

        public decimal Cached(string name) => decimal.Parse(_cells[name].CellValue!.Text, CultureInfo.InvariantCulture);

        public decimal Cell(string name) => _cells.TryGetValue(name, out var cell)
            ? cell.CellFormula is { } formula ? Compute(formula.Text) : Cached(name)
            : 0;

        public string Text(string name)
        {
            var value = Cell(Bounds().Match(_cells[name].CellFormula!.Text).Groups[1].Value);
            return Bounds().Matches(_cells[name].CellFormula!.Text)
                .Where(m => value >= decimal.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)).Select(m => m.Groups[3].Value)
                .FirstOrDefault() ?? "D";
        }

        private decimal Compute(string formula)
        {
            if (formula == "1/9") return 1m / 9;
            if (Range().Match(formula) is { Success: true } sum && sum.Length == formula.Length) return Values(sum).Sum();
            if (Mean().Match(formula) is { Success: true } mean)
                return Cell(mean.Groups[1].Value) / Values(Range("COUNT").Match(formula)).Count();
            if (Round().Match(formula) is { Success: true } round)
                return Math.Round(Cell(round.Groups[1].Value) * 25, 2, MidpointRounding.AwayFromZero);
            var parts = formula.Split('*');
            return Cell(parts[0]) * Cell(parts[1].Replace("$", "", StringComparison.Ordinal));
        }

        private IEnumerable<decimal> Values(Match range)
        {
            var (column, last) = (range.Groups[1].Value, range.Groups[3].Value);
            if (column == last) return Enumerable
                .Range(int.Parse(range.Groups[2].Value), int.Parse(range.Groups[4].Value) - int.Parse(range.Groups[2].Value) + 1)
                .Select(r => Cell($"{column}{r}"));
            return Enumerable.Range(column[0], last[0] - column[0] + 1).Select(c => Cell($"{(char)c}{range.Groups[2].Value}"));
        }

        private static Regex Range(string name = "SUM") => new($@"{name}\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)");

        [GeneratedRegex(@"^([A-Z]+\d+)/COUNT")]
        private static partial Regex Mean();

        [GeneratedRegex(@"^ROUND\(([A-Z]+\d+)\*25,2\)$")]
        private static partial Regex Round();

        [GeneratedRegex(@"IF\(([A-Z]+\d+)>=([\d.]+),""([A-D])""")]
        private static partial Regex Bounds();
    }
}
