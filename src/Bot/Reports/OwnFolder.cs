using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>The folder where documents wait until they are sent.</summary>
internal sealed class OwnFolder(IOptions<ReportsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>A path for a new file with this ending.</summary>
    public string NewPath(string ending) => PathOf($"{Guid.NewGuid():N}{ending}");

    /// <summary>The path of the file with this name.</summary>
    public string PathOf(string name)
    {
        PrivateFolder.Make(options.Value.Folder);
        return Path.GetFullPath(Path.Combine(options.Value.Folder, name));
    }

    /// <summary>Whether the file is there; then it is kept for another week.</summary>
    public bool KeepOn(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Deletes files that were made more than a week ago.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(options.Value.Folder)) return;
        var before = (time.GetUtcNow() - Kept).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(options.Value.Folder)
            .Where(f => File.GetLastWriteTimeUtc(f) < before && Path.GetFileName(f) != CityFolders.Mark))
            File.Delete(file);
    }
}
