using System.Collections.Concurrent;
using Core.Messaging;

namespace Bot.Telegram.Sending;

/// <summary>
/// The platform's ids of files that were just uploaded, so that what goes to hundreds is uploaded once. They live as long as the process:
/// a file that changes on the disk is another one, and one that the platform no longer knows is uploaded anew.
/// </summary>
internal sealed class UploadedFiles
{
    private const int Most = 512;

    private readonly ConcurrentDictionary<(string Path, string Name, bool Picture, long Changed), string> _ids = new();

    /// <summary>The id of a file that was uploaded; null when it was not.</summary>
    public string? Of(OutFile file) => _ids.GetValueOrDefault(KeyOf(file));

    /// <summary>It was uploaded.</summary>
    public void Keep(OutFile file, string? id)
    {
        if (id is null) return;
        if (_ids.Count >= Most) _ids.Clear();
        _ids[KeyOf(file)] = id;
    }

    /// <summary>The platform does not know it any more.</summary>
    public void Forget(OutFile file) => _ids.TryRemove(KeyOf(file), out _);

    private static (string Path, string Name, bool Picture, long Changed) KeyOf(OutFile file) =>
        (file.Path, file.Name, file.Picture, File.GetLastWriteTimeUtc(file.Path).Ticks);
}
