namespace Core.Messaging;

/// <summary>Reads what somebody sent, which may be longer than it says.</summary>
internal static class ReadFile
{
    /// <summary>How long it may stand still on its way.</summary>
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(30);

    /// <summary>Shorter than another process waits before it fetches the same file.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(4);

    /// <summary>All of it; null when it holds more bytes than that.</summary>
    /// <exception cref="IOException">It stood still, or came too slowly: it may be tried again.</exception>
    public static Task<byte[]?> UpTo(Stream source, long most, CancellationToken stop) => UpTo(source, most, StandsStill, stop);

    /// <summary>The same, with a patience of one's own.</summary>
    internal static async Task<byte[]?> UpTo(Stream source, long most, TimeSpan patience, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            for (int read; (read = await Next(source, buffer, patience, patient)) > 0;)
            {
                if (content.Length + read > most) return null;
                if (TimeProvider.System.GetElapsedTime(began) > Whole) throw new IOException("The file came too slowly.");
                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new IOException("The file stood still on its way.");
        }
    }

    private static ValueTask<int> Next(Stream source, byte[] buffer, TimeSpan patience, CancellationTokenSource patient)
    {
        patient.CancelAfter(patience);
        return source.ReadAsync(buffer, patient.Token);
    }
}
