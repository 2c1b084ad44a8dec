using Bot.Reports;
using Core.Persistence;
using Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Reports;

/// <summary>Two workers look for the same wanted document.</summary>
public sealed class DrawnOnceTests
{
    [PostgresFact]
    public async Task What_one_worker_draws_another_leaves_alone_and_draws_only_once_the_first_is_gone()
    {
        await using var town = Documents.Town();
        await Documents.Rate(town);
        await using var other = town.Build();
        await town.With(async s =>
        {
            var unit = Documents.Unit(s);
            await s.GetRequiredService<WriteQueue>().Enqueue(write =>
            {
                write.Db.ReportRequests.Add(new ReportRequest
                {
                    Kind = ReportKind.Csv,
                    UnitId = unit.Id,
                    Period = "2026-10",
                    Channel = town.Channel.Name,
                    Address = "admin",
                    Language = "id",
                    At = town.Time.GetUtcNow(),
                });
                return ValueTask.CompletedTask;
            });
            var held = await other.GetRequiredService<IWorkers>().TryHold($"report:{await Wanted(s)}");
            held.ShouldNotBeNull();
            await s.GetRequiredService<MakeReports>().Run();
            Files(s).ShouldBeEmpty();
            (await Wanted(s)).ShouldBeGreaterThan(0);

            await held.DisposeAsync();
            await s.GetRequiredService<MakeReports>().Run();
            Files(s).Count().ShouldBe(1);
            (await Wanted(s)).ShouldBe(0);
        });
    }

    private static async Task<long> Wanted(IServiceProvider s)
    {
        await using var db = await s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.ReportRequests.OrderBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync();
    }

    private static IEnumerable<string> Files(IServiceProvider s) =>
        Directory.EnumerateFiles(Directory.CreateDirectory(s.GetRequiredService<IOptions<ReportsOptions>>().Value.Folder).FullName);
}
