using System.IO.Compression;
using Core.Persistence;

namespace Bot.Backups;

/// <summary>Writes database, key and kept files into one archive, consistent while the service runs.</summary>
internal static class WriteArchive
{
    /// <summary>What a sealed archive's name ends with.</summary>
    public const string Sealed = ".sealed";

    private const string Unsealed = ".unsealed";

    /// <summary>Where it goes, by the name that a sealed one bears.</summary>
    public static string Named(string target, string passphrase) =>
        passphrase.Length == 0 || target.EndsWith(Sealed, StringComparison.Ordinal) ? target : target + Sealed;

    /// <summary>
    /// Writes everything into one file and seals it where there is a passphrase; its name then is <see cref="Named"/>, which is returned.
    /// Its unsealed form never bears the name of a backup.
    /// </summary>
    public static async Task<string> Write(Archive archive, string target, string passphrase, TimeProvider time,
        Func<Task<IReadOnlyList<string>>>? keepBeside = null)
    {
        target = Named(target, passphrase);
        if (passphrase.Length == 0)
        {
            await Write(archive, target, time, keepBeside);
            return target;
        }

        var (plain, part) = ($"{target}{Unsealed}", $"{target}.part");
        try
        {
            await Write(archive, plain, time, keepBeside);
            File.Delete(part);
            await using (var from = File.OpenRead(plain))
            await using (var to = PrivateFolder.NewFile(part))
            {
                await Seal.New(passphrase).Close(from, to);
                to.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: true);
            return target;
        }
        finally
        {
            foreach (var left in new[] { plain, part }) File.Delete(left);
        }
    }

    /// <summary>
    /// Writes everything into one file, whole or not at all; where the files lie beside it, it holds their names only. They are kept once
    /// the database is copied: each file that the copy knows of is there by then.
    /// </summary>
    private static async Task Write(Archive archive, string target, TimeProvider time,
        Func<Task<IReadOnlyList<string>>>? keepBeside)
    {
        var (copy, part) = ($"{target}.database", $"{target}.part");
        try
        {
            foreach (var old in new[] { copy, part }) File.Delete(old);
            var migrations = await archive.Database.Copy(copy);
            var beside = keepBeside is null ? null : await keepBeside();
            var format = beside is null ? Manifest.WholeFormat : Manifest.CurrentFormat;
            var manifest = new Manifest(format, Manifest.CurrentVersion, time.GetUtcNow(), archive.Instansi, migrations,
                [.. archive.Folders.Select(f => f.Name)], archive.Database.Provider, beside);
            await Pack(archive, manifest, copy, part);
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            foreach (var left in new[] { copy, $"{copy}-journal", part }) File.Delete(left);
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
            foreach (var folder in archive.Folders.Where(f => manifest.Beside is null && Directory.Exists(f.Path)))
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
