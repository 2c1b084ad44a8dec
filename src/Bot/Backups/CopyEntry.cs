using System.IO.Compression;

namespace Bot.Backups;

/// <summary>
/// Copies a file out of an archive and makes sure that it is what was put in: .NET gives out whatever comes, and a bit that a disk lost
/// in a photo or in the text of a complaint would stay unseen.
/// </summary>
internal static class CopyEntry
{
    private const uint Polynomial = 0xEDB88320; // that of ZIP
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <exception cref="InvalidDataException">The archive is damaged there.</exception>
    public static async Task To(ZipArchiveEntry entry, Stream target)
    {
        var (sum, length, piece) = (uint.MaxValue, 0L, new byte[128 * 1024]);
        try
        {
            await using var content = await entry.OpenAsync();
            for (int read; length <= entry.Length && (read = await content.ReadAsync(piece)) > 0; length += read)
            {
                foreach (var one in piece.AsSpan(0, read)) sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
                await target.WriteAsync(piece.AsMemory(0, read));
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged(entry);
        }

        if (length != entry.Length || ~sum != entry.Crc32) throw Damaged(entry);
    }

    private static InvalidDataException Damaged(ZipArchiveEntry entry) =>
        new($"The backup is damaged ({entry.FullName}); nothing was changed. Try an older backup, or another copy of this one.");

    private static uint Remainder(int value)
    {
        var rest = (uint)value;
        for (var bit = 0; bit < 8; bit++) rest = (rest & 1) == 1 ? (rest >> 1) ^ Polynomial : rest >> 1;
        return rest;
    }
}
