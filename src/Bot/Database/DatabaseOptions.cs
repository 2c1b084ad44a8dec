using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bot.Database;

/// <summary>Where the data is (section <c>Database</c>).</summary>
internal sealed class DatabaseOptions : IValidatableObject
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    [AllowedValues("sqlite", "postgres", ErrorMessage = "Database:Provider must be \"sqlite\" or \"postgres\".")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>How to reach it; for SQLite the path of the file after <c>Data Source=</c>.</summary>
    [Required(ErrorMessage = "Database:ConnectionString is empty; for SQLite write \"Data Source=data/bot.db\".")]
    public string ConnectionString { get; set; } = "Data Source=data/bot.db";

    /// <summary>A file that holds <see cref="ConnectionString"/>, since that may hold a password; empty for none.</summary>
    public string ConnectionStringFile { get; set; } = "";

    /// <summary>
    /// Where PostgreSQL's own programs (<c>pg_dump</c>, <c>pg_restore</c>, <c>psql</c>) are; empty for those on the path.
    /// </summary>
    public string ToolsFolder { get; set; } = "";

    /// <summary>Checks that the vendor can read it, without repeating it: it may hold a password.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var problem = Problem();
        if (problem is not null) yield return new ValidationResult(problem);
    }

    private string? Problem()
    {
        try
        {
            if (Provider == "postgres") return new NpgsqlConnectionStringBuilder(ConnectionString).Host is null
                ? "Database:ConnectionString names no host; write such as \"Host=localhost;Database=bot;Username=bot\"." : null;
            return new SqliteConnectionStringBuilder(ConnectionString).DataSource.Length == 0
                ? "Database:ConnectionString names no file; write \"Data Source=data/bot.db\"." : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return Provider == "postgres"
                ? "Database:ConnectionString cannot be read; write such as \"Host=localhost;Database=bot;Username=bot\"."
                : "Database:ConnectionString cannot be read; for SQLite write \"Data Source=data/bot.db\".";
        }
    }
}
