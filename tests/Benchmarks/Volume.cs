using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Benchmarks;

/// <summary>
/// What is asked of one unit with 51,012 ratings in a year, and the deadline job when 3,000 complaints are due at once: how long it
/// takes, and by how much the process grows. Each is measured in a process of its own, after a smaller one of the same kind.
/// </summary>
internal static class Volume
{
    private const int Ratings = 4 * 51_012;
    private static readonly string[] Steps = ["table", "csv", "review", "leave-out", "comments", "deadlines"];

    public static async Task<int> Run(string[] args)
    {
        if (args is [var step, var provider, var connection, var there]) return await Step(step, provider, connection, there);
        var steps = args is [var only] ? [only] : Steps;
        var folder = Directory.CreateTempSubdirectory("suara-volume-").FullName;
        Console.WriteLine($"{"",-34}{"ms",10}{"CPU ms",10}{"MB more",10}");
        await Measure(steps, "SQLite", folder, "sqlite", $"Data Source={folder}/volume.db");
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server)
        {
            var name = $"volume_{Guid.NewGuid():N}";
            await WorkersAtWork.Execute(server, $"create database {name}");
            await Measure(steps, "PostgreSQL", folder, "postgres",
                new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
            NpgsqlConnection.ClearAllPools();
            await WorkersAtWork.Execute(server, $"drop database {name} with (force)");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task Measure(string[] steps, string what, string folder, string provider, string connection)
    {
        var ratings = steps is ["deadlines"] ? 1_000 : Ratings;
        await using (var office = await Office.Open(folder, provider, connection)) await office.Fill(ratings);
        foreach (var step in steps)
        {
            string[] own = [Environment.GetCommandLineArgs()[0], "volume", step, provider, connection, folder];
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, own) { RedirectStandardOutput = true })!;
            var told = (await process.StandardOutput.ReadToEndAsync()).Trim();
            await process.WaitForExitAsync();
            Console.WriteLine($"{$"{what}, {step}",-34}{told}");
        }
    }

    private static async Task<int> Step(string step, string provider, string connection, string folder)
    {
        await using var office = await Office.Open(folder, provider, connection);
        await office.Do(step, small: true);
        if (step == "deadlines") await office.FileComplaints(3_000);
        await Task.Delay(500);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5"); // the peak begins anew
        var before = Kilobytes("VmRSS");
        var (started, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await office.Do(step, small: false);
        var cpu = (Environment.CpuUsage.TotalTime - worked).TotalMilliseconds;
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took,10:0}{cpu,10:0}{(Kilobytes("VmHWM") - before) / 1024,10:0}"));
        return 0;
    }

    private static long Kilobytes(string what) => long.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(what, StringComparison.Ordinal)).Split(
            [' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
