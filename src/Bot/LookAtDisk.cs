using Bot.Backups;
using Bot.Database;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>Looks how much room is left where the service writes.</summary>
internal static class LookAtDisk
{
    /// <summary>Each disk that we write to once, with the first of our folders on it.</summary>
    public static IEnumerable<(string Root, string Folder, long Free)> Drives(IServiceProvider services) =>
        Folders(services).Select(Existing).Select(folder => (DiskOf(folder), folder, FreeIn(folder))).DistinctBy(d => d.Item1);

    /// <summary>Where the disk of a folder is mounted; several folders on one are one.</summary>
    public static string DiskOf(string folder)
    {
        var path = Path.GetFullPath(folder);
        return DriveInfo.GetDrives().Select(d => d.Name).Where(name => Lies(path, name)).MaxBy(name => name.Length)
            ?? Path.GetPathRoot(path)!;
    }

    private static bool Lies(string path, string disk) =>
        path == disk || path.StartsWith(disk.EndsWith('/') ? disk : disk + '/', StringComparison.Ordinal);

    /// <summary>The room left for the service's user.</summary>
    public static long FreeIn(string folder) => new DriveInfo(Existing(folder)).AvailableFreeSpace;

    private static IEnumerable<string> Folders(IServiceProvider services)
    {
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (database.Provider == "sqlite" && SqliteFile.PathOf(database.ConnectionString) is { } file)
            yield return Path.GetDirectoryName(file)!;
        yield return Path.GetDirectoryName(Path.GetFullPath(services.GetRequiredService<IOptions<InstansiOptions>>().Value.KeyFile))!;
        if (services.GetService<IOptions<BackupOptions>>()?.Value is { Nightly: true } backups)
            yield return Path.GetFullPath(backups.Folder);
        foreach (var folder in services.GetServices<KeptFolder>()) yield return Path.GetFullPath(folder.Path);
    }

    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) folder = parent;
        return folder;
    }
}
