using System.IO.Compression;
using Core.Persistence;

namespace Bot.CommandLine;

/// <summary>Writes database, key and kept files into one archive, consistent while the service runs.</summary>
internal static class BackUp
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var target = Path.GetFullPath(Commands.FileOf(line));
        await using var app = Commands.Open(line);
        var archive = new Archive(app.Services);
        if (!File.Exists(archive.KeyFile))
            throw new InvalidDataException(
                $"There is no key at {archive.KeyFile}; a backup without it could not be used. Nothing was written.");
        if (!await archive.Database.HoldsData())
            throw new InvalidDataException($"There is no database at {archive.Database.Words}; nothing was written.");
        if (File.Exists(target) && !line.Has("force"))
            throw new InvalidDataException($"{target} exists already. Choose another name, or add --force to replace it.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await Write(archive, target, app.Services.GetRequiredService<TimeProvider>());
        await output.WriteLineAsync(
            $"Written: {target} ({new FileInfo(target).Length / 1024.0 / 1024.0:0.0} MB). It holds people's data and the key: keep it as safe as the service itself.");
        return 0;
    }

    /// <summary>Writes everything into one file, whole or not at all.</summary>
    internal static async Task Write(Archive archive, string target, TimeProvider time)
    {
        var (copy, part) = ($"{target}.database", $"{target}.part");
        try
        {
            foreach (var old in new[] { copy, part }) File.Delete(old);
            var migrations = await archive.Database.Copy(copy);
            var manifest = new Manifest(Manifest.CurrentFormat, Manifest.CurrentVersion, time.GetUtcNow(), archive.Instansi, migrations,
                [.. archive.Folders.Select(f => f.Name)], archive.Database.Provider);
            await Pack(archive, manifest, copy, part);
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            foreach (var left in new[] { copy, part }) File.Delete(left);
        }
    }

    private static async Task Pack(Archive archive, Manifest manifest, string copy, string part)
    {
        await using var file = PrivateFolder.NewFile(part);
        await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null))
        {
            await using (var text = new StreamWriter(await zip.CreateEntry(Archive.ManifestName).OpenAsync()))
                await text.WriteAsync(manifest.Write());
            await zip.CreateEntryFromFileAsync(copy, archive.Database.EntryName, CompressionLevel.Fastest);
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
