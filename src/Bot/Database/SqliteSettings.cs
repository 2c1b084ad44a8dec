using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bot.Database;

/// <summary>
/// What every SQLite connection needs: foreign keys, erased rows overwritten with zeros, a full sync at each commit (a confirmed answer
/// survives a power cut),
/// and patience while another process (a backup) holds the file.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Sql =
        "pragma foreign_keys = on; pragma secure_delete = on; pragma synchronous = full; pragma busy_timeout = 10000; pragma temp_store = memory; pragma cache_size = -4000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }
}
