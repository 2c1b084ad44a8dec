using System.Text.Json;
using Bot;
using Bot.Telegram;
using Bot.Web.Chat;
using Core.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>Readiness tells what is true: what cannot be stored, and each door with its own reason.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Whoever_cannot_write_is_not_ready_and_says_why()
    {
        if (TestDatabase.IsPostgres) return; // what it shows is SQLite's way of being full or locked
        await using var town = Doors();
        (await Ask(town)).Code.ShouldBe(200);
        await town.With(async s =>
        {
            await using var db = await s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            await db.Database.ExecuteSqlRawAsync(
                "create trigger full before update on look_marks begin select raise(fail, 'database or disk is full'); end");
        });

        town.Time.Advance(TimeSpan.FromSeconds(5));
        var (code, said) = await Ask(town);

        code.ShouldBe(503);
        said.GetProperty("database").GetString()!.ShouldContain("database or disk is full");
    }

    [Fact]
    public async Task A_database_that_somebody_else_has_locked_is_not_ready()
    {
        if (TestDatabase.IsPostgres) return;
        await using var town = Doors();
        await Ask(town);
        await town.Restart();
        await town.With(async s =>
        {
            await using var other = new SqliteConnection(town.Database.ConnectionString + ";Pooling=False");
            await other.OpenAsync();
            await using var locking = other.BeginTransaction(deferred: false);

            var asking = Ask(s);
            for (; !asking.IsCompleted; await Task.Yield()) town.Time.Advance(TimeSpan.FromMilliseconds(100));
            var (code, said) = await asking;

            code.ShouldBe(503);
            said.GetProperty("database").GetString()!.ShouldContain("cannot be written");
            await locking.RollbackAsync();
        });
    }

    [Fact]
    public async Task A_door_that_is_shut_does_not_shut_the_other_and_gives_its_reason()
    {
        await using var town = Doors();
        await town.With(async s =>
        {
            var page = s.GetRequiredService<HealthPage>();
            var telegram = s.GetRequiredService<TelegramHealth>();
            (await Ask(page, "telegram")).Code.ShouldBe(200, "the first question may take as long as silence is allowed");
            town.Time.Advance(TimeSpan.FromMinutes(4));
            telegram.Trouble = "502: Bad Gateway";

            var (code, said) = await Ask(page, null);
            code.ShouldBe(200);
            said.GetProperty("doors").GetProperty("web").GetString().ShouldBe("ok");
            said.GetProperty("doors").GetProperty("telegram").GetString().ShouldBe("502: Bad Gateway");
            (await Ask(page, "telegram")).Code.ShouldBe(503);
            (await Ask(page, "web")).Code.ShouldBe(200);
        });
    }

    [Fact]
    public async Task Without_the_web_chat_the_only_door_that_is_shut_is_not_ready()
    {
        await using var town = Doors(("Web:Chat", "false"));
        await town.With(async s =>
        {
            var page = s.GetRequiredService<HealthPage>();
            town.Time.Advance(TimeSpan.FromMinutes(4));
            (await Ask(page, null)).Code.ShouldBe(503);
        });
    }

    [PostgresFact]
    public async Task A_worker_that_cannot_see_the_files_says_so_and_still_serves()
    {
        await using var town = Doors();
        (await Ask(town)).Said.GetProperty("files").GetString().ShouldBe("ok");
        await town.With(async s =>
        {
            await using var db = await s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            await db.Database.ExecuteSqlRawAsync("insert into installation (name, value) values ('files', 'of others')");
        });

        var (code, said) = await Ask(town);

        code.ShouldBe(200);
        said.GetProperty("files").GetString()!.ShouldContain("(Complaints:AttachmentFolder) is not the folder");
    }

    private static Town Doors(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Telegram:Token"] = "123:abcdefghijkl" };
        foreach (var (key, value) in more) settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new Town(settings, services => services.AddTelegram(configuration).AddWebChat(configuration).AddHealth());
    }

    private static Task<(int Code, JsonElement Said)> Ask(Town town) => town.With(Ask);

    private static Task<(int Code, JsonElement Said)> Ask(IServiceProvider services) =>
        Ask(services.GetRequiredService<HealthPage>(), null);

    private static async Task<(int Code, JsonElement Said)> Ask(HealthPage page, string? door)
    {
        var answer = await page.Ready(door);
        var said = JsonSerializer.SerializeToElement(((IValueHttpResult)answer).Value);
        return (((IStatusCodeHttpResult)answer).StatusCode!.Value, said);
    }
}
