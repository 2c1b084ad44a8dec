using System.IO.Compression;
using Bot.Database.Saved;
using Core.People;
using Core.Persistence;

namespace Bot.Backups;

/// <summary>Takes a backup apart: everything is unpacked and checked beside the data before anything takes its place.</summary>
internal static class UnpackArchive
{
    private const string Fresh = ".restoring";

    /// <summary>What a disk is left with, at least where the database goes.</summary>
    private const long Spare = 64L << 20;

    /// <summary>A file's last block is filled up.</summary>
    private const long Block = 4096;

    public static ZipArchive Open(string source)
    {
        try
        {
            return ZipFile.OpenRead(source);
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("This file is no backup of Suara Layanan, or it is damaged.");
        }
    }

    public static void CheckVersion(Manifest manifest, IReadOnlyList<string> known)
    {
        if (manifest.Format > Manifest.CurrentFormat || manifest.Migrations.Except(known).Any())
            throw new InvalidDataException(
                $"The backup was made by a newer version ({manifest.Version}) than this one ({Manifest.CurrentVersion}). Install that version first.");
    }

    /// <summary>Unpacks and checks everything; in a trial files are read to their end and take no room.</summary>
    /// <exception cref="InvalidDataException">It cannot be brought back, with the reason.</exception>
    public static async Task Unpack(ZipArchive zip, Manifest manifest, Archive archive, SavedDatabase database, BesideFiles beside,
        bool isTrial = false)
    {
        PrivateFolder.Make(Path.GetDirectoryName(database.Fresh)!);
        PrivateFolder.Make(Path.GetDirectoryName(archive.KeyFile)!);
        var needs = Needs(zip, manifest, archive, database, beside).Where(n => !isTrial || !n.IsFile);
        CheckRoom(needs.Select(n => (n.Folder, n.Bytes)), FreeIn);
        await Extract(zip.GetEntry(database.EntryName) ?? throw new InvalidDataException("The backup holds no database."), database.Fresh);
        await database.Check(manifest.Migrations);
        await Extract(zip.GetEntry(Archive.KeyName)
            ?? throw new InvalidDataException(
            "The backup holds no instansi.key; without it sealed data cannot be read. Nothing was changed. Try an older backup."),
                archive.KeyFile + Fresh);
        await CheckKey(archive.KeyFile + Fresh, database);
        foreach (var folder in archive.Folders)
            foreach (var kept in zip.Entries.Where(e => e.FullName.StartsWith($"{folder.Name}/", StringComparison.Ordinal)
                && !e.FullName.EndsWith('/'))) // folders, where somebody packed it anew
                await Write(Target(folder, kept.FullName[(folder.Name.Length + 1)..]), isTrial, to => CopyEntry.To(kept, to));
        foreach (var name in manifest.Beside ?? [])
            if (name.Split('/', 2) is [var first, var path] && archive.Folders.FirstOrDefault(f => f.Name == first) is { } folder)
                await Write(Target(folder, path), isTrial, to => beside.Open(name, to));
    }

    private static async Task Write(string target, bool isTrial, Func<Stream, Task> write)
    {
        if (isTrial)
        {
            await write(Stream.Null);
            return;
        }

        PrivateFolder.Make(Path.GetDirectoryName(target)!);
        File.Delete(target);
        await using var file = PrivateFolder.NewFile(target);
        await write(file);
        file.Flush(flushToDisk: true);
    }

    private static string Target(KeptFolder folder, string path)
    {
        var root = FreshOf(folder) + Path.DirectorySeparatorChar;
        var target = path.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(root, path));
        return target.StartsWith(root, StringComparison.Ordinal) ? target
            : throw new InvalidDataException("The backup holds a file that points outside of its folder; it is not one of ours.");
    }

    /// <summary>What everything takes that is unpacked, and where; what lies beside is a little longer where it is sealed.</summary>
    private static IEnumerable<(string Folder, long Bytes, bool IsFile)> Needs(ZipArchive zip, Manifest manifest, Archive archive,
        SavedDatabase database, BesideFiles beside)
    {
        var inside = zip.Entries.Select(e => (Name: e.FullName, Bytes: e.Length));
        foreach (var (name, bytes) in inside.Concat((manifest.Beside ?? []).Select(n => (Name: n, Bytes: beside.LengthOf(n)))))
        {
            var folder = archive.Folders.FirstOrDefault(f => name.StartsWith($"{f.Name}/", StringComparison.Ordinal));
            var place = folder is not null ? FreshOf(folder) : name == database.EntryName ? database.Fresh : archive.KeyFile;
            yield return (Path.GetDirectoryName(Path.GetFullPath(place))!, (bytes / Block * Block) + Block, folder is not null);
        }

        yield return (Path.GetDirectoryName(Path.GetFullPath(database.Fresh))!, Spare, false);
    }

    /// <summary>
    /// An archive says how large it becomes: what would fill a disk is refused before it does. Folders with equally much room are taken to
    /// share a disk.
    /// </summary>
    /// <exception cref="InvalidDataException">A disk has too little room.</exception>
    internal static void CheckRoom(IEnumerable<(string Folder, long Bytes)> needs, Func<string, long> freeIn, string takes = "unpacks into")
    {
        var folders = needs.GroupBy(n => n.Folder, n => (double)n.Bytes, (folder, bytes) => (Folder: folder, Needed: bytes.Sum()));
        foreach (var disk in folders.GroupBy(f => freeIn(f.Folder)))
            if (disk.Sum(n => n.Needed) is var needed && needed > disk.Key) throw new InvalidDataException(FormattableString.Invariant(
                $"The backup {takes} {needed / (1 << 20):0} MB in {disk.First().Folder}, and {disk.Key >> 20} MB is free. Make room; nothing was changed."));
    }

    internal static long FreeIn(string folder)
    {
        PrivateFolder.Make(folder);
        return new DriveInfo(folder).AvailableFreeSpace;
    }

    private static async Task CheckKey(string file, SavedDatabase database)
    {
        SecretKey key;
        try
        {
            key = SecretKey.Open(file);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new InvalidDataException("The backup's instansi.key is empty or no key; nothing was changed. Try an older backup.");
        }

        if (await database.FreshKey() is { } begun && begun != key.Fingerprint) throw new InvalidDataException(
            "The backup's instansi.key is not the key that its database was begun with: sealed data could not be read. Nothing was changed. "
            + "Try an older backup.");
    }

    private static Task Extract(ZipArchiveEntry entry, string target) => Write(target, isTrial: false, to => CopyEntry.To(entry, to));

    /// <summary>Puts everything in place; where the database from before is kept, null where none was or something else keeps it.</summary>
    public static async Task<string?> PutInPlace(Archive archive, SavedDatabase database, string suffix)
    {
        var aside = await database.PutInPlace(suffix);
        if (File.Exists(archive.KeyFile)) File.Move(archive.KeyFile, archive.KeyFile + suffix);
        File.Move(archive.KeyFile + Fresh, archive.KeyFile);
        foreach (var folder in archive.Folders.Where(f => Directory.Exists(FreshOf(f)))) PutInPlace(folder);
        return aside;
    }

    /// <summary>Whatever went wrong, nothing half unpacked stays.</summary>
    public static async Task CleanUp(Archive archive, SavedDatabase database)
    {
        if (File.Exists(archive.KeyFile + Fresh)) File.Delete(archive.KeyFile + Fresh);
        foreach (var folder in archive.Folders.Select(FreshOf).Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
        await database.CleanUp();
    }

    private static string FreshOf(KeptFolder folder) => Path.GetFullPath(folder.Path) + Fresh;

    private static void PutInPlace(KeptFolder folder)
    {
        var fresh = FreshOf(folder);
        foreach (var file in Directory.GetFiles(fresh, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Path.GetFullPath(folder.Path), Path.GetRelativePath(fresh, file));
            PrivateFolder.Make(Path.GetDirectoryName(target)!);
            File.Move(file, target, overwrite: true);
        }
    }
}
