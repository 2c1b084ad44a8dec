using Core.Persistence;
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
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection("Database")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => PassingKeys(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddPooledDbContextFactory<AppDb>((provider, options) => Use(options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        return services;
    }

    /// <summary>Points a context at the database.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        return options.Provider == "postgres"
            ? builder.UseNpgsql(options.ConnectionString, o => o.MigrationsAssembly(typeof(DatabaseSetup).Assembly.FullName))
            : builder.UseSqlite(WithFolder(options.ConnectionString), o => o.MigrationsAssembly(typeof(DatabaseSetup).Assembly.FullName))
                .AddInterceptors(new SqliteSettings());
    }

    /// <summary>Brings the tables up to date; makes the database when there is none.</summary>
    public static async Task Migrate(IDbContextFactory<AppDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)) await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal");
        await db.Database.MigrateAsync();
    }

    /// <summary>Beside a SQLite file, for it has no table that a copy leaves out.</summary>
    private static PassingKeyPlace PassingKeys(DatabaseOptions options) => options.Provider == "postgres"
        ? new(null)
        : new($"{Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource)}.passing-keys");

    private static string WithFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && file != ":memory:") Directory.CreateDirectory(folder);
        return connectionString;
    }
}
