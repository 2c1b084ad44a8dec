using System.Data.Common;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Tests.Support;

namespace Tests.Database;

/// <summary>The migrations are written by hand; here they are compared with what the model asks for, on the vendor under test.</summary>
public sealed class MigrationTests
{
    private const string SqliteColumns = """
        select m.name || '.' || c.name || ' ' || c.type || ' null=' || (1 - c."notnull") || ' pk=' || c.pk || ' default=' || coalesce(c.dflt_value, '')
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '\_\_%' escape '\'
        union all
        select m.name || '.' || f."from" || ' -> ' || f."table" || '.' || coalesce(f."to", '') || ' ' || f.on_delete
        from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'
        union all
        select m.name || ' ' || i.name || ' unique=' || i."unique" || ' partial=' || i.partial || ' (' || (select group_concat(x.name) from (select name from pragma_index_info(i.name) order by seqno) x) || ')'
        from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table' and m.name not like '\_\_%' escape '\' and i.origin = 'c'
        """;

    private const string PostgresColumns = """
        select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0) || ' null=' || is_nullable || ' identity=' || is_identity || ' default=' || coalesce(column_default, '')
        from information_schema.columns where table_schema = 'public' and table_name not like '\_\_%'
        union all
        select indexdef from pg_indexes where schemaname = 'public' and tablename not like '\_\_%'
        union all
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace and conrelid::regclass::text not like '%\_\_%'
        """;

    [Fact]
    public async Task Migrating_an_empty_database_gives_what_the_model_asks_for()
    {
        var (migrated, first) = TestDatabase.Empty();
        var (created, second) = TestDatabase.Empty();
        await using (first)
        await using (second)
        await using (migrated)
        await using (created)
        {
            await migrated.Database.MigrateAsync();
            await created.Database.ExecuteSqlRawAsync(Braced(created.Database.GenerateCreateScript()));

            (await Shape(migrated)).ShouldBe(await Shape(created));
        }
    }

    [Fact]
    public async Task Every_step_keeps_what_every_table_held_before_it()
    {
        var (db, database) = TestDatabase.Empty();
        await using (database)
        await using (db)
        {
            foreach (var step in db.Database.GetMigrations())
            {
                var before = await FilledTables.Read(db);
                await db.GetService<IMigrator>().MigrateAsync(step);
                // Who works is known by the server itself now; that table held nothing to keep.
                FilledTables.Lost(before, await FilledTables.Read(db)).ShouldBeEmpty(step);
                await FilledTables.Fill(db);
            }

            (await FilledTables.Read(db)).ShouldAllBe(table => table.Value.Count == 1);
        }
    }

    [Fact]
    public async Task Every_step_has_the_id_that_the_tools_of_EF_want_and_the_SQL_of_both_vendors()
    {
        var (db, database) = TestDatabase.Empty();
        await using (database)
        await using (db)
        {
            var steps = db.GetService<IMigrationsAssembly>();
            foreach (var (id, type) in steps.Migrations)
            {
                id.ShouldMatch(@"^20\d{12}_[a-z][a-z0-9-]*$");
                foreach (var vendor in new[] { "Sqlite", "PostgreSQL" })
                    steps.CreateMigration(type, vendor).UpOperations.ShouldAllBe(o => ((SqlOperation)o).Sql.Length > 0, $"{id} {vendor}");
            }
        }
    }

    /// <summary>The next step will be the second one: here is one that is no step of ours, to see that a loss is seen.</summary>
    [Theory]
    [InlineData("alter table people add column nickname text; create table friends (id integer)")]
    [InlineData("delete from goals", "goals had 1 rows and has 0")]
    [InlineData("drop table recaps", "recaps is gone")]
    [InlineData("update units set name = 'y'", "units.name was x and is y")]
    public async Task A_step_that_loses_something_is_noticed(string step, params string[] lost)
    {
        var (db, database) = TestDatabase.Empty();
        await using (database)
        await using (db)
        {
            await db.Database.MigrateAsync();
            await FilledTables.Fill(db);
            var before = await FilledTables.Read(db);
            await db.Database.ExecuteSqlRawAsync(step);
            FilledTables.Lost(before, await FilledTables.Read(db)).ShouldBe(lost);
        }
    }

    private static string Braced(string sql) =>
        sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static async Task<List<string>> Shape(AppDb db) =>
        [.. (await Ask(db, TestDatabase.IsPostgres ? PostgresColumns : SqliteColumns)).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> Ask(AppDb db, string sql)
    {
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) lines.Add(rows.GetString(0));
        return lines;
    }
}
