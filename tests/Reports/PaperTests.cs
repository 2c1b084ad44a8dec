using Bot.Reports;
using Core.FollowUps;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PdfSharp.Logging;
using Tests.Support;
using static Tests.Reports.Documents;

namespace Tests.Reports;

public sealed class PaperTests
{
    [Theory]
    [InlineData("id", "III. Hasil", "Mutu pelayanan A · Sangat Baik")]
    [InlineData("en", "III. Results", "Service quality A · Very good")]
    public async Task The_report_is_small_and_every_word_of_it_can_be_found_and_read_out(string language, string chapter, string verdict)
    {
        await using var town = Town();
        await Rate(town);
        var (report, card) = await town.With(async s => (
            await s.GetRequiredService<WriteReport>().Write(Unit(s), October, Wording.Of(language)),
            await s.GetRequiredService<WriteCard>().Write(Unit(s), October, Wording.Of(language))));

        using var pdf = new PdfText(report);
        using var small = new PdfText(card);
        small.Pages.Count.ShouldBe(1);
        pdf.Pages.Count.ShouldBeInRange(9, 12);
        pdf.All.ShouldContain(chapter);
        pdf.All.ShouldContain(verdict);
        pdf.Language.ShouldBe(language);
        pdf.Fonts.Count.ShouldBe(2);
        pdf.Fonts.ShouldAllBe(f => f.Searchable && f.Name.Contains('+'));
        (pdf.Elements["H1"], pdf.Elements["H2"], pdf.Elements["Figure"], pdf.Elements["Table"]).ShouldBe((1, 9, 2, 10));
        pdf.Alternatives.Count.ShouldBe(2);
        pdf.Crossings.ShouldBeEmpty();
        new FileInfo(report).Length.ShouldBeLessThan(170_000);
        Keep(report, $"laporan-{language}.pdf");
        Keep(card, $"kartu-{language}.pdf");
    }

    [Fact]
    public void Signs_that_the_typeface_lacks_become_a_box_and_never_an_error()
    {
        const string Odd = "◀ ▇ – ● é 😀🏛️ 👨‍👩‍👧 \ud83d 漢 \u0000\t!";
        var paper = NewPaper();
        paper.Heading(Odd, 1);
        paper.Text(string.Concat(Enumerable.Repeat("🏛", 300)));
        paper.Table([60, -60], [[Odd, Odd], [Odd, "baris\nkedua"]]);
        paper.Figure(Odd, 20, () => paper.At(Paper.Left, paper.Y, Odd, Paper.Font(9), Paper.Black));
        using var pdf = new PdfText(Saved(paper));

        pdf.All.ShouldContain("◀ ▇ – ● é");
        pdf.All.ShouldContain("□");
        pdf.Crossings.ShouldBeEmpty();
        pdf.All.ShouldContain("kedua");
    }

    [Fact]
    public void A_long_table_has_its_heading_on_every_page_and_loses_no_row()
    {
        var paper = NewPaper();
        paper.Table([300, -100], [["Layanan", "Nilai"], .. Enumerable.Range(1, 120)
            .Select(i => new[] { $"Layanan nomor {i} dengan nama yang panjang sekali sampai perlu dua baris di dalam kolomnya", $"{i}" })]);
        using var pdf = new PdfText(Saved(paper));

        pdf.Pages.Count.ShouldBeGreaterThan(3);
        pdf.Pages.ShouldAllBe(p => p.Contains("\nLayanan\nNilai\nLayanan nomor"));
        for (var i = 1; i <= 120; i++) pdf.All.ShouldContain($"Layanan nomor {i} dengan");
        pdf.Elements["TR"].ShouldBe(121);
        pdf.Elements["TH"].ShouldBe(2, "the repeated heading is decoration");
    }

    [Fact]
    public void A_paragraph_goes_on_on_the_next_page()
    {
        var paper = NewPaper();
        paper.Text(string.Join(' ', Enumerable.Range(1, 3000).Select(i => $"kata{i}")));
        using var pdf = new PdfText(Saved(paper));

        pdf.Pages.Count.ShouldBeGreaterThan(2);
        pdf.All.ShouldContain("kata3000");
        pdf.Elements["P"].ShouldBe(1);
        pdf.Crossings.ShouldBeEmpty();
    }

    [Fact]
    public void A_figure_that_begins_a_page_with_a_text_is_whole()
    {
        var paper = NewPaper();
        paper.NewPage();
        paper.Figure("Batang", 20, () =>
        {
            paper.At(Paper.Left, paper.Y, "U1", Paper.Font(9), Paper.Black);
            paper.Box(Paper.Left, paper.Y, 40, 5, Paper.Accent);
        });
        using var pdf = new PdfText(Saved(paper));

        pdf.Crossings.ShouldBeEmpty();
        pdf.Elements["Figure"].ShouldBe(1);
    }

    [Fact]
    public void A_heading_stays_with_what_follows()
    {
        for (var lines = 30; lines < 50; lines++)
        {
            var paper = NewPaper();
            for (var i = 0; i < lines; i++) paper.Text($"baris {i}");
            paper.Heading("Judul", 2);
            paper.Table([200, 200], [["Kepala", "Tabel"], ["isi", "tabel"]]);
            using var pdf = new PdfText(Saved(paper));

            pdf.Pages.Single(p => p.Contains("Judul")).ShouldContain("isi");
        }
    }

    [Fact]
    public async Task Documents_can_be_made_at_the_same_time()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
        {
            var paper = NewPaper();
            for (var n = 0; n < 60; n++) paper.Text($"Dokumen {i}, baris {n}: {(char)('a' + i)} ● é 😀", bold: n % 2 == 0);
            using var pdf = new PdfText(Saved(paper));
            return pdf.All;
        })));

        for (var i = 0; i < made.Length; i++) made[i].ShouldContain($"Dokumen {i}, baris 59: {(char)('a' + i)} ● é");
    }

    [Fact]
    public void The_library_writes_into_no_log_of_its_own()
    {
        Saved(NewPaper());

        LogHost.Factory.ShouldBeOfType<NullLoggerFactory>();
    }

    [Fact]
    public async Task Many_services_a_long_name_and_a_plan_with_an_emoji_fit_into_the_report()
    {
        await using var town = Town();
        await Rate(town);
        var path = await town.With(async s =>
        {
            await Grow(s);
            return await s.GetRequiredService<WriteReport>().Write(Unit(s), October, Wording.Of("id"));
        });

        using var pdf = new PdfText(path);
        pdf.All.ShouldContain("Belum dinilai pada periode ini (35 layanan): Layanan perizinan nomor 1 ");
        pdf.All.ShouldContain("loket kedua □");
        pdf.All.ShouldContain("NIP");
        Keep(path, "laporan-besar.pdf");
    }

    private static async Task Grow(IServiceProvider s)
    {
        await s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = await write.Db.Units.Include(u => u.Services).SingleAsync(u => u.Code == "DPMPTSP");
            unit.Name =
                "Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, Usaha Kecil dan Menengah";
            for (var i = 1; i <= 35; i++)
                unit.Services.Add(new Service
                {
                    Code = $"izin-{i}",
                    Name = $"Layanan perizinan nomor {i} untuk usaha mikro, kecil dan menengah di kawasan"
                });
            write.Db.FollowUps.Add(new FollowUp
            {
                UnitId = unit.Id,
                Month = new(202610),
                Unsur = "U3",
                What = "Membuka loket kedua 🪟 pada jam makan siang dan menambah dua petugas.\nJadwalnya ditempel.",
                Who = "Kepala Seksi Pelayanan",
                DueOn = new DateOnly(2026, 12, 9),
                AuthorId = 1,
                At = new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero)
            });
        });
        await s.GetRequiredService<UnitCatalog>().Reload();
    }

    private static Paper NewPaper() =>
        new("Judul dokumen", "Penulis", "Kaki halaman", "id", new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    private static string Saved(Paper paper)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("paper-").FullName, "kertas.pdf");
        paper.Save(path);
        return path;
    }
}
