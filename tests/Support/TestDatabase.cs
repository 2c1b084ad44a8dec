using Bot.Database;
using Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tests.Support;

/// <summary>
/// A database of a test's own: a copy of a migrated SQLite file, or with <c>TEST_POSTGRES</c> (a connection string of a server
/// where databases may be made) a copy of a migrated PostgreSQL database.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("TEST_POSTGRES");
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);

    private TestDatabase(string provider, string connectionString) => (Provider, ConnectionString) = (provider, connectionString);

    /// <summary>A database that another test made and takes away itself.</summary>
    public static TestDatabase At(string provider, string connectionString) => new(provider, connectionString) { IsOurs = false };

    public string Provider { get; }

    private bool IsOurs { get; init; } = true;

    /// <summary>Made whole for a test, so that another may have it after.</summary>
    private bool IsAsNew { get; init; }

    public string ConnectionString { get; }

    public static bool IsPostgres => !string.IsNullOrEmpty(Server);

    public static TestDatabase New()
    {
        var template = Template.Value.GetAwaiter().GetResult();
        var name = $"town_{Guid.NewGuid():N}";
        if (!IsPostgres)
        {
            var file = Path.Combine(Path.GetTempPath(), $"{name}.db");
            File.Copy(template, file);
            return new TestDatabase("sqlite", $"Data Source={file}");
        }

        if (UsedDatabases.Take() is { } used) return new TestDatabase("postgres", used) { IsAsNew = true };
        Execute($"create database {name} template {template} strategy file_copy");
        return new TestDatabase("postgres", new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString)
        {
            IsAsNew = true,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsOurs || (IsAsNew && await UsedDatabases.Keep(this))) return;
        if (Provider == "postgres")
        {
            ThrowAway(ConnectionString);
            return;
        }

        using (var connection = new SqliteConnection(ConnectionString + ";Mode=ReadWrite")) SqliteConnection.ClearPool(connection);
        var keys = $"{new SqliteConnectionStringBuilder(ConnectionString).DataSource}.passing-keys";
        if (Directory.Exists(keys)) Directory.Delete(keys, recursive: true);
        foreach (var file in Directory.GetFiles(Path.GetTempPath(),
            Path.GetFileName(new SqliteConnectionStringBuilder(ConnectionString).DataSource) + "*")) File.Delete(file);
    }

    /// <summary>A context on an empty, unmigrated database of the vendor under test.</summary>
    internal static (AppDb Db, TestDatabase Database) Empty()
    {
        var name = $"empty_{Guid.NewGuid():N}";
        TestDatabase database;
        if (IsPostgres)
        {
            Execute($"create database {name}");
            database = new TestDatabase("postgres", new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString);
        }
        else
        {
            var file = $"{Path.Combine(Path.GetTempPath(), name)}.db";
            SqliteFile.MakePrivate(file);
            database = new TestDatabase("sqlite", $"Data Source={file}");
        }

        return (database.Open(), database);
    }

    /// <summary>A name for a database of this vendor that is not made yet; it goes with the test.</summary>
    public static TestDatabase Unmade(bool postgres)
    {
        var name = $"unmade_{Guid.NewGuid():N}";
        return postgres
            ? new TestDatabase("postgres", new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString)
            : new TestDatabase("sqlite", $"Data Source={Path.Combine(Path.GetTempPath(), name)}.db");
    }

    internal AppDb Open() => new(
        (DbContextOptions<AppDb>)DatabaseSetup
            .Use(new DbContextOptionsBuilder<AppDb>(),
            new DatabaseOptions { Provider = Provider, ConnectionString = ConnectionString }).Options);

    /// <summary>Ends when a transaction on the PostgreSQL database waits for another's lock.</summary>
    internal static async Task WhenSomebodyWaits(TestDatabase database)
    {
        await using var db = database.Open();
        while (await db.Database.SqlQueryRaw<int>(
            "select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
            .SingleAsync() == 0) await Task.Yield();
    }

    private static async Task<string> MakeTemplate()
    {
        var (db, database) = Empty();
        await using (db)
        {
            if (!IsPostgres) await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal");
            await db.Database.MigrateAsync();
        }

        if (IsPostgres)
        {
            await UsedDatabases.Remember(database);
            NpgsqlConnection.ClearAllPools();
            return new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        }

        using (var connection = new SqliteConnection(database.ConnectionString + ";Mode=ReadWrite"))
        {
            connection.Open();
            using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "pragma wal_checkpoint(truncate)";
            checkpoint.ExecuteNonQuery();
            SqliteConnection.ClearPool(connection);
        }

        return new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
    }

    /// <summary>The server serves this database to nobody any more: lines are cut and none is opened. Only on PostgreSQL.</summary>
    public Task GoAway()
    {
        Execute($"alter database {Name} with allow_connections false");
        Execute($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Name}'");
        return Task.CompletedTask;
    }

    /// <summary>It is served again.</summary>
    public Task ComeBack()
    {
        Execute($"alter database {Name} with allow_connections true");
        NpgsqlConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    private string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    internal static void ThrowAway(string connectionString)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        Execute($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
