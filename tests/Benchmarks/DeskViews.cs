using System.Diagnostics;
using System.Globalization;
using Core.Complaints.Desk;
using Core.Complaints.Tracking;
using Npgsql;

namespace Benchmarks;

/// <summary>
/// Every view of the desk by somebody of each role with so many complaints made up: the first look, which finds nothing kept, and the
/// median of the next seven; with more words only those whose address has one of them. It fails where a median is above the goal, so that
/// it can be run before a release.
/// </summary>
internal static class DeskViews
{
    private const int Rounds = 7;
    private const int Shown = 15;
    private const double Goal = 100;

    public static async Task<int> Run(string[] args)
    {
        var complaints = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var only = args[Math.Min(1, args.Length)..];
        var folder = Directory.CreateTempSubdirectory("suara-desk-").FullName;
        var slow = await Measure("SQLite", folder, "sqlite", $"Data Source={folder}/desk.db", complaints, only);
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server)
        {
            var name = $"desk_{Guid.NewGuid():N}";
            await WorkersAtWork.Execute(server, $"create database {name}");
            var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
            slow += await Measure("PostgreSQL", folder, "postgres", connection, complaints, only);
            NpgsqlConnection.ClearAllPools();
            await WorkersAtWork.Execute(server, $"drop database {name} with (force)");
        }

        Directory.Delete(folder, recursive: true);
        return slow == 0 ? 0 : 1;
    }

    private static async Task<int> Measure(string what, string folder, string provider, string connection, int complaints,
        string[] only)
    {
        var started = Stopwatch.GetTimestamp();
        await using var city = await DeskCity.Open(folder, provider, connection, complaints);
        Console.WriteLine($"\n{what}: {complaints:N0} complaints made up in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        var looks = new List<Look>();
        foreach (var (name, role, unitsOf) in DeskCity.People)
        {
            var cookie = await city.Enter(name, role, unitsOf);
            var all = Addresses(city.FirstUnit, await city.CodeFor(role));
            foreach (var address in all.Where(a => only.Length == 0 || only.Any(a.Contains)))
                looks.Add(await At(city, name, cookie, address));
        }

        Print(looks);
        return looks.Count(l => l.Median > Goal);
    }

    private static IEnumerable<string> Addresses(string unit, string? code)
    {
        foreach (var list in DeskFilter.ListNames) yield return $"/meja?daftar={list}";
        foreach (var order in DeskFilter.OrderNames.Skip(1)) yield return $"/meja?daftar=semua&urut={order}";
        foreach (var words in new[] { "antrean", "jalan rusak", "ktp loket", "zzz-tidak-ada", "K7" })
            yield return $"/meja?daftar=semua&q={Uri.EscapeDataString(words)}";
        foreach (var filter in new[] { $"unit={unit}", "kategori=jalan", "kanal=telegram", "jenis=Ordinary", "keadaan=InProgress",
            "dari=2026-10-01&sampai=2026-10-31", $"unit={unit}&kategori=antrean&urut=baru" }) yield return $"/meja?daftar=semua&{filter}";
        foreach (var page in new[] { 10, 300, 1500 }) yield return $"/meja?daftar=semua&hal={page}";
        yield return "/meja?daftar=selesai&hal=200";
        yield return "/meja?daftar=terlambat&urut=masuk&hal=20";
        yield return "/meja/buku";
        yield return "/layar";
        if (code is not null) yield return $"/meja/k/{TrackingCode.Show(code)}";
    }

    private static async Task<Look> At(DeskCity city, string who, string cookie, string address)
    {
        var first = await Time(city, cookie, address);
        var took = new List<double>();
        for (var i = 0; i < Rounds; i++) took.Add((await Time(city, cookie, address)).Milliseconds);
        took.Sort();
        return new Look(who, address, first.Status, first.Milliseconds, took[Rounds / 2], took[^1]);
    }

    private static async Task<(int Status, double Milliseconds)> Time(DeskCity city, string cookie, string address)
    {
        var started = Stopwatch.GetTimestamp();
        var status = await city.Get(cookie, address);
        return (status, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>How many are in the goal, and the worst of them by their median and by their first look.</summary>
    private static void Print(List<Look> looks)
    {
        var wrong = looks.Where(l => l.Status is not (200 or 404)).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{looks.Count} views: {looks.Count(l => l.Median <= Goal)} with a median of at most {Goal} ms, {looks.Count(l => l.First <= Goal)} at the first look; {wrong.Count} not shown"));
        Console.WriteLine($"{"by",-16}{"view",-62}{"first",9}{"median",9}{"worst",9}");
        foreach (var look in looks.OrderByDescending(l => l.Median).Take(Shown)) Console.WriteLine(look);
        Console.WriteLine("… and at the first look");
        foreach (var look in looks.OrderByDescending(l => l.First).Take(Shown)) Console.WriteLine(look);
        foreach (var look in wrong) Console.WriteLine($"{look.Status}: {look}");
    }

    private sealed record Look(string Who, string Address, int Status, double First, double Median, double Worst)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Who,-16}{Address,-62}{First,9:0.0}{Median,9:0.0}{Worst,9:0.0}");
    }
}
