using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.Database;

/// <summary>A SQLite file is worked on by one process: a second one would send what the first holds, so it does not start.</summary>
internal sealed class SqliteWorkers(IOptions<DatabaseOptions> options) : OneWorker, IDisposable
{
    private FileStream? _held;

    /// <summary>Holds a file beside the database, which the machine frees when the process ends in whatever way.</summary>
    public override Task Join(CancellationToken stop)
    {
        if (SqliteFile.PathOf(options.Value.ConnectionString) is not { } file) return Task.CompletedTask;
        PrivateFolder.Make(Path.GetDirectoryName(file)!);
        PrivateFolder.Close($"{file}.lock"); // one that an older version made
        try
        {
            _held = new FileStream($"{file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists($"{file}.lock"))
        {
            throw new InvalidDataException(
                $"another process works on {file} already. One file serves one process; stop the other, or use PostgreSQL for several.");
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _held?.Dispose();
}
