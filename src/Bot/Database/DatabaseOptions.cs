using System.ComponentModel.DataAnnotations;

namespace Bot.Database;

/// <summary>Where the data is (section <c>Database</c>).</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    [AllowedValues("sqlite", "postgres", ErrorMessage = "Database:Provider must be \"sqlite\" or \"postgres\".")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>How to reach it; for SQLite the path of the file after <c>Data Source=</c>.</summary>
    [Required(ErrorMessage = "Database:ConnectionString is empty; for SQLite write \"Data Source=data/bot.db\".")]
    public string ConnectionString { get; set; } = "Data Source=data/bot.db";
}
