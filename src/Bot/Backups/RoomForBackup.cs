using Core.Alarms;
using Microsoft.Extensions.Options;

namespace Bot.Backups;

/// <summary>
/// What a backup takes at most, held against the disk before anything of it is copied: one that fills the disk in its middle would take
/// the service's room, and what it had copied by then would stay.
/// </summary>
internal static class RoomForBackup
{
    /// <summary>The database's copy and the archive that it is packed into, or the archive and its sealed form.</summary>
    private const int Copies = 2;

    /// <summary>What a disk is left with: as much as is told to be full.</summary>
    public static long Margin(IServiceProvider services) =>
        (long)services.GetRequiredService<IOptions<AlarmOptions>>().Value.DiskFullMegabytes << 20;

    /// <summary>Of an archive that holds its files.</summary>
    /// <exception cref="InvalidDataException">There is too little.</exception>
    public static async Task CheckWhole(Archive archive, string target, long margin)
    {
        var files = archive.Folders.Where(f => Directory.Exists(f.Path))
            .Sum(f => new DirectoryInfo(f.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(LengthOf));
        await Check(archive, Path.GetDirectoryName(target)!, Copies * files, margin);
    }

    /// <summary>Of an archive whose files lie beside it; so many bytes of them are not there yet.</summary>
    /// <exception cref="InvalidDataException">There is too little.</exception>
    public static async Task Check(Archive archive, string folder, long files, long margin) => UnpackArchive.CheckRoom(
        [(folder, files + (Copies * await archive.Database.CopyTakes()) + margin)], UnpackArchive.FreeIn, "may take");

    /// <summary>How long a file is; nothing where it is gone meanwhile.</summary>
    public static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
