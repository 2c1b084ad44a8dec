using Core.Complaints.National;

namespace Bot.CommandLine;

/// <summary>Lists the agencies of SP4N-LAPOR! by their numbers, so that the mapping can be filled.</summary>
internal static class ListAgencies
{
    private const int Most = 1000;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var found = await app.Services.GetRequiredService<INationalDesk>().Agencies(Most, CancellationToken.None);
        if (found.Why is { } why)
        {
            await output.WriteLineAsync(
                $"SP4N-LAPOR! does not answer ({why}). Check Lapor:BaseUrl, Lapor:AuthHeader, Lapor:AuthFile and Lapor:TokenFile.");
            return Commands.Wrong;
        }

        var wanted = found.All.Where(a => line.Words.All(w => a.Name.Contains(w, StringComparison.OrdinalIgnoreCase))).ToList();
        foreach (var (number, name) in wanted) await output.WriteLineAsync($"{number},{name}");
        await output.WriteLineAsync($"# {wanted.Count} of {found.All.Count} agencies");
        return 0;
    }
}
