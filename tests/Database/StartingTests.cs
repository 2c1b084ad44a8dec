using Bot.Database;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Database;

/// <summary>What a start refuses, and several starts at once.</summary>
public sealed class StartingTests
{
    [PostgresFact]
    public async Task Three_processes_started_together_on_an_empty_database_all_start()
    {
        var (db, database) = TestDatabase.Empty();
        await using (database)
        await using (db)
        {
            var firsts = 0;
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => DatabaseSetup.Migrate(new Contexts(database), async now =>
            {
                Interlocked.Increment(ref firsts).ShouldBe(1, "one after the other");
                await now.Units.CountAsync();
                Interlocked.Decrement(ref firsts);
            }))));
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_program_older_than_the_schema_does_not_start_and_says_so()
    {
        await using var database = TestDatabase.New();
        await using (var db = database.Open())
            await db.Database.ExecuteSqlRawAsync(
            "insert into \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") values ('29991231000000_tomorrow', '10.0')");
        var refusal = await Should.ThrowAsync<InvalidDataException>(() => DatabaseSetup.Migrate(new Contexts(database)));
        refusal.Message.ShouldContain("newer release");
        refusal.Message.ShouldContain("29991231000000_tomorrow");
    }

    [Fact]
    public async Task A_process_with_another_key_does_not_start_and_says_why()
    {
        await using var database = TestDatabase.New();
        await using var db = database.Open();
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        var (ours, another) = (Path.Combine(folder, "a.key"), Path.Combine(folder, "b.key"));
        await Check(db, ours);
        await Check(db, ours);
        (await Should.ThrowAsync<InvalidDataException>(() => Check(db, another))).Message.ShouldContain("is missing");
        File.Exists(another).ShouldBeFalse();
        SecretKey.Open(another);
        (await Should.ThrowAsync<InvalidDataException>(() => Check(db, another))).Message.ShouldContain("another key");
        (await KeyFingerprint.IsSame(db, SecretKey.Open(another))).ShouldBeFalse();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_folder_that_the_first_start_makes_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Path.Combine(Path.GetTempPath(), $"data-{Guid.NewGuid():N}");
        using (var worker = new SqliteWorkers(Options.Create(new DatabaseOptions
        {
            ConnectionString = $"Data Source={Path.Combine(folder, "bot.db")}",
        }))) await worker.Join(default);
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Processes_that_make_the_key_at_once_all_open_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        for (var round = 0; round < 20; round++)
        {
            var path = Path.Combine(folder, $"{round}.key");
            var keys = new string[8];
            Parallel.For(0, keys.Length, i => keys[i] = SecretKey.Open(path).Fingerprint);
            keys.Distinct().ShouldHaveSingleItem();
        }

        Directory.GetFiles(folder).Length.ShouldBe(20);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_process_on_one_file_is_refused_until_the_first_has_ended()
    {
        var file = Path.Combine(Path.GetTempPath(), $"one-{Guid.NewGuid():N}.db");
        var options = Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file}" });
        using var second = new SqliteWorkers(options);
        using (var first = new SqliteWorkers(options))
        {
            await first.Join(default);
            (await Should.ThrowAsync<InvalidDataException>(() => second.Join(default))).Message.ShouldContain(file);
        }

        await second.Join(default);
        File.Delete($"{file}.lock");
    }

    private static Task Check(AppDb db, string file) => KeyFingerprint.Check(db, file, () => SecretKey.Open(file));

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<AppDb>
    {
        public AppDb CreateDbContext() => database.Open();
    }
}
