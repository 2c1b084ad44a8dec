using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Units;

public sealed class TreeTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Units/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) =>
        TranscriptFiles.Play("Units/transcripts", name, ComplaintTown.New(), Jobs);

    private static Dictionary<string, Func<IServiceProvider, Task>> Jobs { get; } = new(ComplaintTown.Jobs)
    {
        ["dinas kesehatan dengan tiga puskesmas"] = Branch.Found,
        ["rumah sakit"] = async services =>
        {
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                await ValueTask.CompletedTask;
                var unit = new Unit { Code = "RSUD", Name = "RSUD dr. Adnaan WD" };
                unit.Services.Add(new Service { Code = "rawat-jalan", Name = "Rawat jalan" });
                write.Db.Units.Add(unit);
            });
            await services.GetRequiredService<UnitCatalog>().Reload();
        },
        ["warga menilai"] = async services =>
        {
            await Fill.Rate(services, "DINKES", 202610, 10, "333333333");
            await Fill.Rate(services, "PKM-IBUH", 202610, 20, "444444444");
            await Fill.Rate(services, "PKM-PARIT-RANTANG", 202610, 5, "222222222");
            await Fill.Rate(services, "PKM-TIAKAR", 202610, 3, "111111111");
        },
    };
}
