using Npgsql;

namespace Bot.Database;

/// <summary>What is to be signalled to the other processes; several of the same before they go out are one.</summary>
internal sealed class PostgresSignals(string connectionString) : IDisposable
{
    public const string Channel = "suara_layanan";

    private const int Most = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _signals = [];
    private readonly SemaphoreSlim _signalled = new(0);

    public void Put(string said)
    {
        lock (_signals)
        {
            if (!_signals.Add(said) || _signals.Count > 1) return;
        }

        _signalled.Release();
    }

    // After the commit and not in it: a transaction with a NOTIFY waits at its commit for every other one.
    public async Task Send(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string[] taken = [];
            try
            {
                await _signalled.WaitAsync(stop);
                lock (_signals)
                {
                    taken = [.. _signals];
                    _signals.Clear();
                }

                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(stop);
                await using var command = new NpgsqlCommand($"select pg_notify('{Channel}', said) from unnest(@said) said", connection);
                command.Parameters.AddWithValue("said", taken);
                await command.ExecuteNonQueryAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Who was not woken looks by itself within a second, but nobody sees by looking what was erased.
                PutBack(taken);
                await Task.Delay(Pause, TimeProvider.System, stop).ContinueWith(_ => { }, TaskScheduler.Default);
                _signalled.Release();
            }
        }
    }

    private void PutBack(string[] taken)
    {
        lock (_signals)
            foreach (var said in taken.Take(Most - _signals.Count)) _signals.Add(said);
    }

    public void Dispose() => _signalled.Dispose();
}
