using Core.Persistence;
using Core.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Bot.Database;

/// <summary>Sets up the database of either vendor.</summary>
public static class DatabaseSetup
{
    /// <summary>Registers <see cref="AppDb"/> for the configured vendor.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<DatabaseOptions>(configuration, "Database");
        services.AddSingleton(provider => PassingKeys(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddPooledDbContextFactory<AppDb>((provider, options) => Use(options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<WatchDatabase>().AddHostedService(provider => provider.GetRequiredService<WatchDatabase>());
        services.AddSingleton(provider => new StorageGuard(() => provider.GetService<IHostApplicationLifetime>() is not null && provider.GetRequiredService<WatchDatabase>().Look()));
        return services.AddSingleton(provider => new LeaveNoTrace(() => TruncateLog(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value)));
    }

    /// <summary>Points a context at the database.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        return options.Provider == "postgres"
            ? builder.UseNpgsql(options.ConnectionString, o => o.MigrationsAssembly(typeof(DatabaseSetup).Assembly.FullName))
            : builder.UseSqlite(ExistingFile(options.ConnectionString), o => o.MigrationsAssembly(typeof(DatabaseSetup).Assembly.FullName))
                .AddInterceptors(new SqliteSettings());
    }

    /// <summary>Brings the tables up to date; makes the database when there is none.</summary>
    public static async Task Migrate(IDbContextFactory<AppDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync();
        var isFile = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);
        if (isFile && SqliteFile.PathOf(db.Database.GetConnectionString()!) is { } file) SqliteFile.MakePrivate(file);
        if (isFile) await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal");
        await db.Database.MigrateAsync();
    }

    /// <summary>Beside a SQLite file, for it has no table that a copy leaves out.</summary>
    private static PassingKeyPlace PassingKeys(DatabaseOptions options) => options.Provider == "postgres"
        ? new(null)
        : new($"{Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource)}.passing-keys");

    /// <summary>PostgreSQL has no such log of its own making: what was erased goes with its next vacuum.</summary>
    private static Task TruncateLog(DatabaseOptions options) =>
        options.Provider == "sqlite" && SqliteFile.PathOf(options.ConnectionString) is { } file ? SqliteFile.TruncateLog(file) : Task.CompletedTask;

    /// <summary>Only <see cref="Migrate"/> makes a database: whoever opens one later finds it or fails, and never gets an empty one instead.</summary>
    private static string ExistingFile(string connectionString)
    {
        var options = new SqliteConnectionStringBuilder(connectionString);
        if (options.DataSource != ":memory:" && options.Mode == SqliteOpenMode.ReadWriteCreate) options.Mode = SqliteOpenMode.ReadWrite;
        return options.ConnectionString;
    }
}
