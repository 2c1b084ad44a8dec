using System.IO.Compression;
using Bot.Reports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Tests.Reports;

/// <summary>What an office writes into its report stays when the report is made again, whichever way it was written.</summary>
public sealed class OfficePlacesTests
{
    private const string Cause = "Loket hanya satu pada jam sibuk & mesin antrean rusak.";

    [Fact]
    public async Task What_is_written_in_the_chat_stands_in_the_report_until_it_is_taken_back()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");

        await Fill(town, "Tim pelaksana", "Ketua: Sekretaris Dinas\nAnggota: Kepala Seksi Pelayanan");
        (await Words(town)).ShouldContain("Anggota: Kepala Seksi Pelayanan");
        (await Words(town)).ShouldNotContain("susunan tim pelaksana");

        await Fill(town, "Penutup kantor", "-");
        (await Words(town)).ShouldNotContain("kesimpulan dan saran");
        await Fill(town, "Penutup kantor", "awal");
        (await Words(town)).ShouldContain("kesimpulan dan saran");
        var acts = await town.Read(db => db.Audit.Where(a => a.Act == "report-texts").ToListAsync());
        acts.Count.ShouldBe(3);
        acts.ShouldAllBe(a => !a.What!.Contains("Sekretaris"));
    }

    [Fact]
    public async Task The_team_is_taken_over_from_the_report_before()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");
        await town.Say("kepala", "/laporan DPMPTSP 2026-09 isi");
        await town.Press("kepala", "Tim pelaksana");
        await town.Say("kepala", "Ketua: Sekretaris Dinas");

        (await Words(town)).ShouldContain("Ketua: Sekretaris Dinas");
    }

    [Fact]
    public async Task A_docx_that_comes_back_gives_its_changed_places_and_nothing_else()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");
        var path = await town.With(async s =>
            (await s.GetRequiredService<WriteReport>().WriteBoth(Unit(s), October, Wording.Of("id"))).Docx);
        Edit(path, "analysis", Cause);
        Replace(path, "91,48", "99,99");

        await SendBack(town, path);

        var kept = await town.Read(db => db.ReportTexts.ToListAsync());
        kept.Select(t => (t.Place, t.Says)).ShouldBe([("analysis", Cause)]);
        town.Channel.All.Select(m => m.Message.Text).ShouldContain(t => t.Contains("1 bagian laporan tersimpan: Analisis kantor"));
        town.Channel.All.Select(m => m.Message.File?.Name).OfType<string>().ShouldContain("laporan-skm-DPMPTSP-2026-10.docx");
        var words = await Words(town);
        words.ShouldContain(Cause);
        words.ShouldNotContain("99,99");

        var again = await town.With(async s =>
            (await s.GetRequiredService<WriteReport>().WriteBoth(Unit(s), October, Wording.Of("id"))).Docx);
        await SendBack(town, again);
        town.LastTo("kepala").Text.ShouldContain("Tidak ada bagian bertanda yang berubah");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_that_loses_the_content_controls_keeps_the_places_by_their_bookmarks(bool writesThemAnew)
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");
        var path = await town.With(async s =>
            (await s.GetRequiredService<WriteReport>().WriteBoth(Unit(s), October, Wording.Of("id"))).Docx);
        Edit(path, "forum", Cause);
        using (var file = WordprocessingDocument.Open(path, isEditable: true))
        {
            foreach (var control in file.MainDocumentPart!.Document.Descendants<W.SdtBlock>().ToList())
            {
                foreach (var held in control.SdtContentBlock!.ChildElements.ToList())
                {
                    held.Remove();
                    control.InsertBeforeSelf(held);
                }

                control.Remove();
            }

            if (writesThemAnew) WriteAnew(file.MainDocumentPart.Document);
            file.Save();
        }

        await SendBack(town, path);

        (await town.Read(db => db.ReportTexts.ToListAsync())).Select(t => (t.Place, t.Says)).ShouldBe([("forum", Cause)]);
    }

    [Theory]
    [InlineData("bukan-laporan")]
    [InlineData("rusak")]
    public async Task A_file_that_is_no_report_changes_nothing_and_is_answered(string kind)
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");
        var path = Path.Combine(town.Folder, "lain.docx");
        if (kind == "rusak") await File.WriteAllTextAsync(path, "PK bukan berkas");
        else await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create)) zip.CreateEntry("surat.txt");

        await SendBack(town, path);

        town.LastTo("kepala").Text.ShouldContain("tidak dapat dibaca sebagai laporan dari kami");
        (await town.Read(db => db.ReportTexts.CountAsync())).ShouldBe(0);
        town.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_zip_holds_both_forms_of_every_unit_and_of_the_instansi()
    {
        await using var town = Town();
        await Rate(town);
        var told = new List<string>();
        var path = await town.With(s => s.GetRequiredService<PackReports>().Pack(October, tables: false, Wording.Of("id"),
            (done, all) => { told.Add($"{done}/{all}"); return Task.CompletedTask; }));

        await using var zip = await ZipFile.OpenReadAsync(path);
        zip.Entries.Select(e => e.Name).Order(StringComparer.Ordinal).ShouldBe(["Belum cukup penilaian untuk laporan.txt",
            "laporan-skm-DPMPTSP-2026-10.docx", "laporan-skm-DPMPTSP-2026-10.pdf", "laporan-skm-instansi-2026-10.docx",
            "laporan-skm-instansi-2026-10.pdf", "rekap-2026.xlsx"]);
        told.ShouldBeEmpty("six units are done at once");
    }

    [Fact]
    public async Task The_signer_of_a_unit_stands_below_its_report()
    {
        await using var town = Town();
        await Rate(town);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = await write.Db.Units.SingleAsync(u => u.Code == "DPMPTSP");
            (unit.SignerTitle, unit.SignerName) = ("Plt. Kepala DPMPTSP", "Rahmi Yulita, S.Sos., M.Si.");
        }));
        await town.With(s => s.GetRequiredService<Core.Units.UnitCatalog>().Reload());

        var words = await Words(town);
        words.ShouldContain("Plt. Kepala DPMPTSP");
        words.ShouldContain("Rahmi Yulita, S.Sos., M.Si.");
        words.ShouldNotContain("Pimpinan Dinas");
    }

    private static async Task Fill(Town town, string place, string says)
    {
        await town.Say("kepala", "/laporan DPMPTSP 2026-10 isi");
        var label = town.LastTo("kepala").Rows.SelectMany(r => r).Select(b => b.Label)
            .First(l => l.EndsWith(place, StringComparison.Ordinal));
        await town.Press("kepala", label);
        await town.Say("kepala", says);
    }

    private static async Task SendBack(Town town, string path)
    {
        town.Channel.Files["isi.docx"] = await File.ReadAllBytesAsync(path);
        await town.Say("kepala", "/laporan DPMPTSP 2026-10 isi");
        await town.Press("kepala", "Kirim DOCX yang sudah diisi");
        await town.Receive(new Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = "kepala",
            Sender = "kepala",
            Files = [new InboundFile("isi.docx", FileKind.Document, "isi.docx", null, 50_000)],
        });
        await town.With(s => s.GetRequiredService<MakeReports>().Run());
    }

    private static Task<string> Words(Town town) => town.With(async s => string.Join('\n',
        (await s.GetRequiredService<WriteReport>().Compose(Unit(s), October, Wording.Of("id"), announced: false)).Words));

    /// <summary>As an office types: its words over ours, in a paragraph of its own form.</summary>
    private static void Edit(string path, string place, string says)
    {
        using var file = WordprocessingDocument.Open(path, isEditable: true);
        var mark = file.MainDocumentPart!.Document.Descendants<W.SdtBlock>()
            .Single(p => p.SdtProperties!.GetFirstChild<W.Tag>()!.Val!.Value!.Contains($"_{place}_"));
        var content = mark.SdtContentBlock!;
        content.RemoveAllChildren();
        content.Append(new W.Paragraph(says.Split(' ').SelectMany((word, i) => new[] { new W.Run(new W.Text($"{(i > 0 ? " " : "")}{word}")
        { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }) })));
        file.Save();
    }

    /// <summary>As LibreOffice 7.4 writes the ends of a bookmark around a content control.</summary>
    private static void WriteAnew(W.Document document)
    {
        var names = document.Descendants<W.BookmarkStart>().ToDictionary(b => b.Id!.Value!, b => b.Name!.Value!);
        var ends = document.Descendants<W.BookmarkEnd>().Where(b => names[b.Id!.Value!].StartsWith("tempat", StringComparison.Ordinal));
        foreach (var (i, end) in ends.ToList().Index())
        {
            var name = names[end.Id!.Value!];
            end.InsertBeforeSelf(new W.BookmarkStart { Id = $"{5000 + (2 * i)}", Name = name });
            end.InsertBeforeSelf(new W.BookmarkStart { Id = $"{5001 + (2 * i)}", Name = name });
            end.Id = $"{5001 + (2 * i)}";
        }
    }

    private static void Replace(string path, string old, string with)
    {
        using var file = WordprocessingDocument.Open(path, isEditable: true);
        foreach (var text in file.MainDocumentPart!.Document.Descendants<W.Text>().Where(t => t.Text == old)) text.Text = with;
        file.Save();
    }
}
