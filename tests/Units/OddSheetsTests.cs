using System.IO.Compression;
using System.Text;
using Bot.Spreadsheets;
using Core.DaysOff;
using Core.Dialogs.Questions;
using Core.Units;

namespace Tests.Units;

/// <summary>Files and words made to hold up, blow up or throw down whoever reads them: each is read in a moment, or is no list.</summary>
public sealed class OddSheetsTests
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Theory]
    [InlineData("2147483647")]
    [InlineData("4294967295")]
    [InlineData("1048576")]
    public void A_row_far_below_makes_no_list_of_its_own_length(string row)
    {
        var cells = ReadSheet.Of(Workbook($"""<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="A{row}"><v>2</v></c></row>"""));

        (cells is null || cells.Rows.All(r => r is > 0 and <= 5000)).ShouldBeTrue();
    }

    [Fact]
    public void Rows_within_rows_are_no_list_and_throw_nothing_down() =>
        ReadSheet.Of(Workbook(Repeated("<row>", 20_000) + Repeated("</row>", 20_000))).ShouldBeNull();

    [Fact]
    public void Millions_of_empty_texts_are_no_list_and_take_little() =>
        Costs(Workbook("", Repeated("<si/>", 5_000_000))).ShouldBeLessThan(300_000_000);

    [Fact]
    public void Millions_of_empty_cells_in_a_row_are_no_list_and_take_little() =>
        Costs(Workbook($"<row r=\"1\">{Repeated("<c/>", 5_000_000)}</row>")).ShouldBeLessThan(300_000_000);

    [Fact]
    public void An_ordinary_workbook_is_still_read() =>
        ReadSheet.Of(Workbook("""<row r="2"><c r="B2" t="s"><v>0</v></c></row>""", "<si><t>Dinas</t></si>"))![2, 2].ShouldBe("Dinas");

    [Theory]
    [InlineData("٢٧/٠١/2028 Kamis cuti bersama")]
    [InlineData("27/٠١/2028 Kamis cuti bersama")]
    [InlineData("٢٧ Januari ٢٠٢٨ Kamis cuti bersama")]
    public void A_day_off_in_digits_of_another_script_is_a_slip_and_no_error(string line) =>
        ReadDaysOff.Lines(line).Slips.Count.ShouldBe(1);

    [Theory]
    [InlineData("١٢ Desember 2026")]
    [InlineData("12/١٢/2026")]
    [InlineData("12 Desember ٢٠٢٦")]
    [InlineData("１２/12/2026")]
    public void A_date_in_digits_of_another_script_is_no_date_and_no_error(string typed) =>
        TypedDate.Parse(typed, new DateOnly(2026, 11, 27)).ShouldBeNull();

    [Theory]
    [InlineData("Senin ٠٨.٠٠-١٦.٠٠")]
    [InlineData("Senin 08.00-١٦.٠٠")]
    public void Hours_in_digits_of_another_script_are_none_and_no_error(string text) => OpeningHours.Parse(text).ShouldBeNull();

    [Fact]
    public void A_day_off_of_ten_thousand_years_is_refused_in_a_moment() => Should.Throw<FormatException>(() => ReadDaysOff.Calendar(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:00010101\r\nDTEND;VALUE=DATE:99991231\r\nSUMMARY:Libur\r\n"
        + "END:VEVENT\r\nEND:VCALENDAR\r\n", TimeZoneInfo.Utc)).Message.ShouldContain("more than a year");

    /// <summary>The bytes that reading it asked for.</summary>
    private static long Costs(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadSheet.Of(file);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Repeated(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Workbook(string rows, string shared = "")
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Kind}.sheet.main+xml"/>
                <Override PartName="/xl/sheet1.xml" ContentType="{Kind}.worksheet+xml"/>
                <Override PartName="/xl/texts.xml" ContentType="{Kind}.sharedStrings+xml"/></Types>
                """);
            Put(zip, "_rels/.rels", Relations(("r1", "officeDocument", "xl/workbook.xml")));
            Put(zip, "xl/_rels/workbook.xml.rels", Relations(("r1", "worksheet", "sheet1.xml"), ("r2", "sharedStrings", "texts.xml")));
            Put(zip, "xl/workbook.xml",
                $"""<workbook {Main} xmlns:r="{Relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Put(zip, "xl/sheet1.xml", $"<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>");
            Put(zip, "xl/texts.xml", $"<sst {Main}>{shared}</sst>");
        }

        return file.ToArray();
    }

    private static string Relations(params (string Id, string Type, string Target)[] all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(all.Select(r =>
            $"""<Relationship Id="{r.Id}" Type="{Relation}/{r.Type}" Target="{r.Target}"/>""")) + "</Relationships>";

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var to = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        to.Write(text);
    }
}
