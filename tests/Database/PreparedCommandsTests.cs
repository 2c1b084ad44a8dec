using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Database;

public sealed class PreparedCommandsTests
{
    private const int Readers = 8;
    private const int Reads = 60;

    [Fact]
    public async Task Many_who_read_at_once_each_read_on_their_own_connection()
    {
        await using var town = new Town();
        await town.With(async s =>
        {
            await Fill.Rate(s, "DINSOS", 202610, 6, "333333333");
            await Fill.Rate(s, "DISDIK", 202610, 9, "444444444");
        });

        var read = await town.With(s => Task.WhenAll(Enumerable.Range(0, Readers)
            .Select(i => Task.Run(() => Read(s, i % 2 == 0 ? "DINSOS" : "DISDIK")))));

        read.SelectMany(r => r).Distinct().Order().ShouldBe(["DINSOS 6 75", "DISDIK 9 100"]);
    }

    private static async Task<List<string>> Read(IServiceProvider services, string code)
    {
        var (statistics, unit) = (services.GetRequiredService<ReadStatistics>(), services.GetRequiredService<UnitCatalog>().Find(code)!);
        var read = new List<string>();
        for (var i = 0; i < Reads; i++)
        {
            var figures = await statistics.Of(unit, new Period(PeriodKind.Month, new Month(202610)));
            read.Add($"{code} {figures.Now.Respondents} {figures.Now.Score!.Index}");
        }

        return read;
    }
}
