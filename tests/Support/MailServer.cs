using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Tests.Support;

/// <summary>An SMTP server on loopback that keeps what it takes, and goes wrong on demand.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<MimeMessage> _mails = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private Task? _serving;

    public static MailServer Start()
    {
        var server = new MailServer();
        server._listener.Start();
        server._serving = server.Serve();
        return server;
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails that were taken, in order.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. _mails];

    /// <summary>Every command that came.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>The answer to a command (its first word) in place of the usual one; an empty one closes the connection.</summary>
    public ConcurrentDictionary<string, string> Faults { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        if (_serving is not null) await _serving;
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true) _ = Talk(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 uji siap");
                while (await reader.ReadLineAsync(_stop.Token) is { } line && await Answer(line, reader, writer)) { }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The other side left.
            }
        }
    }

    private async Task<bool> Answer(string line, StreamReader reader, StreamWriter writer)
    {
        _heard.Enqueue(line);
        var word = line.Split(' ')[0].ToUpperInvariant();
        if (Faults.TryGetValue(word, out var fault))
        {
            if (fault.Length == 0) return false;
            await writer.WriteLineAsync(fault);
            return true;
        }

        if (word == "DATA") await Take(reader, writer);
        else await writer.WriteLineAsync(word switch
        {
            "EHLO" => "250-uji\r\n250 AUTH PLAIN LOGIN",
            "AUTH" => "235 2.7.0 masuk",
            "QUIT" => "221 sampai jumpa",
            _ => "250 2.1.0 ya",
        });
        return word != "QUIT";
    }

    private async Task Take(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 lanjut");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        _mails.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.ASCII.GetBytes(text.ToString()))));
        await writer.WriteLineAsync("250 2.0.0 diterima");
    }
}
