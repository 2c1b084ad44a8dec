using Bot;
using Bot.Backups;
using Bot.Telegram;
using Bot.Web.Chat;
using Core.Alarms;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Alarms;

/// <summary>A town whose checks run when the test says so, with an administrator who is told.</summary>
internal sealed class Watched : IAsyncDisposable
{
    private const string Ratna = "ratna";

    private Watched(Town town) => Town = town;

    public Town Town { get; }

    /// <summary>What the administrator was told without having asked.</summary>
    public IReadOnlyList<string> Told => [.. Town.Channel.All.Where(s => s.Message.Address == Ratna)
        .Select(s => s.Message.Text)
        .Where(t => t.Contains("perlu perhatian", StringComparison.Ordinal) || t.Contains("baik kembali", StringComparison.Ordinal))];

    public static async Task<Watched> Open(params (string Key, string Value)[] settings)
    {
        // The room on the machine that runs the tests is nobody's alarm here, unless a test says so.
        var all = new Dictionary<string, string?>
        {
            ["Telegram:Token"] = "123:abcdefghijkl",
            ["Alarms:DiskLowMegabytes"] = "1",
            ["Alarms:DiskFullMegabytes"] = "1",
        };
        foreach (var (key, value) in settings) all[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var town = new Town(all,
            services => services.AddTelegram(configuration).AddWebChat(configuration).AddHealth()
                .Configure<BackupOptions>(configuration.GetSection("Backups"))
                .AddSingleton(new BuildDate(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero))).AddChecks());
        await town.StayUp();
        await town.Say(Ratna, "/start");
        await town.Appoint(Ratna, Role.InstansiAdministrator);
        var watched = new Watched(town);
        (await watched.Of(s => s.GetRequiredService<TelegramHealth>())).Contact(town.Time.GetUtcNow());
        await watched.Look();
        watched.Told.ShouldBeEmpty("nothing is wrong yet");
        return watched;
    }

    /// <summary>The minute's look.</summary>
    public Task Look() => Town.With(async services =>
    {
        await services.GetRequiredService<NoteWorker>().Run();
        await services.GetRequiredService<TellAlarms>().Run();
    });

    /// <summary>Minutes go by, each with its look.</summary>
    public async Task Pass(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            Town.Time.Advance(TimeSpan.FromMinutes(1));
            await Look();
        }
    }

    public Task<T> Of<T>(Func<IServiceProvider, T> ask) => Town.With(services => Task.FromResult(ask(services)));

    public Task Sql(FormattableString sql) => Town.With(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync(sql);
    });

    /// <summary>It is told once within two minutes, and taken back once when it is mended.</summary>
    public async Task ToldOnceAndTakenBack(string wrong, string well, Func<Task> mend)
    {
        await Pass(8);
        Told.ShouldHaveSingleItem().ShouldContain(wrong);
        Told[0].ShouldContain("Sistem perlu perhatian");
        await mend();
        await Pass(8);
        Told.Count.ShouldBe(2);
        Told[1].ShouldContain("Sudah baik kembali");
        Told[1].ShouldContain(well);
    }

    /// <summary>As <see cref="ToldOnceAndTakenBack"/>, within the minutes that the table of faults promises.</summary>
    public async Task InTime(string check, string wrong, string well, Func<Task> mend, Func<Task>? eachMinute = null)
    {
        var (told, back) = Faults.FaultTable.Of(check);
        await Until(1, told, eachMinute);
        Told[0].ShouldContain(wrong);
        await mend();
        await Until(2, back, eachMinute);
        Told[1].ShouldContain(well);
    }

    private async Task Until(int messages, double atMost, Func<Task>? eachMinute)
    {
        for (var minutes = 0; Told.Count < messages; minutes++)
        {
            minutes.ShouldBeLessThan((int)atMost);
            await Pass(1);
            if (eachMinute is not null) await eachMinute();
        }

        await Pass(5);
        Told.Count.ShouldBe(messages);
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
