using System.IO.Compression;
using Bot.Database;
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
        if (archive.DatabaseFile is not { } database) return archive.ExplainPostgres(output, "pg_restore --clean --if-exists --dbname=DATABASE bot.dump brings it back.");
        await Refuse(database, archive.KeyFile, line.Has("force"));
        using var zip = Open(source);
        var manifest = Manifest.Read(zip);
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
            CheckVersion(manifest, [.. db.Database.GetMigrations()]);
        await Unpack(zip, archive, database);
        var aside = PutInPlace(archive, database, app.Services.GetRequiredService<TimeProvider>());
        await output.WriteLineAsync($"Restored: {manifest.Instansi}, as it was at {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC. You can start the service.");
        if (aside is not null) await output.WriteLineAsync($"What was here before is kept as {aside}; delete it when you no longer need it.");
        return 0;
    }

    private static async Task Refuse(string database, string keyFile, bool force)
    {
        if (File.Exists(database) && await SqliteFile.IsInUse(database)) throw new InvalidDataException("The service is running. Stop it first, then restore.");
        if (!force && (File.Exists(database) || File.Exists(keyFile)))
            throw new InvalidDataException($"There is data already ({database}). Add --force to put the backup in its place; what is here now will be kept under another name.");
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
            throw new InvalidDataException($"The backup was made by a newer version ({manifest.Version}) than this one ({Manifest.CurrentVersion}). Install that version first.");
    }

    private static async Task Unpack(ZipArchive zip, Archive archive, string database)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        Directory.CreateDirectory(Path.GetDirectoryName(archive.KeyFile)!);
        await (zip.GetEntry(Archive.DatabaseName) ?? throw new InvalidDataException("The backup holds no database.")).ExtractToFileAsync(database + Fresh, overwrite: true);
        if (await SqliteFile.Damage(database + Fresh) is { } damage)
        {
            File.Delete(database + Fresh);
            throw new InvalidDataException($"The backup's database is damaged ({damage}); nothing was changed. Try an older backup.");
        }

        if (zip.GetEntry(Archive.KeyName) is { } key) await key.ExtractToFileAsync(archive.KeyFile + Fresh, overwrite: true);
        foreach (var folder in archive.Folders)
            foreach (var kept in zip.Entries.Where(e => e.FullName.StartsWith($"{folder.Name}/", StringComparison.Ordinal))) await Unpack(kept, folder);
    }

    private static async Task Unpack(ZipArchiveEntry kept, BackedUpFolder folder)
    {
        var root = Path.GetFullPath(folder.Path) + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(root, kept.FullName[(folder.Name.Length + 1)..]));
        if (!target.StartsWith(root, StringComparison.Ordinal)) throw new InvalidDataException("The backup holds a file that points outside of its folder; it is not one of ours.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await kept.ExtractToFileAsync(target, overwrite: true);
    }

    private static string? PutInPlace(Archive archive, string database, TimeProvider time)
    {
        var suffix = $".before-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        if (File.Exists(archive.KeyFile + Fresh))
        {
            if (File.Exists(archive.KeyFile)) File.Move(archive.KeyFile, archive.KeyFile + suffix);
            File.Move(archive.KeyFile + Fresh, archive.KeyFile);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(archive.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var before = File.Exists(database) ? database + suffix : null;
        if (before is not null) File.Move(database, before);
        foreach (var log in new[] { "-wal", "-shm", "-journal" }) File.Delete(database + log);
        File.Move(database + Fresh, database);
        return before;
    }
}
