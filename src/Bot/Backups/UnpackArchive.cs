using System.IO.Compression;
using Bot.Database.Saved;
using Core.People;
using Core.Persistence;

namespace Bot.Backups;

/// <summary>Takes a backup apart: everything is unpacked and checked beside the data before anything takes its place.</summary>
internal static class UnpackArchive
{
    private const string Fresh = ".restoring";

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

    public static async Task Unpack(ZipArchive zip, Manifest manifest, Archive archive, SavedDatabase database, BesideFiles beside)
    {
        PrivateFolder.Make(Path.GetDirectoryName(database.Fresh)!);
        PrivateFolder.Make(Path.GetDirectoryName(archive.KeyFile)!);
        CheckRoom(zip.Entries.Select(e => (FolderOf(e, archive, database), e.Length)), FreeIn);
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
                await Unpack(kept, folder);
        foreach (var name in manifest.Beside ?? []) await Bring(name, archive, beside);
    }

    private static async Task Bring(string name, Archive archive, BesideFiles beside)
    {
        var parts = name.Split('/', 2);
        if (archive.Folders.FirstOrDefault(f => f.Name == parts[0]) is not { } folder || parts.Length < 2) return;
        var target = Target(folder, parts[1]);
        await beside.Open(name, target);
    }

    private static string Target(KeptFolder folder, string path)
    {
        var root = FreshOf(folder) + Path.DirectorySeparatorChar;
        var target = path.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(root, path));
        if (!target.StartsWith(root, StringComparison.Ordinal))
            throw new InvalidDataException("The backup holds a file that points outside of its folder; it is not one of ours.");
        PrivateFolder.Make(Path.GetDirectoryName(target)!);
        return target;
    }

    /// <summary>
    /// An archive says how large it becomes: what would fill a disk is refused before it does. Folders with equally much room are taken to
    /// share a disk.
    /// </summary>
    /// <exception cref="InvalidDataException">A disk has too little room.</exception>
    internal static void CheckRoom(IEnumerable<(string Folder, long Bytes)> needs, Func<string, long> freeIn)
    {
        var folders = needs.GroupBy(n => n.Folder, n => (double)n.Bytes, (folder, bytes) => (Folder: folder, Needed: bytes.Sum()));
        foreach (var disk in folders.GroupBy(f => freeIn(f.Folder)))
            if (disk.Sum(n => n.Needed) is var needed && needed > disk.Key) throw new InvalidDataException(FormattableString.Invariant(
                $"The backup unpacks into {needed / (1 << 20):0} MB in {disk.First().Folder}, and {disk.Key >> 20} MB is free. Make room; nothing was changed."));
    }

    private static long FreeIn(string folder)
    {
        PrivateFolder.Make(folder);
        return new DriveInfo(folder).AvailableFreeSpace;
    }

    private static string FolderOf(ZipArchiveEntry entry, Archive archive, SavedDatabase database) =>
        archive.Folders.FirstOrDefault(f => entry.FullName.StartsWith($"{f.Name}/", StringComparison.Ordinal)) is { } kept
            ? Path.GetDirectoryName(FreshOf(kept))!
            : Path.GetDirectoryName(Path.GetFullPath(entry.FullName == database.EntryName ? database.Fresh : archive.KeyFile))!;

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

    private static async Task Unpack(ZipArchiveEntry kept, KeptFolder folder)
    {
        var target = Target(folder, kept.FullName[(folder.Name.Length + 1)..]);
        await Extract(kept, target);
    }

    private static async Task Extract(ZipArchiveEntry entry, string target)
    {
        File.Delete(target);
        await using var file = PrivateFolder.NewFile(target);
        await CopyEntry.To(entry, file);
        file.Flush(flushToDisk: true);
    }

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
