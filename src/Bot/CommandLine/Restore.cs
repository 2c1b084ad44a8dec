using System.IO.Compression;
using Bot.Database.Saved;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.CommandLine;

/// <summary>Brings a backup back: everything is unpacked and checked beside the data before anything takes its place.</summary>
internal static class Restore
{
    private const string Fresh = ".restoring";

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var source = Path.GetFullPath(Commands.FileOf(line));
        if (!File.Exists(source)) throw new InvalidDataException($"There is no file {source}.");
        await using var app = Commands.Open(line);
        var archive = new Archive(app.Services);
        var (database, time) = (archive.Database, app.Services.GetRequiredService<TimeProvider>());
        try
        {
            using var zip = Open(source);
            var manifest = Manifest.Read(zip);
            CheckVendor(manifest, database.Provider);
            CheckInstansi(manifest, archive, line.Has("force"));
            await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
                CheckVersion(manifest, [.. db.Database.GetMigrations()]);
            await Refuse(archive, database, line.Has("force"));
            await Unpack(zip, manifest, archive, database);
            var aside = await PutInPlace(archive, database, time);
            await output.WriteLineAsync(
                $"Restored: {manifest.Instansi}, as it was at {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC. You can start the service.");
            if (aside is not null)
                await output.WriteLineAsync($"What was here before is kept as {aside}; delete it when you no longer need it.");
            return 0;
        }
        finally
        {
            await CleanUp(archive, database);
        }
    }

    /// <summary>Whatever went wrong, nothing half unpacked stays.</summary>
    private static async Task CleanUp(Archive archive, SavedDatabase database)
    {
        if (File.Exists(archive.KeyFile + Fresh)) File.Delete(archive.KeyFile + Fresh);
        foreach (var folder in archive.Folders.Select(FreshOf).Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
        await database.CleanUp();
    }

    /// <summary>What one vendor wrote the other cannot read; a move carries it over.</summary>
    private static void CheckVendor(Manifest manifest, string provider)
    {
        if (manifest.Database != provider) throw new InvalidDataException(
            $"The backup is of a database of the kind \"{manifest.Database}\", these settings say \"{provider}\" (Database:Provider). Restore it with its own kind, then carry it over with the command move.");
    }

    private static string FreshOf(KeptFolder folder) => Path.GetFullPath(folder.Path) + Fresh;

    /// <summary>Another instansi's people do not come here by accident.</summary>
    private static void CheckInstansi(Manifest manifest, Archive archive, bool force)
    {
        if (!force && manifest.Instansi != archive.Instansi)
            throw new InvalidDataException(
                $"The backup is of \"{manifest.Instansi}\", this installation of \"{archive.Instansi}\" (Instansi:Name). Correct the setting, or add --force if it is the same under another name.");
    }

    private static async Task Refuse(Archive archive, SavedDatabase database, bool force)
    {
        await database.RefuseWhileServed();
        if (!force && (await database.HoldsData() || File.Exists(archive.KeyFile)))
            throw new InvalidDataException(
                $"There is data already ({database.Words}). Add --force to put the backup in its place; what is here now will be kept under another name.");
    }

    private static ZipArchive Open(string source)
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

    private static void CheckVersion(Manifest manifest, IReadOnlyList<string> known)
    {
        if (manifest.Format > Manifest.CurrentFormat || manifest.Migrations.Except(known).Any())
            throw new InvalidDataException(
                $"The backup was made by a newer version ({manifest.Version}) than this one ({Manifest.CurrentVersion}). Install that version first.");
    }

    private static async Task Unpack(ZipArchive zip, Manifest manifest, Archive archive, SavedDatabase database)
    {
        PrivateFolder.Make(Path.GetDirectoryName(database.Fresh)!);
        PrivateFolder.Make(Path.GetDirectoryName(archive.KeyFile)!);
        await Extract(zip.GetEntry(database.EntryName) ?? throw new InvalidDataException("The backup holds no database."), database.Fresh);
        await database.Check(manifest.Migrations);
        await Extract(zip.GetEntry(Archive.KeyName)
            ?? throw new InvalidDataException(
            "The backup holds no instansi.key; without it sealed data cannot be read. Nothing was changed. Try an older backup."),
                archive.KeyFile + Fresh);
        CheckKey(archive.KeyFile + Fresh);
        foreach (var folder in archive.Folders)
            foreach (var kept in zip.Entries.Where(e => e.FullName.StartsWith($"{folder.Name}/", StringComparison.Ordinal)))
                await Unpack(kept, folder);
    }

    private static void CheckKey(string file)
    {
        try
        {
            SecretKey.Open(file);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new InvalidDataException("The backup's instansi.key is empty or no key; nothing was changed. Try an older backup.");
        }
    }

    private static async Task Unpack(ZipArchiveEntry kept, KeptFolder folder)
    {
        var root = FreshOf(folder) + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(root, kept.FullName[(folder.Name.Length + 1)..]));
        if (!target.StartsWith(root, StringComparison.Ordinal))
            throw new InvalidDataException("The backup holds a file that points outside of its folder; it is not one of ours.");
        PrivateFolder.Make(Path.GetDirectoryName(target)!);
        await Extract(kept, target);
    }

    private static async Task Extract(ZipArchiveEntry entry, string target)
    {
        File.Delete(target);
        await using var file = PrivateFolder.NewFile(target);
        await using var content = await entry.OpenAsync();
        await content.CopyToAsync(file);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Where what was here before is kept; null where nothing was.</summary>
    private static async Task<string?> PutInPlace(Archive archive, SavedDatabase database, TimeProvider time)
    {
        var suffix = $".before-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        var aside = await KeepAside(archive, database, suffix, time);
        aside = await database.PutInPlace(suffix) ?? aside;
        if (File.Exists(archive.KeyFile)) File.Move(archive.KeyFile, archive.KeyFile + suffix);
        File.Move(archive.KeyFile + Fresh, archive.KeyFile);
        foreach (var folder in archive.Folders.Where(f => Directory.Exists(FreshOf(f)))) PutInPlace(folder);
        return aside;
    }

    /// <summary>A database that is no file is kept as a backup of its own, which this command brings back as well.</summary>
    private static async Task<string?> KeepAside(Archive archive, SavedDatabase database, string suffix, TimeProvider time)
    {
        if (database.Provider == "sqlite" || !File.Exists(archive.KeyFile) || !await database.HoldsData()) return null;
        var kept = $"{Path.Combine(Path.GetDirectoryName(archive.KeyFile)!, "database")}{suffix}.zip";
        await BackUp.Write(archive, kept, time);
        return kept;
    }

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
