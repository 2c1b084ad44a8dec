using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Bot.Database.Saved;

/// <summary>
/// A PostgreSQL database in a backup, copied and brought back by its own programs. Keys of the day (schema <c>passing</c>) are never in it.
/// </summary>
internal sealed class SavedPostgres(DatabaseOptions options, string keyFile) : SavedDatabase
{
    private const string History = "__EFMigrationsHistory";

    // What is there goes in the same transaction in which the backup comes: either all of it happens or nothing.
    private const string Prelude = """
        set client_min_messages = warning;
        drop schema if exists passing cascade;
        do $$ declare known record; begin
          for known in select tablename from pg_tables where schemaname = 'public' loop
            execute format('drop table public.%I cascade', known.tablename);
          end loop;
          for known in select p.oid::regprocedure as called from pg_proc p where p.pronamespace = 'public'::regnamespace
              and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') loop
            execute format('drop routine %s cascade', known.called);
          end loop;
        end $$;
        """;

    // Its folders are whichever the next start finds, and nothing of it is sent before its old messages are held back.
    private static readonly string Coda = $"""
        delete from public.installation where name in ('{CityFolders.Fact}', '{Unheld}');
        insert into public.installation (name, value) values ('{Unheld}', '');
        analyze;
        """;

    private readonly PostgresTools _tools = new(options);
    private NpgsqlConnection? _held;

    public override string Provider => "postgres";

    public override string EntryName => "database.dump";

    public override string Words
    {
        get
        {
            var named = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            return $"PostgreSQL {named.Host}:{named.Port}/{named.Database}";
        }
    }

    public override string Fresh => $"{keyFile}.database.restoring";

    private string Script => $"{Fresh}.sql";

    private string PreludeScript => $"{Fresh}.prelude.sql";

    private string CodaScript => $"{Fresh}.coda.sql";

    public override async Task<bool> HoldsData()
    {
        await using var db = Open();
        return await db.GetService<IRelationalDatabaseCreator>().ExistsAsync()
            && await db.GetService<IRelationalDatabaseCreator>().HasTablesAsync();
    }

    /// <summary>A dump is packed and holds no index: half of what the rows take is much.</summary>
    public override async Task<long> CopyTakes()
    {
        await using var db = Open();
        return await db.Database.SqlQuery<long>(
            $"select coalesce(sum(pg_table_size(c.oid)) / 2, 0)::bigint as \"Value\" from pg_class c where c.relkind = 'r'").SingleAsync();
    }

    public override async Task<IReadOnlyList<string>> Copy(string to)
    {
        await using var db = Open();
        var steps = (await db.Database.GetAppliedMigrationsAsync()).ToList();
        await PrivateFolder.NewFile(to).DisposeAsync(); // pg_dump keeps to the rights of a file that is there
        await _tools.Run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=passing.*", $"--file={to}");
        await Contents(to);
        return steps;
    }

    public override async Task RefuseWhileServed()
    {
        _tools.Find("psql");
        _tools.Find("pg_restore");
        await using var db = Open();
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync()) await creator.CreateAsync();
        _held = await KeepWorkersAway.Hold(options.ConnectionString);
    }

    public override async Task Check(IReadOnlyList<string> migrations)
    {
        try
        {
            await Contents(Fresh);
            var rows = await _tools.Run("pg_restore", "--data-only", $"--table={History}", "--file=-", Fresh);
            if (!migrations.Order(StringComparer.Ordinal).SequenceEqual(StepsIn(rows)))
                throw new InvalidDataException("it is not the one its manifest tells of");
            await PrivateFolder.NewFile(Script).DisposeAsync();
            await _tools.Run("pg_restore", "--no-owner", "--no-privileges", $"--file={Script}", Fresh); // reads it to the end
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                $"The backup's database cannot be used ({e.Message}); nothing was changed. Try an older backup.");
        }
    }

    public override async Task<string?> PutInPlace(string suffix)
    {
        await using (var prelude = new StreamWriter(PrivateFolder.NewFile(PreludeScript))) await prelude.WriteAsync(Prelude);
        await using (var coda = new StreamWriter(PrivateFolder.NewFile(CodaScript))) await coda.WriteAsync(Coda);
        await _tools.Run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
            $"--file={PreludeScript}", $"--file={Script}", $"--file={CodaScript}");
        return null;
    }

    /// <summary>A database of its own on the same server.</summary>
    public static string Scratch(string connectionString)
    {
        var named = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        named.Database = $"{named.Database ?? named.Username}_trial";
        return named.ConnectionString;
    }

    public override async Task<int> CountUnits()
    {
        await using var db = Open();
        return await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from units").SingleAsync();
    }

    public override async Task Remove()
    {
        await using var db = Open();
        await db.GetService<IRelationalDatabaseCreator>().EnsureDeletedAsync();
    }

    /// <summary>Workers may start again.</summary>
    public override async ValueTask CleanUp()
    {
        foreach (var left in new[] { Fresh, Script, PreludeScript, CodaScript }.Where(File.Exists)) File.Delete(left);
        if (_held is not null) await _held.DisposeAsync();
    }

    /// <summary>Makes sure that a dump is one of ours, and that no key of a day is in it.</summary>
    private async Task Contents(string dump)
    {
        var list = await _tools.Run("pg_restore", "--list", dump);
        if (!list.Contains("TABLE DATA public units", StringComparison.Ordinal)) throw new InvalidDataException("it holds no units");
        if (list.Contains("TABLE DATA passing", StringComparison.Ordinal))
            throw new InvalidDataException("it holds keys of the day, which no backup may hold");
    }

    private static IEnumerable<string> StepsIn(string rows) => rows.Split('\n')
        .SkipWhile(l => !l.StartsWith("COPY ", StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.TrimEnd() != "\\.")
        .Select(l => l.Split('\t')[0]).Order(StringComparer.Ordinal);

    private AppDb Open() => new(
        (DbContextOptions<AppDb>)DatabaseSetup.Use(new DbContextOptionsBuilder<AppDb>(), options).Options);
}
