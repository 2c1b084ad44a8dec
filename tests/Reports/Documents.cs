using Bot.Reports;
using Core.Calendar;
using Core.Skm;
using Core.Units;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reports;

/// <summary>A town whose DPMPTSP was rated in three months, for tests of documents.</summary>
internal static class Documents
{
    // The worked example: 29 respondents with unsur sums 105, 101, 100, 116, 102, 105, 106, 105, 115.
    private static readonly int[] Sums = [105, 101, 100, 116, 102, 105, 106, 105, 115];

    public static Period October { get; } = new(PeriodKind.Month, new Month(202610));

    public static Town Town(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("reports-").FullName;
        var all = settings.Append(("Reports:Folder", folder)).ToDictionary(s => s.Item1, s => (string?)s.Item2);
        return new Town(all, services => services.AddReports(new ConfigurationBuilder().AddInMemoryCollection(all).Build()));
    }

    public static Task Rate(Town town) => town.With(async s =>
    {
        await Fill.Rate(s, "DPMPTSP", 202608, 20, "333333333", "344333343");
        await Fill.Rate(s, "DPMPTSP", 202609, 24, "343333334", "344343343");
        await Fill.Rate(s, "DPMPTSP", 202610, 29, [.. Enumerable.Range(0, 29).Select(Answers)]);
    });

    public static Unit Unit(IServiceProvider s) => s.GetRequiredService<UnitCatalog>().Find("DPMPTSP")!;

    /// <summary>With <c>KEEP_DOCUMENTS</c> (a folder) the documents stay for looking at.</summary>
    public static void Keep(string path, string name)
    {
        if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { Length: > 0 } folder)
            File.Copy(path, Path.Combine(folder, name), overwrite: true);
    }

    /// <summary>The first respondents answer 4 and the others 3, so that the sums come out.</summary>
    private static string Answers(int respondent) => string.Concat(Sums.Select(sum => respondent < sum - 87 ? '4' : '3'));
}
