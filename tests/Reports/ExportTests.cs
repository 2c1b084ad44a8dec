using Bot.Reports;
using Core.ExternalIndices;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Core.Units;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;

namespace Tests.Reports;

/// <summary>What <c>/ekspor</c> gives away: answers as numbers, and nothing that tells who answered.</summary>
public sealed class ExportTests
{
    private static readonly string[] Dangerous = ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"];

    public static TheoryData<string> Names => [.. Dangerous];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_looks_like_a_formula_is_a_text_in_the_table_and_the_year_sheet(string name)
    {
        await using var town = Town(("Instansi:Name", name.Trim()));
        await Rate(town);
        var (table, year) = await town.With(async s =>
        {
            await Rename(s, name, "DPMPTSP");
            return (await s.GetRequiredService<WriteTable>().Write(Unit(s), October, Wording.Of("id")), await s
                .GetRequiredService<WriteYear>().Write(2026, Wording.Of("id")));
        });

        foreach (var path in (string[])[table, year])
            Cells(path).Where(c => c.InnerText.Contains(name.Trim())).ShouldAllBe(c => c.DataType! == CellValues.InlineString);
        Cells(table).Where(c => c.CellFormula is not null)
            .ShouldAllBe(c => System.Text.RegularExpressions.Regex.IsMatch(c.CellFormula!.Text, "^(SUM|ROUND|IF|1/9|[A-Z]+[0-9]+)"));
        Cells(year).ShouldAllBe(c => c.CellFormula == null);
    }

    [Fact]
    public async Task A_code_that_looks_like_a_formula_is_defused_in_the_csv()
    {
        await using var town = Town();
        await Rate(town);
        var path = await town.With(async s =>
        {
            await Rename(s, "Dinas", "-2+3");
            return await s.GetRequiredService<WriteCsv>().Write(s.GetRequiredService<UnitCatalog>().Find("-2+3")!, October);
        });

        (await File.ReadAllLinesAsync(path)).Skip(1).ShouldAllBe(line => line.TrimStart('"').StartsWith('\''));
    }

    [Fact]
    public async Task An_export_holds_the_nine_answers_of_each_and_nothing_about_the_respondent_or_the_service()
    {
        await using var town = Town();
        await Rate(town);
        var (table, csv) = await town.With(async s => (await s.GetRequiredService<WriteTable>().Write(Unit(s), October, Wording.Of("id")),
            await s.GetRequiredService<WriteCsv>().Write(Unit(s), October)));

        var lines = await File.ReadAllLinesAsync(csv);
        lines[0].ShouldBe("unit,period,respondent,U1,U2,U3,U4,U5,U6,U7,U8,U9,paper");
        lines.Length.ShouldBe(30);
        lines.Skip(1).Select(l => string.Join(',', l.Split(',').Skip(3))).ShouldBeInOrder(SortDirection.Descending, StringComparer.Ordinal);
        Cells(table).Where(c => RowOf(c) == 7).Select(c => c.InnerText)
            .ShouldBe(["Nomor responden", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"]);
        Cells(table).Where(c => RowOf(c) is >= 8 and < 37).GroupBy(RowOf).ShouldAllBe(row => row.Count() == 10);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public async Task Fewer_than_the_minimum_get_no_document_of_any_kind(int respondents)
    {
        await using var town = Town();
        await town.With(s => Tests.Support.Fill.Rate(s, "DINSOS", 202610, respondents, "444444444"));

        await town.With(async s =>
        {
            var unit = s.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            await Should.ThrowAsync<InvalidOperationException>(() => s.GetRequiredService<WriteTable>()
                .Write(unit, October, Wording.Of("id")));
            await Should.ThrowAsync<InvalidOperationException>(() => s.GetRequiredService<WriteCsv>().Write(unit, October));
            await Should.ThrowAsync<InvalidOperationException>(() => s.GetRequiredService<WriteReport>()
                .Write(unit, October, Wording.Of("id")));
            await Should.ThrowAsync<InvalidOperationException>(() => s.GetRequiredService<WriteCard>()
                .Write(unit, October, Wording.Of("id")));
        });
    }

    [Fact]
    public async Task The_year_sheet_shows_the_figures_of_others_with_what_they_are_and_their_source()
    {
        await using var town = Town();
        await Rate(town);
        var path = await town.With(async s =>
        {
            await s.GetRequiredService<WriteQueue>().Enqueue(write =>
            {
                write.Db.ExternalIndices.Add(Figure(ExternalKind.Ombudsman, null, ExternalIndex.Total, 9016, "A",
                    "Surat Ombudsman, 3 Des 2026", town.Time.GetUtcNow()));
                write.Db.ExternalIndices.Add(Figure(ExternalKind.Ipp, Unit(s).Id, ExternalIndex.Total, 402, null, "Laporan PEKPPP 2026",
                    town.Time.GetUtcNow()));
                write.Db.ExternalIndices.Add(Figure(ExternalKind.Berakhlak, null, ExternalIndex.Total, 7909, "cukup sehat",
                    "=cmd, laporan 2026", town.Time.GetUtcNow()));
                write.Db.ExternalIndices.Add(Figure(ExternalKind.Berakhlak, null, "HA", 7000, null, "laporan 2026", town.Time.GetUtcNow()));
                return ValueTask.CompletedTask;
            });
            return await s.GetRequiredService<WriteYear>().Write(2026, Wording.Of("id"));
        });

        var texts = Cells(path).Select(c => c.InnerText).ToList();
        foreach (var text in (string[])["Nilai Ombudsman (0–100)", "90,16 (A)", "Surat Ombudsman, 3 Des 2026", "4,02",
            "Laporan PEKPPP 2026", "79,09 (cukup sehat)", "=cmd, laporan 2026", "Indeks BerAKHLAK (0–100) · Harmonis"])
            texts.ShouldContain(text);
        texts.ShouldContain("indikatif: instansi belum menetapkan periode survei");
        Keep(path, "rapor.xlsx");
    }

    [Theory]
    [InlineData("none", "Indikatif, bukan hasil SKM periode resmi: instansi belum menetapkan periode survei.")]
    [InlineData("quarter", "Indikatif, bukan hasil SKM periode resmi: responden baru 44 dari 306 yang diperlukan.")]
    public async Task Report_card_and_table_bear_one_label(string declared, string label)
    {
        await using var town = Town(("Scores:DeclaredPeriod", declared));
        await Rate(town);
        var third = Period.Of(PeriodKind.Quarter, 2026, 3)!.Value;
        var (report, card, table) = await town.With(async s =>
        {
            await s.GetRequiredService<WriteQueue>()
                .Enqueue(async write => (await write.Db.Units.FindAsync(Unit(s).Id))!.YearlyRecipients = 1500);
            await s.GetRequiredService<UnitCatalog>().Reload();
            return (await s.GetRequiredService<WriteReport>().Write(Unit(s), third, Wording.Of("id")), await s
                .GetRequiredService<WriteCard>().Write(Unit(s), third, Wording.Of("id")), await s.GetRequiredService<WriteTable>()
                .Write(Unit(s), third, Wording.Of("id")));
        });

        foreach (var path in (string[])[report, card])
        {
            using var pdf = new PdfText(path);
            pdf.All.ReplaceLineEndings(" ").ShouldContain(label);
        }

        Cells(table).Single(c => c.CellReference == "A4").InnerText.ShouldBe(label);
    }

    private static ExternalIndex Figure(ExternalKind kind, int? unit, string item, int hundredths, string? category, string source,
        DateTimeOffset at) =>
        new()
        {
            Kind = kind,
            Year = 2026,
            UnitId = unit,
            Item = item,
            Hundredths = hundredths,
            Category = category,
            Source = source,
            At = at
        };

    private static async Task Rename(IServiceProvider s, string name, string code)
    {
        await s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = (await write.Db.Units.FindAsync(Unit(s).Id))!;
            (unit.Name, write.Db.Entry(unit).Property(u => u.Code).CurrentValue) = (name, code);
        });
        await s.GetRequiredService<UnitCatalog>().Reload();
    }

    private static List<Cell> Cells(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>()];
    }

    private static int RowOf(Cell cell) =>
        int.Parse(cell.CellReference!.Value!.TrimStart([.. Enumerable.Range('A', 26).Select(c => (char)c)]),
            System.Globalization.CultureInfo.InvariantCulture);
}
