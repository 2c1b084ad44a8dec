using Core.Complaints.Attachments;
using Core.Persistence;

namespace Bot.Backups.Bucket;

/// <summary>
/// Tries the bucket's newest backup as a restore on a new machine would use it: brought from there, into a place that goes again.
/// </summary>
internal static class TryFetched
{
    /// <summary>Brings it and tries it; which it was and how large.</summary>
    /// <exception cref="InvalidDataException">It cannot be brought back, with the reason.</exception>
    public static async Task<(string File, long Bytes)> Try(FetchBackup fetch, Archive here, BackupOptions options,
        IReadOnlyList<string> knownMigrations, IEnumerable<IKnowFiles> owners)
    {
        var place = Path.Combine(Path.GetFullPath(options.Folder), ".from-bucket");
        PrivateFolder.Make(Path.GetFullPath(options.Folder));
        using var turn = await OneTrial.Enter(place);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        PrivateFolder.Make(place);
        try
        {
            var file = await fetch.BringForTrial(place);
            await TryBackup.Try(here, file, options.Passphrase, knownMigrations, owners);
            return (file, new FileInfo(file).Length);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
