using System.Text;
using Bot.Spreadsheets;
using Core.DaysOff;
using Core.Imports;
using Core.Texts;

namespace Tests.Units;

/// <summary>
/// Lists as programs and people save them: in any encoding, with any line ends, with what nobody sees; half a list is never read.
/// </summary>
public sealed class SheetsFromOutsideTests
{
    private const string Head = "unit_code,unit_name,service_code,service_name\n";
    private const string List = Head + "DINSOS,Dinas Sosial Ñandú,ktp,KTP\nRSUD,Rumah Sakit,igd,IGD\n";

    public static TheoryData<string> Saved => ["utf8", "utf8-mark", "utf16", "utf16-be", "utf16-bare", "utf16-be-bare", "1252", "cr",
        "crlf", "ends", "no-width", "direction", "hard-space", "heads", "sep"];

    [Theory]
    [MemberData(nameof(Saved))]
    public void A_list_is_read_however_it_was_saved(string how)
    {
        byte[] file = how switch
        {
            "utf8-mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(List)],
            "utf16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(List)],
            "utf16-be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(List)],
            "utf16-bare" => Encoding.Unicode.GetBytes(List),
            "utf16-be-bare" => Encoding.BigEndianUnicode.GetBytes(List),
            "1252" => Encoding.Latin1.GetBytes(List),
            "cr" => Encoding.UTF8.GetBytes(List.Replace('\n', '\r')),
            "crlf" => Encoding.UTF8.GetBytes(List.Replace("\n", "\r\n")),
            "ends" => Encoding.UTF8.GetBytes(List.Replace(',', ';').Replace("\n", ";;;;\n") + ";;;;;;;;\n;;;;;;;;\n"),
            "no-width" => Encoding.UTF8.GetBytes(List.Replace("DIN", "\u200BDIN\u200D").Replace("unit_code", "unit\u200B_code\uFEFF")),
            "direction" => Encoding.UTF8.GetBytes(List.Replace("Dinas Sosial", "Dinas \u202ESosial\u202C")
                .Replace("RSUD", "\u2067RSUD\u2069")),
            "hard-space" => Encoding.UTF8.GetBytes(List.Replace("unit_code", "Kode\u00A0Unit")
                .Replace("Dinas Sosial", "Dinas\u00A0Sosial")),
            "heads" => Encoding.UTF8.GetBytes(List.Replace(Head, " Unit_Code , NAMA UNIT ,\"Kode Layanan\", nama_LAYANAN \n")),
            "sep" => Encoding.UTF8.GetBytes("sep=;\r\n" + List.Replace(',', ';')),
            _ => Encoding.UTF8.GetBytes(List),
        };

        var (lines, wrong) = ReadUnits.From(file);

        Said(wrong).ShouldBeEmpty();
        lines.Select(l => (l.UnitCode, l.UnitName, l.ServiceCode))
            .ShouldBe([("DINSOS", "Dinas Sosial Ñandú", "ktp"), ("RSUD", "Rumah Sakit", "igd")]);
        ReadSheet.Of(file).ShouldNotBeNull().Rows.Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("unit_code,unit_name,unit_name,service_code,service_name\nDINSOS,Dinas,Lain,ktp,KTP\n", "\"unit_name\" stands there twice")]
    [InlineData("unit_code,kode_unit,unit_name,service_code,service_name\nDINSOS,LAIN,Dinas,ktp,KTP\n", "\"unit_code\" stands there twice")]
    [InlineData("\"unit_code\",\"unit_name\",\"service_code\",\"service_name\",\"cost, a\"\nDINSOS,Dinas,ktp,KTP,x\n",
        "quotation mark is not closed")]
    [InlineData("[{\"unit_code\":\"DINSOS\"}]", "quotation mark is not closed")]
    [InlineData(Head + "DINSOS,\"Dinas,ktp,KTP\nRSUD,Rumah Sakit,igd,IGD\n", "Line 2:")]
    [InlineData(Head + "DIN\0SOS,Dinas,ktp,KTP\n", "no spreadsheet")]
    [InlineData("\0\0\0\0\0\0\0\0", "no spreadsheet")]
    [InlineData("PK\u0003\u0004and then nothing of a workbook", "no spreadsheet")]
    public void What_cannot_be_read_is_said_and_thrown_by_nobody(string text, string said)
    {
        var (lines, wrong) = ReadUnits.From(Encoding.UTF8.GetBytes(text));

        lines.Count.ShouldBe(0);
        Said(wrong).ShouldContain(said);
        Said(wrong).ShouldNotContain("\0");
    }

    [Fact]
    public void What_stands_below_the_last_row_that_is_read_is_never_left_away_in_silence()
    {
        var text = Head + string.Concat(Enumerable.Range(0, SheetCells.MostRows + 1).Select(i => $"U{i},Unit {i},ktp,KTP\n"));

        Said(ReadUnits.From(Encoding.UTF8.GetBytes(text)).Wrong).ShouldContain("below row 5000");
        ReadSheet.Of(Encoding.UTF8.GetBytes(text))!.IsCut.ShouldBeTrue();
        ReadSheet.Of(Encoding.UTF8.GetBytes(Head + new string('\n', 20_000) + string.Concat(Enumerable.Repeat(",,,\n", 9000))))!.IsCut
            .ShouldBeFalse("empty rows are nothing");
    }

    [Theory]
    [InlineData("2028-01-27 Kamis Satu\r2028-01-28 Jumat Dua")]
    [InlineData("2028-01-27\u00A0Kamis\u200B Satu\u2028\u202E2028-01-28 Jumat Dua")]
    [InlineData("2028-01-27\0 Kamis Satu\n2028-01-28 Jumat Dua")]
    public void Days_off_are_read_line_by_line_whatever_ends_a_line(string text)
    {
        var (days, slips) = ReadDaysOff.Lines(text);

        slips.ShouldBeEmpty();
        days.Select(d => d.Name).ShouldBe(["Satu", "Dua"]);
    }

    private static string Said(IEnumerable<LocalizedText> wrong) => string.Join('\n', wrong.Select(w => w.In(Wording.Of("en"))));
}
