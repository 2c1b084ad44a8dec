using Bot.Spreadsheets;
using Core.Texts;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>Lists of units as spreadsheets of others save them: every file of <c>cases</c>.</summary>
public sealed class ImportCasesTests
{
    private static readonly string Folder = Path.Combine(TranscriptFiles.Root(), "CommandLine/cases");

    private const string Good = "DISDIK, Dinas Pendidikan, 3000, ppdb, Penerimaan peserta didik";

    public static TheoryData<string, string> Cases => new()
    {
        { "a_utf16.csv", Good },
        { "b_sep.csv", Good },
        { "d_blank.csv", Good },
        { "e_cp1252.csv", "DISDIK, Dinas Pendidikan, 3000, ppdb, Layanan “satu pintu” – PPDB" },
        { "f_dotcode.csv", "Baris 2: unit_code \"1.01.01\" harus 2 sampai 32 huruf besar, angka, atau tanda hubung, misalnya DINAS-SOSIAL." },
        { "g_trailing.csv", Good },
        { "h_thousand.csv", Good },
        { "i_idheader.csv", "DISDIK, Dinas Pendidikan, , ppdb, PPDB" },
        { "j_multiline.csv", "DISDIK, Dinas Pendidikan, Pemuda dan Olahraga, 3000, ppdb, PPDB" },
        { "k_formula.csv", "DISDIK, =HYPERLINK(\"http://x\",\"Dinas\"), 3000, ppdb, +PPDB" },
        { "l_crfirst.csv", Good },
        { "m_nbsp.csv", Good },
        { "n_header_space.csv", Good },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_read_or_one_sentence_says_what_to_do(string file, string right)
    {
        var (lines, wrong) = ReadUnits.From(File.ReadAllBytes(Path.Combine(Folder, file)));

        var said = wrong.Count > 0 ? wrong.Select(w => w.In(Wording.Of("id")))
            : lines.Select(l => $"{l.UnitCode}, {l.UnitName}, {l.YearlyRecipients}, {l.ServiceCode}, {l.ServiceName}");

        string.Join(" / ", said).ShouldBe(right, file);
    }

    [Fact]
    public void Every_file_is_read() =>
        Directory.GetFiles(Folder, "*.csv").Select(Path.GetFileName).Order().ShouldBe(Cases.Select(c => (string?)c[0]).Order());
}
