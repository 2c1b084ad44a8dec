using System.Collections.Concurrent;
using Bot.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tests.Support;

/// <summary>
/// PostgreSQL databases that a test has done with and that the next one may have: emptied, unless the test changed their tables or
/// somebody is still at work there. To copy one and to throw it away cost more than a third of the suite's time.
/// </summary>
internal static class UsedDatabases
{
    private static readonly ConcurrentBag<string> Free = [];

    // What a test may have changed beside rows, and who else is there: a process has a session under its name, whatever it does now.
    private const string State = """
        select concat_ws(' ', (select count(*) from pg_class), (select count(*) from pg_attribute where attnum > 0 and not attisdropped),
            (select count(*) from pg_trigger), (select count(*) from pg_proc), (select count(*) from pg_constraint),
            (select string_agg("MigrationId", ',' order by "MigrationId") from "__EFMigrationsHistory"),
            (select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                and (state <> 'idle' or application_name like {0}))) as "Value"
        """;

    private const string Empty = """
        do $$
        declare written text;
        begin
            set local lock_timeout = '2s';
            select string_agg(oid::regclass::text, ', ') into written from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '__EFMigrationsHistory' and pg_relation_size(oid) > 0;
            if written is not null then execute 'truncate ' || written || ' cascade'; end if;
            perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
                from pg_sequences where schemaname = 'public' and last_value is not null;
        end $$
        """;

    private static string? _fresh;

    static UsedDatabases() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        while (Free.TryTake(out var connectionString)) TestDatabase.ThrowAway(connectionString);
    };

    /// <summary>The connection string of one that is empty; null where none is free.</summary>
    public static string? Take() => Free.TryTake(out var connectionString) ? connectionString : null;

    /// <summary>Remembers what one that no test has touched looks like.</summary>
    public static async Task Remember(TestDatabase untouched)
    {
        await using var db = untouched.Open();
        _fresh = await Look(db);
    }

    /// <summary>Empties one for the next test; false where it cannot serve once more.</summary>
    public static async Task<bool> Keep(TestDatabase used)
    {
        try
        {
            await using var db = used.Open();
            if (await Look(db) != _fresh) return false;
            await db.Database.ExecuteSqlRawAsync(Empty);
            Free.Add(used.ConnectionString);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return false;
        }
    }

    private static Task<string> Look(DbContext db) => db.Database
        .SqlQueryRaw<string>(State, $"{AdvisoryLocks.NamePrefix}%").SingleAsync();
}
