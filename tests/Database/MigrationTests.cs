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
    public async Task Every_migration_keeps_the_data_that_was_there_before_it()
    {
        var (db, database) = TestDatabase.Empty();
        await using (database)
        await using (db)
        {
            var all = db.GetService<IMigrationsAssembly>();
            foreach (var (name, type) in all.Migrations.OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                foreach (var step in all.CreateMigration(type, db.Database.ProviderName!).UpOperations.Cast<SqlOperation>())
                    await db.Database.ExecuteSqlRawAsync(Braced(step.Sql));
                if (name == all.Migrations.Keys.Min(StringComparer.Ordinal)) await Fill(db);
                foreach (var table in new[] { "units", "services", "people", "ratings", "conversations", "outbox" })
                    (await Ask(db, $"select '' || count(*) from {table}")).ShouldBe(["1"], $"{table} after {name}");
            }
        }
    }

    private static async Task Fill(AppDb db) => await db.Database.ExecuteSqlRawAsync("""
        insert into units (id, code, name, active) values (1, 'DINSOS', 'Dinas Sosial', true);
        insert into services (id, unit_id, code, name, active) values (1, 1, 'umum', 'Umum', true);
        insert into people (id, channel, address, language, first_seen) values (1, 'test', '7', 'id', 0);
        insert into conversations (person_id, run, last_at) values (1, 1, 0);
        insert into ratings (unit_id, service_id, instrument, state, u1, at, day, month, channel, rater_key) values (1, 1, 'x', 'Incomplete', 3, 0, '2026-11-01', 202611, 'test', 'k');
        insert into outbox (channel, address, body, bulk, due_at, state, attempts) values ('test', '7', '{{}}', false, 0, 'Waiting', 0);
        """);

    private static string Braced(string sql) => sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

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
