using System.IO.Compression;
using Core.People;
using Tests.CommandLine;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>The papers that an office signs say what this installation does, with its own settings.</summary>
public sealed class PrivacyPapersTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task The_record_names_every_place_and_the_terms_that_are_set()
    {
        var papers = await Write("--Complaints:KeepYears=3", "--Privacy:Contact=ppdp@kota.go.id");

        var record = papers["catatan-pemrosesan.docx"];
        PersonalDataRegistry.All.Where(p => !record.Contains($">{p.Name}<", StringComparison.Ordinal)).Select(p => p.Name).ShouldBeEmpty();
        record.ShouldContain("3 tahun sesudah selesai");
        record.ShouldContain("ppdp@kota.go.id");
        record.ShouldContain("Tidak ada pengiriman ke luar negeri");
        record.ShouldNotContain("BELUM DITETAPKAN");
        papers.Keys.Order().ShouldBe(["catatan-pemrosesan.docx", "catatan-pemrosesan.pdf", "penilaian-dampak.docx",
            "penilaian-dampak.pdf"]);
    }

    [Fact]
    public async Task The_record_names_everybody_to_whom_data_go_by_these_settings()
    {
        var own = (await Write())["catatan-pemrosesan.docx"];
        foreach (var other in new[] { "SP4N-LAPOR! menerima", "pembuat peramban", "s3.kota.go.id", "mail.kota.go.id", "skm.go.id" })
            own.ShouldNotContain(other);

        var lapor = LaporServer.Settings(_here.Folder, "https://lapor.example").Select(s => $"--{s.Key}={s.Value}");
        var all = (await Write([.. lapor, "--Web:PublicUrl=https://suara.kota.go.id", "--NationalSurvey:On=true",
            "--NationalSurvey:Token=rahasia", "--NationalSurvey:From=2026-10", "--NationalSurvey:Surveys=DINSOS=1",
            "--Mail:Host=mail.kota.go.id", "--Mail:From=suara@kota.go.id", "--Backups:S3:Endpoint=https://s3.kota.go.id",
            "--Backups:S3:Bucket=cadangan", "--Backups:S3:AccessKeyId=suara", "--Backups:S3:SecretKey=rahasia"]))
            ["catatan-pemrosesan.docx"];
        foreach (var other in new[] { "SP4N-LAPOR! menerima", "pembuat peramban", "https://s3.kota.go.id", "mail.kota.go.id", "skm.go.id" })
            all.ShouldContain(other);
        all.ShouldNotContain("Tidak ada pengiriman ke luar negeri");
    }

    [Fact]
    public async Task The_assessment_lists_what_the_settings_leave_to_decide()
    {
        var open = (await Write())["penilaian-dampak.docx"];
        var settled = (await Write("--Privacy:Contact=ppdp@kota.go.id", "--Membership:SecondPerson=true", "--Instansi:Demo=false",
            "--Telegram:Token=123456:abcdefghij"))["penilaian-dampak.docx"];

        foreach (var key in new[] { "Privacy:Contact", "Membership:SecondPerson", "Instansi:Demo" }) open.ShouldContain(key);
        settled.ShouldContain("tidak menyisakan keputusan");
        settled.ShouldNotContain("abcdefghij");
    }

    [Fact]
    public async Task As_a_PDF_it_reads_the_same()
    {
        await Write();
        using var pdf = new PdfText(Path.Combine(_here.Folder, "surat", "catatan-pemrosesan.pdf"));

        foreach (var words in new[] { "Catatan pemrosesan data pribadi", "Kegiatan pemrosesan", "web-uploads" })
            pdf.All.ShouldContain(words);
        pdf.Crossings.ShouldBeEmpty();
    }

    public void Dispose() => _here.Dispose();

    private async Task<Dictionary<string, string>> Write(params string[] settings)
    {
        var folder = Path.Combine(_here.Folder, "surat");
        var (code, said) = await _here.Run(["privacy-papers", folder, .. settings]);
        code.ShouldBe(0, said);
        return Directory.GetFiles(folder)
            .ToDictionary(f => Path.GetFileName(f), f => f.EndsWith(".docx", StringComparison.Ordinal) ? Words(f) : "");
    }

    private static string Words(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return reader.ReadToEnd();
    }
}
