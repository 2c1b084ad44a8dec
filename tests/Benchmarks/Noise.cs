using System.Globalization;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>
/// Generated updates in great number: <c>noise [COUNT] [polling|webhook [HEAP]]</c>, both ways unless one is named; with so many MB for
/// the managed heap when a number is given.
/// </summary>
internal static class Noise
{
    private const int Chats = 2000;

    /// <summary>Runs it; 0 when the process lived, no chat was stuck and memory did not grow.</summary>
    public static async Task<int> Run(string[] args)
    {
        var count = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var bad = 0;
        foreach (var way in new[] { "polling", "webhook" })
            if (args.Length < 2 || args[1] == way) bad += await Run(count, way, args.Length > 2 ? args[2] : null);
        return bad == 0 ? 0 : 1;
    }

    private static async Task<int> Run(long count, string way, string? heap)
    {
        // What the program needs lies where this one's own list of parts says.
        var parts = Path.Combine(AppContext.BaseDirectory, "Benchmarks.deps.json");
        await using var bot = new BotProcess { Program = ["exec", "--depsfile", parts, typeof(Bot.Startup).Assembly.Location] };
        if (heap is not null) bot.Settings["DOTNET_GCHeapHardLimit"] = $"{long.Parse(heap, CultureInfo.InvariantCulture) << 20:x}";
        var run = await BotApiNoiseRun.Run(bot, count, Chats, way == "webhook", seed: 14_2017);
        var passed = bot.Output.Count(line => line.Contains("is passed over", StringComparison.Ordinal));
        Console.WriteLine(
            $"{way}: {count:N0} updates in {run.Seconds:N0} s ({count / run.Seconds:N0}/s), "
            + $"{run.Messages:N0} messages sent, {passed:N0} passed over; "
            + $"memory {run.Memory.Early} MB after a tenth, {run.Memory.Late} MB at the end; {run.Refused} calls refused; "
            + $"{run.Stuck} of {Chats} chats stuck; the process {(run.Lives ? "lives" : "DIED")}");
        if (!run.Lives) Console.WriteLine($"exit code {bot.ExitCode}; it said last:\n{string.Join('\n', bot.Output.TakeLast(40))}");
        return run.Lives && run.Stuck == 0 ? 0 : 1;
    }
}
