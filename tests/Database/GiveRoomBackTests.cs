using Bot.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Database;

[Slow]
public sealed class GiveRoomBackTests
{
    [Fact]
    public async Task What_was_erased_is_given_back_to_the_disk()
    {
        if (TestDatabase.IsPostgres) return; // it looks after itself
        await using var database = TestDatabase.Unmade(postgres: false);
        await using var db = database.Open();
        SqliteFile.MakePrivate(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        await DatabaseSetup.Migrate(db);

        await FillAndEmpty(database, db);

        await IsGivenBack(database);
    }

    [Fact]
    public async Task A_file_from_before_room_could_be_given_back_is_made_ready_for_it_once_with_all_that_is_in_it()
    {
        if (TestDatabase.IsPostgres) return;
        await using var database = TestDatabase.Unmade(postgres: false);
        await using var db = database.Open();
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        SqliteFile.MakePrivate(file);
        await DatabaseSetup.Migrate(db);
        await db.Database.ExecuteSqlRawAsync("pragma auto_vacuum = none; vacuum");
        await db.Database.ExecuteSqlRawAsync("insert into installation (name, value) values ('kept', 'whole')");
        await FillAndEmpty(database, db);
        (await Room(database).Run()).ShouldBe(0, "a file of that kind cannot give anything back");

        (await SqliteFile.MakeShrinkable(file))!.ShouldContain("was written anew");
        (await SqliteFile.MakeShrinkable(file)).ShouldBeNull("once is enough");

        (await SqliteFile.Damage(file)).ShouldBeNull();
        (await db.Installation.SingleAsync(f => f.Name == "kept")).Value.ShouldBe("whole");
        new FileInfo(file).Length.ShouldBeLessThan(2_000_000);
        await FillAndEmpty(database, db);
        await IsGivenBack(database);
    }

    [Fact]
    [Slow]
    public async Task While_another_program_writes_the_file_stays_as_it_is()
    {
        if (TestDatabase.IsPostgres) return;
        await using var database = TestDatabase.Unmade(postgres: false);
        await using var db = database.Open();
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        SqliteFile.MakePrivate(file);
        await DatabaseSetup.Migrate(db);
        await db.Database.ExecuteSqlRawAsync("pragma auto_vacuum = none; vacuum");
        await using var other = new SqliteConnection(database.ConnectionString + ";Pooling=False");
        await other.OpenAsync();
        await using var writing = other.BeginTransaction(deferred: false);

        (await SqliteFile.MakeShrinkable(file))!.ShouldContain("another program has it open");
    }

    private static async Task FillAndEmpty(TestDatabase database, Core.Persistence.AppDb db)
    {
        await db.Database.ExecuteSqlRawAsync("""
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
            insert into inbox (channel, external_id, received_at, failures, body) select 'test', i, 1, 3, hex(randomblob(4000)) from n
            """);
        await db.Database.ExecuteSqlRawAsync("delete from inbox");
        await SqliteFile.TruncateLog(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
    }

    private static GiveRoomBack Room(TestDatabase database) =>
        new(Options.Create(new DatabaseOptions { ConnectionString = database.ConnectionString }), TimeProvider.System);

    private static async Task IsGivenBack(TestDatabase database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var before = new FileInfo(file).Length;

        var given = await Room(database).Run();
        await SqliteFile.TruncateLog(file);

        given.ShouldBeGreaterThan(1000);
        new FileInfo(file).Length.ShouldBeLessThan(before - (given * 4000L));
    }
}
