using System.Text;
using Bot.Reports;
using Bot.Reports.Documents;
using Core.FollowUps;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Tests.Reports;

/// <summary>A report says the same as PDF and as DOCX, of a unit and of the whole instansi.</summary>
public sealed class TwoFormsTests
{
    private static readonly Period Semester = Period.Of(PeriodKind.Semester, 2026, 2)!.Value;

    [Theory]
    [InlineData("id", true)]
    [InlineData("en", true)]
    [InlineData("id", false)]
    public async Task Both_forms_say_all_that_the_document_says_in_its_order(string language, bool ofUnit)
    {
        await using var town = Town(Arms());
        await Rate(town);
        await Enrich(town);
        var (document, pdf, docx) = await Make(town, language, ofUnit, October);

        Keep(pdf, $"laporan-{(ofUnit ? "unit" : "instansi")}-{language}.pdf");
        Keep(docx, $"laporan-{(ofUnit ? "unit" : "instansi")}-{language}.docx");
        using var paper = new PdfText(pdf);
        var said = document.Words.Select(Squeezed).Where(w => w.Length > 0).ToList();
        said.Count.ShouldBeGreaterThan(150);
        Missing(said, Squeezed(paper.All)).ShouldBeEmpty();
        MissingInOrder(said, Squeezed(WordsOf(docx))).ShouldBeEmpty();
        paper.Crossings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_docx_is_sound_has_headings_contents_pictures_with_words_and_marked_places(bool ofUnit)
    {
        await using var town = Town(Arms());
        await Rate(town);
        await Enrich(town);
        var (document, _, docx) = await Make(town, "id", ofUnit, October);

        using var file = WordprocessingDocument.Open(docx, isEditable: false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(file)
            .Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var body = file.MainDocumentPart!.Document.Body!;
        body.Descendants<W.ParagraphStyleId>().Count(s => s.Val!.Value!.StartsWith("Heading", StringComparison.Ordinal))
            .ShouldBe(document.Headings.Count());
        body.Descendants<W.Hyperlink>().Count().ShouldBe(document.Headings.Count());
        body.Descendants<W.SdtBlock>().Count().ShouldBe(8);
        var pictures = body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().ToList();
        pictures.Count.ShouldBe(4, "coat of arms twice, bars, trend");
        pictures.ShouldAllBe(p => p.Description!.Value!.Length > 5);
    }

    [Fact]
    public async Task The_contents_name_the_page_on_which_each_heading_stands()
    {
        await using var town = Town(Arms());
        await Rate(town);
        var (document, pdf, _) = await Make(town, "id", true, October);

        using var paper = new PdfText(pdf);
        foreach (var heading in document.Headings.Where(h => h.Level == 1))
        {
            var at = paper.Pages.ToList().FindIndex(p => p.Contains($"\n{heading.Says}\n") && !p.Contains("Daftar isi")) + 1;
            paper.Pages.Single(p => p.Contains("Daftar isi")).ReplaceLineEndings(" ").ShouldContain($"{heading.Says} {at} ");
        }
    }

    [Fact]
    public async Task The_report_of_the_instansi_has_a_row_for_each_unit_and_tells_nothing_of_units_with_few()
    {
        await using var town = Town();
        await Rate(town);
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 3, "111111111"));
        var (document, _, _) = await Make(town, "id", false, October);

        var grids = document.Blocks.OfType<Grid>().SelectMany(g => g.Rows).ToList();
        grids.ShouldContain(r => r.Length == 7 && r[1].Contains("Penanaman Modal") && r[2] == "29" && r[4] == "91,48" && r[5] == "A");
        grids.ShouldContain(r => r.Length == 7 && r[1].Contains("Sosial") && r[2] == "3" && r[4] == "–" && r[6] == "Belum cukup");
        document.Words.ShouldContain(w => w.Contains("dari 29 penilaian lengkap"));
    }

    /// <summary>A plan, an earlier one, comments of two kinds.</summary>
    private static Task Enrich(Town town) => town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        write.Db.FollowUps.Add(Plan(s, 202610, "U3", "Membuka loket kedua pada jam makan siang", new(2026, 12, 9), town));
        write.Db.FollowUps.Add(Plan(s, 202609, "U2", "Memasang papan alur layanan di ruang tunggu", new(2026, 10, 30), town));
        var ratings = await write.Db.Ratings.Where(r => r.Month == new Core.Calendar.Month(202610)).OrderBy(r => r.Id).ToListAsync();
        ratings[0].Comment = "Antrean sebaiknya diberi nomor. Hubungi saya di 081234567890";
        ratings[1].Comment = "Petugasnya ramah, ruang tunggunya sejuk.";
        foreach (var (i, rating) in ratings.Index()) rating.Sex = i % 2 == 0 ? "L" : "P";
    }));

    private static FollowUp Plan(IServiceProvider s, int month, string unsur, string what, DateOnly due, Town town) => new()
    {
        UnitId = Unit(s).Id,
        Month = new(month),
        Unsur = unsur,
        What = what,
        Who = "Kepala Seksi Pelayanan",
        DueOn = due,
        AuthorId = 1,
        At = town.Time.GetUtcNow(),
    };

    private static Task<(Document Document, string Pdf, string Docx)> Make(Town town, string language, bool ofUnit, Period period) =>
        town.With(async s =>
        {
            var report = s.GetRequiredService<WriteReport>();
            var unit = ofUnit ? Unit(s) : null;
            var (pdf, docx) = await report.WriteBoth(unit, period, Wording.Of(language));
            return (await report.Compose(unit, period, Wording.Of(language), announced: false), pdf, docx);
        });

    /// <summary>A coat of arms for a town.</summary>
    internal static (string Key, string Value)[] Arms()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("arms-").FullName, "lambang.png");
        using var png = File.Create(path);
        PictureMaker.Draw("""
            <svg xmlns="http://www.w3.org/2000/svg" width="300" height="360" viewBox="0 0 300 360">
            <path d="M150 8 L290 60 V190 Q290 300 150 352 Q10 300 10 190 V60 Z" fill="#0a5c53" stroke="#d8b24a" stroke-width="10"/>
            <circle cx="150" cy="170" r="70" fill="#d8b24a"/></svg>
            """, png);
        return [("Reports:CoatOfArms", path), ("Reports:Town", "Payakumbuh"), ("Reports:SignerTitle", "Sekretaris Daerah")];
    }

    private static string WordsOf(string docx)
    {
        using var file = WordprocessingDocument.Open(docx, isEditable: false);
        var text = new StringBuilder();
        foreach (var part in file.MainDocumentPart!.Document.Body!.Descendants())
            text.Append(part switch { W.Text t => t.Text, W.Paragraph or W.Break or W.TabChar => " ", _ => "" });
        return text.ToString();
    }

    private static List<string> Missing(IEnumerable<string> said, string text) => [.. said.Where(w => !text.Contains(w)).Distinct()];

    private static List<string> MissingInOrder(IEnumerable<string> said, string text)
    {
        var (at, missing) = (0, new List<string>());
        foreach (var words in said)
        {
            var found = text.IndexOf(words, at, StringComparison.Ordinal);
            if (found < 0) missing.Add(words);
            else at = found + words.Length;
        }

        return missing;
    }

    /// <summary>Without white space, which lines are cut at, also within long words.</summary>
    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
