using Core.Alarms;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.FirstSteps;

/// <summary>From an empty installation to the first rating, led step by step; what is done is seen.</summary>
public sealed class FirstStepsTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("FirstSteps/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name)
    {
        var town = new Town(new() { ["Instansi:Name"] = "Kota Contoh" }, services => services.AddSingleton(Links()));
        var jobs = new Dictionary<string, Func<IServiceProvider, Task>>
        {
            ["impor"] = Import,
            ["grup"] = s => Write(s, db => db.ChannelLinks.Add(new ChannelLink
            {
                Channel = "test",
                Address = "-100",
                Thread = "",
                UnitId = null,
                Since = DateTimeOffset.UnixEpoch,
            })),
            ["penilaian"] = s => Fill.Rate(s, "DINCONTOH", 202611, 1, "333333333"),
            ["cadangan"] = s => Write(s, db => db.BackupRuns.Add(new BackupRun { Deed = BackupDeed.Made, At = DateTimeOffset.UnixEpoch })),
        };
        return TranscriptFiles.Play("FirstSteps/transcripts", name, town, jobs);
    }

    [Fact]
    public async Task Under_another_name_than_was_found_right_the_first_step_is_open_again()
    {
        await using var town = new Town(new() { ["Instansi:Name"] = InstansiOptions.DemonstrationName });
        await town.Appoint("ratna", Core.People.Role.InstansiAdministrator);
        await town.Say("ratna", "/persiapan benar");

        town.LastTo("ratna").Text.ShouldContain("namanya masih nama peragaan");
        town.LastTo("ratna").Text.ShouldContain(InstansiOptions.DemonstrationName);
    }

    private static async Task Import(IServiceProvider services)
    {
        UnitLine[] lines = [new(2, "DINCONTOH", "Dinas Contoh", null, null, null, "layanan", "Layanan contoh")];
        await services.GetRequiredService<ImportUnits>().Run(lines, closeOthers: true);
        await services.GetRequiredService<UnitCatalog>().Reload();
    }

    private static Task Write(IServiceProvider services, Action<AppDb> act) =>
        services.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            act(write.Db);
            return ValueTask.CompletedTask;
        });

    private static StartLinks Links()
    {
        var links = new StartLinks();
        links.Set(new StartLink("web", "https://suara.example/chat?start=", InBrowser: true));
        return links;
    }
}
