using System.IO.Compression;
using System.Text;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Bot.Reports;

/// <summary>
/// The documents of all units of a period in one ZIP, with the year's recap and the names of those that have too few ratings.
/// </summary>
internal sealed class PackReports(WriteReport report, WriteTable table, WriteYear year, ReadStatistics statistics, UnitCatalog units,
    OwnFolder folder)
{
    /// <summary>After how many units it is told how far the work has come.</summary>
    private const int Told = 25;

    /// <summary>
    /// Packs the reports, each as PDF and as DOCX, with that of the whole instansi; or the processing tables. Tells now and then how many
    /// units of how many are done. Returns the path of the ZIP.
    /// </summary>
    public async Task<string> Pack(Period period, bool tables, Wording words, Func<int, int, Task> tell)
    {
        var path = folder.NewPath(".zip");
        var without = new List<string>();
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create);
        var all = units.Active.OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var (i, unit) in all.Index())
        {
            if (i > 0 && i % Told == 0) await tell(i, all.Count);
            if ((await statistics.Score(unit, period.From, period.To)).Score is null) without.Add(unit.Name);
            else if (tables) await Put(zip, $"pengolahan-skm-{unit.Code}-{period.Code}.xlsx", await table.Write(unit, period, words));
            else await Both(zip, unit, period, words);
        }

        if (!tables && (await statistics.Score(null, period.From, period.To)).Score is not null) await Both(zip, null, period, words);

        await Put(zip, $"rekap-{period.Year}.xlsx", await year.Write(period.Year, words));
        if (without.Count > 0) await List(zip, words["pack.without"], without);
        return path;
    }

    private async Task Both(ZipArchive zip, Unit? unit, Period period, Wording words)
    {
        var (pdf, docx) = await report.WriteBoth(unit, period, words);
        await Put(zip, $"laporan-skm-{unit?.Code ?? "instansi"}-{period.Code}.pdf", pdf);
        await Put(zip, $"laporan-skm-{unit?.Code ?? "instansi"}-{period.Code}.docx", docx);
    }

    private static async Task Put(ZipArchive zip, string name, string made)
    {
        await zip.CreateEntryFromFileAsync(made, name);
        File.Delete(made);
    }

    private static async Task List(ZipArchive zip, string title, IReadOnlyList<string> names)
    {
        await using var text = new StreamWriter(await zip.CreateEntry($"{title}.txt").OpenAsync(), new UTF8Encoding(false));
        foreach (var name in names) await text.WriteLineAsync(name);
    }
}
