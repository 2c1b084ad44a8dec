using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Bot.Database.Saved;

/// <summary>PostgreSQL's own programs. The password goes to them by their environment, where no list of processes shows it.</summary>
internal sealed class PostgresTools(DatabaseOptions options)
{
    /// <summary>Runs a program to its end; what it said.</summary>
    /// <exception cref="InvalidDataException">It is not there, or it failed; its own words tell why.</exception>
    public async Task<string> Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(Find(program), args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Environment()) start.Environment[name] = value;
        using var running = Process.Start(start)!;
        running.StandardInput.Close();
        var (said, complained) = (running.StandardOutput.ReadToEndAsync(), running.StandardError.ReadToEndAsync());
        await running.WaitForExitAsync();
        return running.ExitCode == 0 ? await said
            : throw new InvalidDataException($"{program}: {(await complained).Trim().Split('\n')[0]}");
    }

    /// <summary>Where a program is.</summary>
    /// <exception cref="InvalidDataException">It is nowhere.</exception>
    public string Find(string program)
    {
        string[] folders = options.ToolsFolder.Length > 0 ? [options.ToolsFolder]
            : (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var where = options.ToolsFolder.Length > 0 ? $"in {options.ToolsFolder} (Database:ToolsFolder)" : "on the path";
        return folders.Select(folder => Path.Combine(folder, program + ending)).FirstOrDefault(File.Exists)
            ?? throw new InvalidDataException(
                $"{program} is not {where}. Install PostgreSQL's client programs (on Debian: apt install postgresql-client), as new as the server or newer. Nothing was changed.");
    }

    private Dictionary<string, string?> Environment()
    {
        var named = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var set = new Dictionary<string, string?>
        {
            ["PGHOST"] = named.Host,
            ["PGPORT"] = named.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = named.Database ?? named.Username,
            ["PGCONNECT_TIMEOUT"] = "15",
        };
        if (named.Username is { } user) set["PGUSER"] = user;
        if (named.Password is { } password) set["PGPASSWORD"] = password;
        if (named.ContainsKey("SSL Mode")) set["PGSSLMODE"] = named.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        if (named.RootCertificate is { } root) set["PGSSLROOTCERT"] = root;
        return set;
    }
}
