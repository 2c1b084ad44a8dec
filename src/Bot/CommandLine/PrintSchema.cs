using Bot.Database;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.CommandLine;

/// <summary>Prints the tables as SQL, for whoever looks after the database.</summary>
internal static class PrintSchema
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var vendor = line.Words.FirstOrDefault() ?? "sqlite";
        if (vendor is not ("sqlite" or "postgres")) throw new UsageException($"There is no \"{vendor}\" here.");
        var options = new DatabaseOptions
        {
            Provider = vendor,
            ConnectionString = vendor == "postgres" ? "Host=localhost"
            : "Data Source=:memory:"
        };
        await using var db = new AppDb((DbContextOptions<AppDb>)DatabaseSetup.Use(new DbContextOptionsBuilder<AppDb>(), options).Options);
        await output.WriteLineAsync(db.Database.GenerateCreateScript());
        return 0;
    }
}
