using Bot.Reports.Documents;
using Bot.Reports.Privacy;
using Core.Persistence;

namespace Bot.CommandLine;

/// <summary>Writes the record of processing and the impact assessment into a folder, each as DOCX and as PDF.</summary>
internal static class PrivacyPapers
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var folder = PrivateFolder.Make(Path.GetFullPath(Commands.FileOf(line))).FullName;
        await using var app = Commands.Open(line);
        var compose = ActivatorUtilities.CreateInstance<ComposePrivacyPapers>(app.Services);
        foreach (var (name, paper) in new[] { ("catatan-pemrosesan", compose.RecordOfProcessing()),
            ("penilaian-dampak", compose.ImpactAssessment()) })
        {
            var path = Path.Combine(folder, name);
            var document = paper.AsDocument(compose.Author, compose.Now);
            WritePdf.Save(document, path + ".pdf");
            WriteDocx.Save(document, path + ".docx");
            await output.WriteLineAsync($"Written: {path}.pdf and {path}.docx");
        }

        await output.WriteLineAsync("Read them, complete the DOCX where your office must decide, and have them signed (docs/privacy.md).");
        return 0;
    }
}
