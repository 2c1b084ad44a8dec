using System.IO.Compression;
using Bot.Database;

namespace Bot.CommandLine;

/// <summary>Writes database, key and kept files into one archive, consistent while the service runs.</summary>
internal static class BackUp
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var target = Path.GetFullPath(Commands.FileOf(line));
        await using var app = Commands.Open(line);
        var archive = new Archive(app.Services);
        if (archive.DatabaseFile is not { } database)
            return archive.ExplainPostgres(output,
                "pg_dump --format=custom --exclude-table-data='passing.*' --file=bot.dump DATABASE copies it while the service runs.");
        if (!File.Exists(archive.KeyFile))
            throw new InvalidDataException(
                $"There is no key at {archive.KeyFile}; a backup without it could not be used. Nothing was written.");
        if (!File.Exists(database)) throw new InvalidDataException($"There is no database at {database}; nothing was written.");
        if (File.Exists(target) && !line.Has("force"))
            throw new InvalidDataException($"{target} exists already. Choose another name, or add --force to replace it.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var copy = $"{target}.database";
        var part = $"{target}.part";
        try
        {
            foreach (var old in new[] { copy, part }) File.Delete(old);
            await SqliteFile.Copy(database, copy);
            if (await SqliteFile.Damage(copy) is { } damage)
                throw new InvalidDataException($"The database is damaged ({damage}). Nothing was written; restore an older backup.");
            await Write(archive, copy, part, app.Services.GetRequiredService<TimeProvider>());
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            foreach (var left in new[] { copy, part }) File.Delete(left);
        }

        await output.WriteLineAsync(
            $"Written: {target} ({new FileInfo(target).Length / 1024.0 / 1024.0:0.0} MB). It holds people's data and the key: keep it as safe as the service itself.");
        return 0;
    }

    private static async Task Write(Archive archive, string copy, string part, TimeProvider time)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(part, options);
        await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null))
        {
            var manifest = new Manifest(Manifest.CurrentFormat, Manifest.CurrentVersion, time.GetUtcNow(), archive.Instansi,
                await SqliteFile.Migrations(copy), [.. archive.Folders.Select(f => f.Name)]);
            await using (var text = new StreamWriter(await zip.CreateEntry(Archive.ManifestName).OpenAsync()))
                await text.WriteAsync(manifest.Write());
            await zip.CreateEntryFromFileAsync(copy, Archive.DatabaseName, CompressionLevel.Fastest);
            await zip.CreateEntryFromFileAsync(archive.KeyFile, Archive.KeyName);
            foreach (var folder in archive.Folders.Where(f => Directory.Exists(f.Path)))
                foreach (var kept in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
                    await Add(zip, folder.Name, folder.Path, kept);
        }

        file.Flush(flushToDisk: true);
    }

    private static async Task Add(ZipArchive zip, string name, string folder, string kept)
    {
        try
        {
            await zip.CreateEntryFromFileAsync(kept, $"{name}/{Path.GetRelativePath(folder, kept).Replace('\\', '/')}",
                CompressionLevel.Fastest);
        }
        catch (FileNotFoundException)
        {
            // Its time was over and the service deleted it between the listing and now.
        }
    }
}
