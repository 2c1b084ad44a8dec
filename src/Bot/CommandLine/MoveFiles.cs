using System.Security.Cryptography;
using Bot.Backups;
using Core.Persistence;

namespace Bot.CommandLine;

/// <summary>Copies the city's key and files into one folder, such as one that all workers share, and reads every copy again.</summary>
internal static class MoveFiles
{
    /// <summary>Copies what is not there yet, and takes away what has gone here since an earlier try.</summary>
    public static async Task Copy(Archive archive, string folder, TextWriter output)
    {
        if (archive.Folders.FirstOrDefault(f => IsIn(folder, Path.GetFullPath(f.Path))) is { } inside)
            throw new InvalidDataException($"{folder} is inside of {inside.Path}, which is to be copied. Name another folder.");
        await RefuseOthers(archive, folder);
        PrivateFolder.Make(folder);
        await Copy(archive.KeyFile, Path.Combine(folder, Archive.KeyName));
        var count = 0;
        foreach (var kept in archive.Folders)
        {
            var (from, to) = (Path.GetFullPath(kept.Path), Path.Combine(folder, kept.Name));
            PrivateFolder.Make(to);
            var files = Files(from);
            foreach (var gone in Files(to).Except(files, StringComparer.Ordinal)) File.Delete(Path.Combine(to, gone));
            foreach (var file in files) await Copy(Path.Combine(from, file), Path.Combine(to, file));
            count += files.Count;
        }

        await output.WriteLineAsync($"The key and {count} files are in {folder}, each the same as here.");
    }

    /// <summary>Settings that name the places after the move.</summary>
    public static IEnumerable<(string Setting, string Path)> Settings(Archive archive, string? folder)
    {
        if (folder is null) yield break;
        yield return ("Instansi:KeyFile", Path.Combine(Path.GetFullPath(folder), Archive.KeyName));
        foreach (var kept in archive.Folders) yield return (kept.Setting, Path.Combine(Path.GetFullPath(folder), kept.Name));
    }

    /// <summary>Whether a folder is another one or lies in it.</summary>
    internal static bool IsIn(string folder, string other) =>
        (folder.TrimEnd('/') + '/').StartsWith(other.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>What goes away there are copies of an earlier try; another city's key and files never do.</summary>
    private static async Task RefuseOthers(Archive archive, string folder)
    {
        var key = Path.Combine(folder, Archive.KeyName);
        if (File.Exists(key) ? Convert.ToHexString(await Hash(key)) == Convert.ToHexString(await Hash(archive.KeyFile))
            : !archive.Folders.Any(f => Files(Path.Combine(folder, f.Name)).Count > 0)) return;
        var which = File.Exists(key) ? " (another key)" : "";
        throw new InvalidDataException($"{folder} holds files of something else{which}. Name an empty folder. Nothing was moved.");
    }

    private static List<string> Files(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f))] : [];

    private static async Task Copy(string from, string to)
    {
        var hash = await Hash(from);
        if (File.Exists(to) && (await Hash(to)).SequenceEqual(hash)) return;
        PrivateFolder.Make(Path.GetDirectoryName(to)!);
        File.Delete(to);
        await using (var copy = PrivateFolder.NewFile(to))
        {
            await using var original = File.OpenRead(from);
            await original.CopyToAsync(copy);
            copy.Flush(flushToDisk: true);
        }

        if (!(await Hash(to)).SequenceEqual(hash))
            throw new InvalidDataException($"{to} is not the same as {from}. Is the disk full? Nothing was moved.");
    }

    private static async Task<byte[]> Hash(string file)
    {
        await using var content = File.OpenRead(file);
        return await SHA256.HashDataAsync(content);
    }
}
