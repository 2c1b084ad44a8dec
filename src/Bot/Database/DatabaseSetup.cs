using Bot.Database.Moving;
using Core.Persistence;
using Core.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Bot.Database;

/// <summary>Sets up the database of either vendor.</summary>
internal static class DatabaseSetup
{
    private const int PreparedAtMost = 200;

    /// <summary>Registers <see cref="AppDb"/> for the configured vendor, and how its workers know of each other.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<DatabaseOptions>(configuration, "Database");
        services.AddSingleton(provider => PassingKeys(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddPooledDbContextFactory<AppDb>((provider, options) => Use(options, provider
            .GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<WatchDatabase>().AddHostedService(provider => provider.GetRequiredService<WatchDatabase>());
        services.AddSingleton(provider => new StorageGuard(() => provider.GetService<IHostApplicationLifetime>() is not null && provider
            .GetRequiredService<WatchDatabase>().Look()));
        services.AddSingleton(provider =>
        {
            // Taken now: what was erased just before a stop is left to be done when the provider is going already.
            var options = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            return new LeaveNoTrace(() => TruncateLog(options), provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<CityFolders>().AddSingleton<GiveRoomBack>();
        services.AddSingleton<IWordIndex>(provider => provider
            .GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == "postgres" ? new PostgresWords() : new SqliteWords());
        return services.AddSingleton<IWorkers>(provider => provider
            .GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == "postgres"
            ? ActivatorUtilities.CreateInstance<PostgresWorkers>(provider)
            : ActivatorUtilities.CreateInstance<SqliteWorkers>(provider));
    }

    /// <summary>Points a context at the database.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
#if DEBUG
        // Which rows such a query gives is the database's whim: whoever writes one hears of it in the first test that asks it.
        builder.ConfigureWarnings(w => w.Throw(CoreEventId.FirstWithoutOrderByAndFilterWarning,
            CoreEventId.RowLimitingOperationWithoutOrderByWarning));
#endif
        return options.Provider == "postgres"
            ? builder.UseNpgsql(Prepared(options.ConnectionString), o => o.MigrationsAssembly(typeof(DatabaseSetup).Assembly.FullName))
                .AddInterceptors(new SendGoingFirst())
            : builder.UseSqlite(ExistingFile(options.ConnectionString), o => o.MigrationsAssembly(typeof(DatabaseSetup).Assembly.FullName))
                .AddInterceptors(new SqliteSettings());
    }

    /// <summary>
    /// Brings the tables up to date, makes the database when there is none, and does what else must be done once; of several processes
    /// that start together one does it after the other.
    /// </summary>
    /// <exception cref="InvalidDataException">The database was made by a newer release.</exception>
    public static async Task Migrate(IDbContextFactory<AppDb> databases, Func<AppDb, Task>? first = null)
    {
        await using var db = await databases.CreateDbContextAsync();
        await Migrate(db, first);
    }

    /// <inheritdoc cref="Migrate(IDbContextFactory{AppDb}, Func{AppDb, Task})"/>
    /// <param name="db">The database.</param>
    /// <param name="first">What else must be done once.</param>
    /// <param name="unfinished">Whether half a city may be in it, as a move leaves it that broke.</param>
    /// <param name="isHeld">Whether the caller keeps every other process from starting already.</param>
    internal static async Task Migrate(AppDb db, Func<AppDb, Task>? first = null, bool unfinished = false, bool isHeld = false)
    {
        if (db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            if (SqliteFile.PathOf(db.Database.GetConnectionString()!) is { } file) SqliteFile.MakePrivate(file);
            // The first holds for a file that is made now: what is erased later can be given back to the disk (GiveRoomBack).
            await db.Database.ExecuteSqlRawAsync("pragma auto_vacuum = incremental; pragma journal_mode = wal");
            await MigrateNow(db, first, unfinished);
            return;
        }

        if (isHeld)
        {
            await MigrateNow(db, first, unfinished);
            return;
        }

        await CreateUnlessThere(db);
        await using var turn = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await turn.OpenAsync();
        await using var wait = new NpgsqlCommand(AdvisoryLocks.Start,
            turn)
        { CommandTimeout = 0 };
        await wait.ExecuteNonQueryAsync();
        await MigrateNow(db, first, unfinished);
    }

    /// <summary>Steps of the schema that the database has gone through and this program does not know.</summary>
    public static async Task<IReadOnlyList<string>> FromTheFuture(AppDb db)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        return [.. (await db.Database.GetAppliedMigrationsAsync()).Where(step => !known.Contains(step))];
    }

    /// <summary>What time the database's own clock shows; null where it has none.</summary>
    public static async Task<DateTimeOffset?> ClockOf(AppDb db)
    {
        if (db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)) return null;
        var now = await db.Database.SqlQuery<long>($"select (extract(epoch from clock_timestamp()) * 1000)::bigint as \"Value\"")
            .SingleAsync();
        return DateTimeOffset.FromUnixTimeMilliseconds(now);
    }

    private static async Task MigrateNow(AppDb db, Func<AppDb, Task>? first, bool unfinished)
    {
        if (await FromTheFuture(db) is { Count: > 0 } unknown)
            throw new InvalidDataException(
                $"the database was brought up to date by a newer release (it has gone through {unknown[^1]}). Start that release, or restore the backup made before the update.");
        await db.Database.MigrateAsync();
        if (!unfinished && await db.Installation.AnyAsync(f => f.Name == MoveProgress.Fact)) throw new InvalidDataException(
            "a city is being moved into this database, and only half of it is here. Run the move again to the end, or name another database.");
        if (first is not null) await first(db);
    }

    private static async Task CreateUnlessThere(AppDb db)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync()) return;
        try
        {
            await creator.CreateAsync();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that started with us was faster.
        }
    }

    // What a machine held that vanished, locks above all, the server takes back after seven seconds, and not after its usual two hours.
    private const string SoonGone =
        "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2 -c idle_in_transaction_session_timeout=60000";

    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = PreparedAtMost;
        settings.Options = $"{SoonGone} {settings.Options}".TrimEnd();
        return settings.ConnectionString;
    }

    /// <summary>Beside a SQLite file, for it has no table that a copy leaves out.</summary>
    internal static PassingKeyPlace PassingKeys(DatabaseOptions options) => options.Provider == "postgres"
        ? new(null)
        : new($"{Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource)}.passing-keys");

    /// <summary>PostgreSQL has no such log of its own making: what was erased goes with its next vacuum.</summary>
    private static Task TruncateLog(DatabaseOptions options) =>
        options.Provider == "sqlite" && SqliteFile.PathOf(options.ConnectionString) is { } file ? SqliteFile.TruncateLog(file)
            : Task.CompletedTask;

    /// <summary>
    /// Only <c>Migrate</c> makes a database: whoever opens one later finds it or fails, and never gets an empty one instead.
    /// </summary>
    private static string ExistingFile(string connectionString)
    {
        var options = new SqliteConnectionStringBuilder(connectionString);
        if (options.DataSource != ":memory:" && options.Mode == SqliteOpenMode.ReadWriteCreate) options.Mode = SqliteOpenMode.ReadWrite;
        return options.ConnectionString;
    }
}
