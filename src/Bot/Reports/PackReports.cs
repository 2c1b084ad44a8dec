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
    /// <summary>Packs the reports, or the processing tables; returns the path of the ZIP.</summary>
    public async Task<string> Pack(Period period, bool tables, Wording words)
    {
        var path = folder.NewPath(".zip");
        var without = new List<string>();
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create);
        foreach (var unit in units.Active.OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase))
        {
            if ((await statistics.Score(unit, period.From, period.To)).Score is null) without.Add(unit.Name);
            else if (tables) await Put(zip, $"pengolahan-skm-{unit.Code}-{period.Code}.xlsx", await table.Write(unit, period, words));
            else await Put(zip, $"laporan-skm-{unit.Code}-{period.Code}.pdf", await report.Write(unit, period, words));
        }

        await Put(zip, $"rekap-{period.Year}.xlsx", await year.Write(period.Year, words));
        if (without.Count > 0) await List(zip, words["pack.without"], without);
        return path;
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
