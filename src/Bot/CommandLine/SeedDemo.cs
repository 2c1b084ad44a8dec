using Bot.Telegram;
using Core.Demonstration;

namespace Bot.CommandLine;

/// <summary>Fills a database with made-up data, never one that holds real data.</summary>
internal static class SeedDemo
{
    private const string AsnChannel = TelegramChannel.ChannelName;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var plan = new SeedPlan(line.Number("ratings", 0, 0, 50_000_000), line.Number("months", 12, 1, 120),
            line.Number("asn", 0, 0, 999_999), line.Number("units", 0, 0, 5000), line.Number("complaints", 0, 0, 5_000_000),
            line.Has("tree"));
        if (plan is { Ratings: 0, Asn: 0, Complaints: 0 })
            throw new UsageException("Nothing to make up: say how many --ratings, --complaints or --asn.");
        await using var app = Commands.Open(line);
        var services = app.Services;
        await Commands.Prepare(services);
        await services.GetRequiredService<LoadDemonstration>().Run();
        var seed = services.GetRequiredService<SeedDemonstration>();
        if (await seed.HoldsRealData(AsnChannel))
            throw new InvalidDataException(
                "This database holds real ratings or people; made-up data would falsify the scores. Name another, such as --Database:ConnectionString=\"Data Source=data/try.db\".");
        var time = services.GetRequiredService<TimeProvider>();
        var start = time.GetTimestamp();
        await seed.Run(plan, AsnChannel);
        await output.WriteLineAsync(
            $"{plan.Ratings} ratings and {plan.Complaints} complaints over {plan.Months} months and {plan.Asn} ASN made up in {time.GetElapsedTime(start).TotalSeconds:0.0} s.");
        return 0;
    }
}
