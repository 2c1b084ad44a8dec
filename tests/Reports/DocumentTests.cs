using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Reports;
using Core.Outbox;
using Core.Persistence;
using Core.Scores;
using Core.Texts;
using Core.Units;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using CellValues = DocumentFormat.OpenXml.Spreadsheet.CellValues;

namespace Tests.Reports;

public sealed partial class DocumentTests
{
    // The worked example: 29 respondents with unsur sums 105, 101, 100, 116, 102, 105, 106, 105, 115.
    private static readonly int[] Sums = [105, 101, 100, 116, 102, 105, 106, 105, 115];

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
    public async Task A_name_that_looks_like_a_formula_stays_a_text()
    {
        await using var town = Town(("Instansi:Name", "=HYPERLINK(\"http://x\")"));
        await Rate(town);
        var path = await town.With(s => s.GetRequiredService<WriteTable>().Write(Unit(s), October, Wording.Of("id")));

        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList();
        cells.Single(c => c.CellReference == "A2").DataType!.Value.ShouldBe(CellValues.InlineString);
        cells.Where(c => c.CellFormula is not null).ShouldAllBe(c => Regex.IsMatch(c.CellFormula!.Text, "^(SUM|ROUND|IF|1/9|[A-Z]+[0-9]+)"));
    }

    [Fact]
    public async Task Too_few_respondents_get_no_document()
    {
        await using var town = Town();
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 4, "444444444"));

        await Should.ThrowAsync<InvalidOperationException>(() => town.With(s => s.GetRequiredService<WriteTable>().Write(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, October, Wording.Of("id"))));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task The_report_and_the_card_are_written(string language)
    {
        await using var town = Town();
        await Rate(town);
        var (report, card) = await town.With(async s => (
            await s.GetRequiredService<WriteReport>().Write(Unit(s), October, Wording.Of(language)),
            await s.GetRequiredService<WriteCard>().Write(Unit(s), October, Wording.Of(language))));

        Pages(card).ShouldBe(1);
        Pages(report).ShouldBeInRange(4, 7);
        Keep(report, $"laporan-{language}.pdf");
        Keep(card, $"kartu-{language}.pdf");
    }

    [Fact]
    public async Task What_was_asked_for_is_made_and_sent_once_even_by_two_workers()
    {
        await using var town = Town();
        await Rate(town);
        await town.With(s => s.GetRequiredService<Writer>().Do(turn =>
        {
            foreach (var kind in Enum.GetValues<ReportKind>())
                turn.Db.ReportRequests.Add(new ReportRequest { Kind = kind, UnitId = kind == ReportKind.Year ? null : Unit(s).Id, Period = "2026-10", Channel = "test", Address = "kepala", Language = "id", At = town.Time.GetUtcNow() });
            return ValueTask.CompletedTask;
        }));

        await town.With(s => Task.WhenAll(s.GetRequiredService<MakeReports>().Run(), s.GetRequiredService<MakeReports>().Run()));
        await town.With(s => s.GetRequiredService<MakeReports>().Run());

        town.Channel.All.Count(m => m.Message.Address == "kepala").ShouldBe(6);
        town.Channel.All.Select(m => m.Message.File?.Name).OfType<string>().Order().ShouldContain("laporan-skm-DPMPTSP-2026-10.pdf");
        town.Log.Errors.ShouldBeEmpty();
        foreach (var file in town.Channel.All.Select(m => m.Message.File).OfType<OutFile>().Where(f => f.Picture)) Keep(file.Path, file.Name);
        var picture = await town.With(s => s.GetRequiredService<DrawScores>().Post(Unit(s), 202610, Wording.Of("id")));
        if (picture is not null) Keep(picture.Path, picture.Name);
    }

    private static readonly Period October = new(PeriodKind.Month, 202610);

    private static Town Town(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("reports-").FullName;
        var all = settings.Append(("Reports:Folder", folder)).ToDictionary(s => s.Item1, s => (string?)s.Item2);
        return new Town(all, services => services.AddReports(new ConfigurationBuilder().AddInMemoryCollection(all).Build()));
    }

    private static Task Rate(Town town) => town.With(async s =>
    {
        await Fill.Rate(s, "DPMPTSP", 202608, 20, "333333333", "344333343");
        await Fill.Rate(s, "DPMPTSP", 202609, 24, "343333334", "344343343");
        await Fill.Rate(s, "DPMPTSP", 202610, 29, [.. Enumerable.Range(0, 29).Select(Answers)]);
    });

    /// <summary>The first respondents answer 4 and the others 3, so that the sums come out.</summary>
    private static string Answers(int respondent) => string.Concat(Sums.Select(sum => respondent < sum - 87 ? '4' : '3'));

    private static Unit Unit(IServiceProvider s) => s.GetRequiredService<UnitCatalog>().Find("DPMPTSP")!;

    private static int Pages(string path) => Regex.Count(System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)), "/Type /Page ");

    /// <summary>Takes out what we computed, so that only the formulas are left.</summary>
    private static void ForgetResults(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: true);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        foreach (var cell in sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Where(c => c.CellFormula is not null)) cell.CellValue?.Remove();
        sheet.Save();
    }

    /// <summary>With <c>KEEP_DOCUMENTS</c> (a folder) the documents stay for looking at.</summary>
    private static void Keep(string path, string name)
    {
        if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { Length: > 0 } folder) File.Copy(path, Path.Combine(folder, name), overwrite: true);
    }

    /// <summary>Computes the few formulas that the table uses, from the file alone.</summary>
    private sealed partial class Recompute
    {
        private readonly Dictionary<string, DocumentFormat.OpenXml.Spreadsheet.Cell> _cells;

        public Recompute(string path)
        {
            using var document = SpreadsheetDocument.Open(path, isEditable: false);
            _cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToDictionary(c => c.CellReference!.Value!);
        }

        public decimal Cached(string name) => decimal.Parse(_cells[name].CellValue!.Text, CultureInfo.InvariantCulture);

        public decimal Cell(string name) => _cells.TryGetValue(name, out var cell)
            ? cell.CellFormula is { } formula ? Compute(formula.Text) : Cached(name)
            : 0;

        public string Text(string name)
        {
            var value = Cell(Bounds().Match(_cells[name].CellFormula!.Text).Groups[1].Value);
            return Bounds().Matches(_cells[name].CellFormula!.Text).Where(m => value >= decimal.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)).Select(m => m.Groups[3].Value).FirstOrDefault() ?? "D";
        }

        private decimal Compute(string formula)
        {
            if (formula == "1/9") return 1m / 9;
            if (Range().Match(formula) is { Success: true } sum && sum.Length == formula.Length) return Values(sum).Sum();
            if (Mean().Match(formula) is { Success: true } mean) return Cell(mean.Groups[1].Value) / Values(Range("COUNT").Match(formula)).Count();
            if (Round().Match(formula) is { Success: true } round) return Math.Round(Cell(round.Groups[1].Value) * 25, 2, MidpointRounding.AwayFromZero);
            var parts = formula.Split('*');
            return Cell(parts[0]) * Cell(parts[1].Replace("$", "", StringComparison.Ordinal));
        }

        private IEnumerable<decimal> Values(Match range)
        {
            var (column, last) = (range.Groups[1].Value, range.Groups[3].Value);
            if (column == last) return Enumerable.Range(int.Parse(range.Groups[2].Value), int.Parse(range.Groups[4].Value) - int.Parse(range.Groups[2].Value) + 1).Select(r => Cell($"{column}{r}"));
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
