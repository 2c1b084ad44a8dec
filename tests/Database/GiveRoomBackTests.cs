using Bot.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Database;

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
        await db.Database.ExecuteSqlRawAsync("""
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
            insert into inbox (channel, external_id, received_at, failures, body) select 'test', i, 1, 3, hex(randomblob(4000)) from n
            """);
        await db.Database.ExecuteSqlRawAsync("delete from inbox");
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await SqliteFile.TruncateLog(file);
        var before = new FileInfo(file).Length;

        var given = await new GiveRoomBack(Options.Create(new DatabaseOptions { ConnectionString = database.ConnectionString }),
            TimeProvider.System).Run();
        await SqliteFile.TruncateLog(file);

        given.ShouldBeGreaterThan(1000);
        new FileInfo(file).Length.ShouldBeLessThan(before - (given * 4000L));
    }
}
