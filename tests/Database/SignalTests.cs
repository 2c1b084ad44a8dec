using System.Runtime.ExceptionServices;
using Bot.Database;
using Npgsql;
using Tests.Support;

namespace Tests.Database;

public sealed class SignalTests
{
    [PostgresFact]
    public async Task A_signal_that_could_not_go_out_goes_out_when_the_database_takes_it_again()
    {
        await using var database = TestDatabase.New();
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        await using var listener = new NpgsqlConnection(settings.ConnectionString);
        await listener.OpenAsync();
        await using var beside = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Database = "postgres",
        }.ConnectionString);
        await beside.OpenAsync();
        var (heard, refused) = (new List<string>(), new TaskCompletionSource());
        listener.Notification += (_, said) => heard.Add(said.Payload);
        await Run(listener, $"listen {PostgresSignals.Channel}");
        await Run(beside, $"alter database {settings.Database} with allow_connections false");
        void Note(object? sender, FirstChanceExceptionEventArgs e)
        {
            if (e.Exception is PostgresException { SqlState: "55000" }) refused.TrySetResult();
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        using var stop = new CancellationTokenSource();
        using var signals = new PostgresSignals(settings.ConnectionString);
        var sending = signals.Send(stop.Token);
        try
        {
            signals.Put("erased 7");
            await refused.Task;
            await Run(beside, $"alter database {settings.Database} with allow_connections true");
            (await listener.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Note;
            await stop.CancelAsync();
            await sending;
        }

        heard.ShouldBe(["erased 7"]);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
