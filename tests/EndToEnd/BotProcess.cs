using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Tests.EndToEnd;

/// <summary>
/// The real program as a process of its own, against a Bot API server and a database file; it can be killed at any moment.
/// </summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;
    private TaskCompletionSource _up = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("bot-").FullName;

    /// <summary>With the folders of files that all workers of a city see, and its key.</summary>
    public void Share(string folder)
    {
        Settings["Instansi__KeyFile"] = Path.Combine(folder, "instansi.key");
        foreach (var (key, name) in new[] { ("Complaints__AttachmentFolder", "attachments"), ("Web__UploadFolder", "uploads"),
            ("Reports__Folder", "reports") })
            Settings[key] = Path.Combine(folder, name);
    }

    public string Database => Path.Combine(Folder, "data", "bot.db");

    /// <summary>Everything it printed, over all its lives.</summary>
    public IEnumerable<string> Output => _output;

    public Dictionary<string, string> Settings { get; } = new()
    {
        ["Web__Url"] = "http://127.0.0.1:0",
        ["Complaints__DutyUnits"] = "*", // a test runs at any hour
    };

    public int Lives { get; private set; }

    /// <summary>Whether it runs.</summary>
    public bool IsAlive => _process is { HasExited: false };

    /// <summary>Its code at its end; only after that.</summary>
    public int ExitCode => _process!.ExitCode;

    /// <summary>The memory that it really uses, in MB.</summary>
    public long ResidentMb
    {
        get
        {
            if (!IsAlive) return 0;
            _process!.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    /// <summary>How long processors have worked for it, which other work on the machine hardly changes.</summary>
    public double CpuSeconds
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Ends when this life has begun: the process listens and its jobs run.</summary>
    public Task Up => _up.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>What runs it; a published file runs by itself.</summary>
    public string Executable { get; init; } = "dotnet";

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Program { get; init; } =
        ["exec", "--depsfile", Path.Combine(AppContext.BaseDirectory, "Tests.deps.json"),
            Path.Combine(AppContext.BaseDirectory, "Bot.dll")];

    public void UseTelegram(BotApiServer server) =>
        (Settings["Telegram__Token"], Settings["Telegram__BaseUrl"]) = (server.Token, server.Url);

    public void Start()
    {
        var start = new ProcessStartInfo(Executable, Program)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in Settings) start.Environment[key] = value;
        _process = Process.Start(start)!;
        var up = _up = new();
        _process.OutputDataReceived += (_, line) =>
        {
            _output.Enqueue(line.Data ?? "");
            if (line.Data?.StartsWith("Suara Layanan", StringComparison.Ordinal) == true) up.TrySetResult();
        };
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Lives++;
    }

    /// <summary>Does a command beside it, with its settings and in its folder; its code and what it said.</summary>
    public async Task<(int Code, string Said)> Command(params string[] args)
    {
        var start = new ProcessStartInfo(Executable, [.. Program, .. args]) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        foreach (var (key, value) in Settings) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    /// <summary>SIGSTOP: it does nothing any more and has not died for the others, so that what it holds can be looked at.</summary>
    public async Task Freeze()
    {
        using var stop = Process.Start("kill", ["-STOP", $"{_process!.Id}"]);
        await stop.WaitForExitAsync();
        while (!File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[1].StartsWith('T')) await Task.Yield();
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM once it is up, as a service manager stops it; the exit code.</summary>
    public async Task<int> Stop()
    {
        await Up;
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until it ends by itself; the exit code.</summary>
    public async Task<int> Exit()
    {
        await _process!.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(90)).Token);
        return _process.ExitCode;
    }

    public List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(string.Join(' ', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i))));
        return found;
    }

    /// <summary>Ends these however the test ends; those of one that failed would go on beside all others.</summary>
    public static IAsyncDisposable End(IReadOnlyList<BotProcess> all) => new Ends(all);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Ends(IReadOnlyList<BotProcess> all) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var process in all) await process.DisposeAsync();
        }
    }
}
