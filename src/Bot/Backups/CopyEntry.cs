using System.IO.Compression;
using System.IO.Hashing;

namespace Bot.Backups;

/// <summary>
/// Copies a file out of an archive and makes sure that it is what was put in: .NET gives out whatever comes, and a bit that a disk lost
/// in a photo or in the text of a complaint would stay unseen.
/// </summary>
internal static class CopyEntry
{
    /// <exception cref="InvalidDataException">The archive is damaged there.</exception>
    public static async Task To(ZipArchiveEntry entry, Stream target)
    {
        var (sum, length, piece) = (new Crc32(), 0L, new byte[128 * 1024]);
        try
        {
            await using var content = await entry.OpenAsync();
            for (int read; length <= entry.Length && (read = await content.ReadAsync(piece)) > 0; length += read)
            {
                sum.Append(piece.AsSpan(0, read));
                await target.WriteAsync(piece.AsMemory(0, read));
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged(entry);
        }

        if (length != entry.Length || sum.GetCurrentHashAsUInt32() != entry.Crc32) throw Damaged(entry);
    }

    private static InvalidDataException Damaged(ZipArchiveEntry entry) =>
        new($"The backup is damaged ({entry.FullName}); nothing was changed. Try an older backup, or another copy of this one.");
}
