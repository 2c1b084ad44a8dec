using Core.Intents;
using Xunit.Abstractions;

namespace Tests.Intents;

/// <summary>How well the latest lists are read with the units of the demonstration known, for docs/intents.md.</summary>
public sealed class UtteranceFigures(ITestOutputHelper output)
{
    internal static readonly NameIndex Units = new([
        new NamedThing("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        new NamedThing("DISDUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil"), new NamedThing("DINSOS", "Dinas Sosial"),
        new NamedThing("DISDIK", "Dinas Pendidikan"), new NamedThing("PKM-IBUH", "Puskesmas Ibuh"),
        new NamedThing("PKM-TIAKAR", "Puskesmas Tiakar"), new NamedThing("PKM-PARIT-RANTANG", "Puskesmas Parit Rantang"),
    ]);

    [Theory]
    [InlineData("utterances.tsv", 95)]
    [InlineData("later.tsv", 90)]
    [InlineData("last.tsv", 90)]
    [InlineData("fifth.tsv", 88)]
    [InlineData("sixth.tsv", 93)]
    [InlineData("seventh.tsv", 88)]
    [InlineData("eighth.tsv", 75)]
    [InlineData("ninth.tsv", 93)]
    [InlineData("tenth.tsv", 90)]
    [InlineData("eleventh.tsv", 95)]
    [InlineData("twelfth.tsv", 85)]
    [InlineData("thirteenth.tsv", 92)]
    [InlineData("fourteenth.tsv", 95)]
    [InlineData("fifteenth.tsv", 97)]
    [InlineData("sixteenth.tsv", 93)]
    [InlineData("seventeenth.tsv", 94)]
    [InlineData("sisters.tsv", 97)]
    public void Most_is_understood_and_nothing_done_that_nobody_wanted(string file, int percent)
    {
        var lines = UtteranceList.Lines(file).Select(l => (Wanted: l[0], Text: l[2], Read: Read(l))).ToList();
        var wrong = lines.Where(l => !l.Wanted.Split('|').Contains($"{l.Read.Intent}")).ToList();
        var deeds = wrong.Where(l => l.Read.Sure && l.Read.Intent.Acts()).ToList();
        output.WriteLine($"{file}: {lines.Count - wrong.Count} right of {lines.Count}, {deeds.Count} wrong deeds, "
            + $"{lines.Count(l => l.Read.Sure)} sure");
        foreach (var (wanted, text, read) in wrong)
            output.WriteLine($"  {(read.Sure && read.Intent.Acts() ? "!" : " ")} {text}: {wanted}, read as {read.Intent} "
                + $"({read.Score}, {read.Sure}, or {read.Or}, {read.Why})");
        deeds.ShouldBeEmpty();
        (100 * (lines.Count - wrong.Count)).ShouldBeGreaterThanOrEqualTo(percent * lines.Count);
    }

    private static ReadIntent Read(string[] line) => UtteranceList.Reader.Read(line[2], new IntentContext(line[1]), Units);
}
