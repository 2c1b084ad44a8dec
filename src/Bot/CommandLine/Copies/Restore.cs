using System.IO.Compression;
using Bot.Backups;
using Bot.Backups.Bucket;
using Bot.Database.Saved;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine.Copies;

/// <summary>Brings a backup back: everything is unpacked and checked beside the data before anything takes its place.</summary>
internal static class Restore
{
    /// <summary>The exit code where the backup is in place and what it would say a second time is not held back yet.</summary>
    public const int NotHeldBack = 4;

    /// <summary>What an archive holds beside files: manifest, database and key.</summary>
    private const int NotFiles = 3;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var source = line.Has("from-bucket") ? await Fetch(app.Services, line, output) : Path.GetFullPath(Commands.FileOf(line));
        if (!File.Exists(source)) throw new InvalidDataException($"There is no file {source}.");
        var archive = new Archive(app.Services);
        var (database, time) = (archive.Database, app.Services.GetRequiredService<TimeProvider>());
        try
        {
            var passphrase = app.Services.GetRequiredService<IOptions<BackupOptions>>().Value.Passphrase;
            using var opened = await OpenedArchive.Open(source, passphrase, archive.KeyFile);
            var zip = opened.Zip;
            var manifest = await Manifest.Read(zip);
            CheckVendor(manifest, database.Provider);
            CheckInstansi(manifest, archive, line.Has("force"));
            await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
                UnpackArchive.CheckVersion(manifest, [.. db.Database.GetMigrations()]);
            await output.WriteLineAsync(await WhatItWillDo(manifest, zip, database));
            if (line.Has("look")) return 0;
            await Refuse(archive, database, line.Has("force"));
            await UnpackArchive.Unpack(zip, manifest, archive, database, opened.Beside);
            var suffix = AsideSuffix.Free(time.GetUtcNow(), Path.GetDirectoryName(archive.KeyFile), Path.GetDirectoryName(database.Fresh));
            var aside = await KeepAside(archive, database, suffix, passphrase, app.Services);
            aside = await UnpackArchive.PutInPlace(archive, database, suffix) ?? aside;
            await output.WriteLineAsync($"Restored: {manifest.Instansi}, as it was at {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC.");
            if (aside is not null)
                await output.WriteLineAsync($"What was here before is kept as {aside}; delete it when you no longer need it.");
            return await HoldMessagesBack(line, output); // before anybody can start
        }
        finally
        {
            await UnpackArchive.CleanUp(archive, database);
        }
    }

    private static async Task<int> HoldMessagesBack(ParsedCommandLine line, TextWriter output)
    {
        try
        {
            if (await HoldBack.Run(line.Settings, output) is > 0 and var held)
                await output.WriteLineAsync(
                    $"{held} messages that waited in the backup or have fallen due since may have been sent already, so they are held back: see parked; parked again all sends them, parked drop all forgets them.");
            await output.WriteLineAsync("You can start the service.");
            return 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await output.WriteLineAsync(
                $"What may have been sent already could not be held back ({ErrorCause.Of(e)}). The next start does that before it sends anything, and refuses where it cannot.");
            return NotHeldBack;
        }
    }

    private static async Task<string> WhatItWillDo(Manifest manifest, ZipArchive zip, SavedDatabase database)
    {
        var files = zip.Entries.Count(e => !e.FullName.EndsWith('/')) - NotFiles + (manifest.Beside?.Count ?? 0);
        var there = await database.HoldsData() ? "What is there now would be kept under another name." : "Nothing is there yet.";
        return $"A backup of {manifest.Instansi} as it was at {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC, made by version {manifest.Version}, "
            + $"with {files} files. It goes to {database.Words}. {there} What came since then is not in it.";
    }

    /// <summary>Brings it from storage elsewhere into the folder of backups, where it stays as any other.</summary>
    private static async Task<string> Fetch(IServiceProvider services, ParsedCommandLine line, TextWriter output)
    {
        if (!services.GetRequiredService<BackupBucket>().IsOn)
            throw new InvalidDataException("There is no storage to bring it from: set Backups:S3:Endpoint and its neighbours.");
        var file = await services.GetRequiredService<FetchBackup>().Bring(line.Words.Count == 0 ? null : Commands.FileOf(line));
        await output.WriteLineAsync($"Brought: {file}, with the files that it needs.");
        return file;
    }

    /// <summary>What one vendor wrote the other cannot read; a move carries it over.</summary>
    private static void CheckVendor(Manifest manifest, string provider)
    {
        if (manifest.Database != provider) throw new InvalidDataException(
            $"The backup is of a database of the kind \"{manifest.Database}\", these settings say \"{provider}\" (Database:Provider). Restore it with its own kind, then carry it over with the command move.");
    }

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

    /// <summary>A database that is no file is kept as a backup of its own, which this command brings back as well.</summary>
    private static async Task<string?> KeepAside(Archive archive, SavedDatabase database, string suffix, string passphrase,
        IServiceProvider services)
    {
        if (database.Provider == "sqlite" || !File.Exists(archive.KeyFile) || !await database.HoldsData()) return null;
        var kept = $"{Path.Combine(Path.GetDirectoryName(archive.KeyFile)!, "database")}{suffix}.zip";
        await RoomForBackup.CheckWhole(archive, kept, RoomForBackup.Margin(services));
        return await WriteArchive.Write(archive, kept, passphrase, services.GetRequiredService<TimeProvider>());
    }
}
