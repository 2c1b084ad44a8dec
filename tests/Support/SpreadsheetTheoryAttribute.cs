using System.Diagnostics;
using Xunit.Sdk;

namespace Tests.Support;

/// <summary>
/// A test with LibreOffice, which opens a workbook and computes its formulas as an official's program does; skipped where it is missing.
/// </summary>
[TraitDiscoverer("Tests.Support.SlowDiscoverer", "Tests"), AttributeUsage(AttributeTargets.Method)]
public sealed class SpreadsheetTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    private const string Program = "/usr/bin/soffice";

    public SpreadsheetTheoryAttribute()
    {
        if (!File.Exists(Program)) Skip = $"Needs LibreOffice: {Program} is missing (Debian: apt-get install libreoffice-calc).";
    }

    /// <summary>The lines of a workbook's first sheet as LibreOffice shows them.</summary>
    public static async Task<string[]> AsCsv(string workbook)
    {
        var folder = Path.GetDirectoryName(workbook)!;
        using var office = Process.Start(new ProcessStartInfo(Program,
            [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv", "--outdir", folder, workbook])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await office.StandardOutput.ReadToEndAsync() + await office.StandardError.ReadToEndAsync();
        await office.WaitForExitAsync();
        office.ExitCode.ShouldBe(0, said);
        return await File.ReadAllLinesAsync(Path.ChangeExtension(workbook, ".csv"));
    }
}
