using Bot.Database;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>What can be asked on the command line besides running the service.</summary>
public static class Commands
{
    /// <summary>Runs the command named by the first argument; null when there is none and the service shall run.</summary>
    public static async Task<int?> Run(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "schema":
                await PrintSchema(args.ElementAtOrDefault(1) ?? "sqlite");
                return 0;
            default:
                return null;
        }
    }

    /// <summary>Prints the tables as SQL, for whoever looks after the database.</summary>
    private static async Task PrintSchema(string vendor)
    {
        var options = new DatabaseOptions { Provider = vendor, ConnectionString = vendor == "postgres" ? "Host=localhost" : "Data Source=:memory:" };
        await using var db = new AppDb((DbContextOptions<AppDb>)DatabaseSetup.Use(new DbContextOptionsBuilder<AppDb>(), options).Options);
        Console.WriteLine(db.Database.GenerateCreateScript());
    }
}
