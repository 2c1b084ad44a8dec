namespace Core.Messaging;

/// <summary>Reads what somebody sent, which may be longer than it says.</summary>
internal static class ReadFile
{
    /// <summary>All of it; null when it holds more bytes than that.</summary>
    public static async Task<byte[]?> UpTo(Stream source, long most, CancellationToken stop)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        for (var read = await source.ReadAsync(buffer, stop); read > 0; read = await source.ReadAsync(buffer, stop))
        {
            if (content.Length + read > most) return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
