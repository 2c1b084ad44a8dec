using System.IO.Compression;
using Bot.Database;
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
        if (archive.DatabaseFile is not { } database)
            return archive.ExplainPostgres(output, "pg_restore --clean --if-exists --dbname=DATABASE bot.dump brings it back.");
        await Refuse(database, archive.KeyFile, line.Has("force"));
        using var zip = Open(source);
        var manifest = Manifest.Read(zip);
        CheckInstansi(manifest, archive, line.Has("force"));
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
            CheckVersion(manifest, [.. db.Database.GetMigrations()]);
        try
        {
            await Unpack(zip, manifest, archive, database);
            var aside = PutInPlace(archive, database, app.Services.GetRequiredService<TimeProvider>());
            await output.WriteLineAsync(
                $"Restored: {manifest.Instansi}, as it was at {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC. You can start the service.");
            if (aside is not null)
                await output.WriteLineAsync($"What was here before is kept as {aside}; delete it when you no longer need it.");
            return 0;
        }
        finally
        {
            CleanUp(archive, database);
        }
    }

    /// <summary>Whatever went wrong, nothing half unpacked stays.</summary>
    private static void CleanUp(Archive archive, string database)
    {
        foreach (var left in new[] { database + Fresh, database + Fresh + "-wal", database + Fresh + "-shm", archive.KeyFile + Fresh })
            File.Delete(left);
        foreach (var folder in archive.Folders.Select(FreshOf).Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
    }

    private static string FreshOf(KeptFolder folder) => Path.GetFullPath(folder.Path) + Fresh;

    /// <summary>Another instansi's people do not come here by accident.</summary>
    private static void CheckInstansi(Manifest manifest, Archive archive, bool force)
    {
        if (!force && manifest.Instansi != archive.Instansi)
            throw new InvalidDataException(
                $"The backup is of \"{manifest.Instansi}\", this installation of \"{archive.Instansi}\" (Instansi:Name). Correct the setting, or add --force if it is the same under another name.");
    }

    private static async Task Refuse(string database, string keyFile, bool force)
    {
        if (File.Exists(database) && await SqliteFile.IsInUse(database))
            throw new InvalidDataException("The service is running. Stop it first, then restore.");
        if (!force && (File.Exists(database) || File.Exists(keyFile)))
            throw new InvalidDataException(
                $"There is data already ({database}). Add --force to put the backup in its place; what is here now will be kept under another name.");
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

    private static async Task Unpack(ZipArchive zip, Manifest manifest, Archive archive, string database)
    {
        PrivateFolder.Make(Path.GetDirectoryName(database)!);
        PrivateFolder.Make(Path.GetDirectoryName(archive.KeyFile)!);
        await Extract(zip.GetEntry(Archive.DatabaseName) ?? throw new InvalidDataException("The backup holds no database."), database
            + Fresh);
        if (await SqliteFile.Damage(database + Fresh) is { } damage)
            throw new InvalidDataException($"The backup's database is damaged ({damage}); nothing was changed. Try an older backup.");
        if (!await SqliteFile.Holds(database + Fresh, manifest.Migrations))
            throw new InvalidDataException(
                "The backup's database is empty or not the one its manifest tells of; nothing was changed. Try an older backup.");
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

    private static string? PutInPlace(Archive archive, string database, TimeProvider time)
    {
        var suffix = $".before-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        if (File.Exists(archive.KeyFile + Fresh))
        {
            if (File.Exists(archive.KeyFile)) File.Move(archive.KeyFile, archive.KeyFile + suffix);
            File.Move(archive.KeyFile + Fresh, archive.KeyFile);
        }

        foreach (var folder in archive.Folders.Where(f => Directory.Exists(FreshOf(f)))) PutInPlace(folder);

        var before = File.Exists(database) ? database + suffix : null;
        if (before is not null) File.Move(database, before);
        foreach (var log in new[] { "-wal", "-shm", "-journal" }) File.Delete(database + log);
        File.Move(database + Fresh, database);
        return before;
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
