using Core.Complaints.Filing;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>Details as people write them, and what only looks like them: each line of <c>cases/details.tsv</c>.</summary>
public sealed class DetailsCasesTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(TranscriptFiles.Root(), "Complaints/cases/details.tsv")))
                if (!line.StartsWith('#') && line.Split('\t') is [var kind, var text]) data.Add(kind, text);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_what_is_one_is_pointed_out(string kind, string text) =>
        string.Join(',', PersonalDetails.In(text).Select(d => d.Kind)).ShouldBe(kind == "-" ? "" : kind);

    [Theory]
    [InlineData("Nomor saya 0812 3456 7890 tolong dihubungi", "0812…7890")]
    [InlineData("NIK 13.71.01.120590.0001", "1371…0001")]
    [InlineData("truk BA 8123 QX menabrak", "BA 8123 QX")]
    [InlineData("surel budi@contoh.go.id", "budi@contoh.go.id")]
    [InlineData("Hubungi (0752) 92123 jam kerja", "0752…2123")]
    public void The_question_shows_the_very_piece(string text, string piece)
    {
        foreach (var language in Core.Texts.Wording.Languages)
            TextOf(PersonalDetails.AskToMask(Core.Texts.Wording.Of(language), text)!, language).ShouldContain(piece);
    }

    [Theory]
    [InlineData("Bayar ke VA kode 820261 rupiah? Tidak, Rp 812.345.678")]
    [InlineData("Rp 1.371.011.205.900.001 anggaran")]
    [InlineData("pa 2024 itu belum ada, da 2025 ini juga")]
    [InlineData("Jam 08.00-16.00, libur 24-12-2026 sampai 01-01-2027")]
    [InlineData("Ruang B 12 lantai 3, gedung D 4 A")]
    public void What_only_looks_like_one_is_left(string text) => PersonalDetails.In(text).ShouldBeEmpty();

    private static string TextOf(Core.Dialogs.Questions.Question question, string language) =>
        question.WordsIn(Core.Texts.Wording.Of(language));
}
