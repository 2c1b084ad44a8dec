using System.Security.Cryptography;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.Backups.Bucket;

/// <summary>Brings a backup with the files beside it from the bucket into a folder, from where it is restored as any other.</summary>
internal sealed class FetchBackup(BackupBucket bucket, IOptions<BackupOptions> options)
{
    /// <summary>
    /// Of the files that the folder of backups holds too a trial brings so many, drawn anew each week; the others are there by length.
    /// </summary>
    private const int Drawn = 100;

    /// <summary>The archives that lie there, the newest first.</summary>
    public async Task<IReadOnlyList<(DateTime At, Kept Archive)>> Archives(CancellationToken stop = default)
    {
        var found = new List<(DateTime, Kept)>();
        await foreach (var kept in bucket.List(BackupFolder.Prefix, stop))
            if (kept.Name.IndexOfAny(['/', '\\']) < 0 && BackupFolder.MomentOf(kept.Name) is { } at) found.Add((at, kept));
        return [.. found.OrderByDescending(f => f.Item1)];
    }

    /// <summary>
    /// Brings one, or the newest, into the folder of backups, with those files that are not there yet or open under another passphrase
    /// only; where it lies now.
    /// </summary>
    /// <exception cref="InvalidDataException">There is none, or it could not be brought.</exception>
    public async Task<string> Bring(string? name, CancellationToken stop = default)
    {
        var folder = Path.GetFullPath(options.Value.Folder);
        var beside = new BesideFiles(folder, options.Value.Passphrase);
        return await Bring(await Find(name, stop), folder, await Sizes(stop), async file =>
        {
            if (await beside.IsGood(file)) return false;
            beside.Doubt();
            return true;
        }, stop);
    }

    /// <summary>
    /// Brings the newest into a folder for its trial. Files that the folder of backups holds as well are not all brought each week, which
    /// would be gigabytes: each must be there with its length, and some are drawn.
    /// </summary>
    public async Task<string> BringForTrial(string target, CancellationToken stop = default)
    {
        var here = Path.Combine(Path.GetFullPath(options.Value.Folder), BesideFiles.Store);
        var there = await Sizes(stop);
        var name = await Find(null, stop);
        var drawn = (await NamesOf(name, target, stop)).OrderBy(_ => RandomNumberGenerator.GetInt32(int.MaxValue)).Take(Drawn).ToHashSet();
        return await Bring(name, target, there, file =>
        {
            var known = new FileInfo(Path.Combine(here, file));
            if (drawn.Contains(file) || !known.Exists) return Task.FromResult(true);
            if (there.GetValueOrDefault($"{BesideFiles.Store}/{file}", -1) != known.Length)
                throw new InvalidDataException($"{file} is not in {bucket.Words}, or not whole.");
            var link = Inside(target, BesideFiles.Store, file);
            PrivateFolder.Make(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, known.FullName);
            return Task.FromResult(false);
        }, stop);
    }

    private async Task<string> Find(string? name, CancellationToken stop)
    {
        var all = await Archives(stop);
        return (name is null ? all.FirstOrDefault().Archive : all.FirstOrDefault(a => a.Archive.Name == name).Archive)?.Name
            ?? throw new InvalidDataException(name is null ? $"There is no backup in {bucket.Words}."
                : $"There is no backup {name} in {bucket.Words}. The command backups lists them.");
    }

    /// <summary>The lengths of everything that lies there.</summary>
    private async Task<IReadOnlyDictionary<string, long>> Sizes(CancellationToken stop)
    {
        var there = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var start in new[] { BesideFiles.Store + "/", BackupFolder.Prefix })
            await foreach (var kept in bucket.List(start, stop)) there[kept.Name] = kept.Size;
        return there;
    }

    private async Task<string> Bring(string name, string folder, IReadOnlyDictionary<string, long> there, Func<string, Task<bool>> isWanted,
        CancellationToken stop)
    {
        var target = Inside(folder, "", name);
        var wanted = new List<string>();
        foreach (var file in await NamesOf(name, folder, stop)) if (await isWanted(file)) wanted.Add(file);
        var bytes = wanted.Select(f => there.GetValueOrDefault($"{BesideFiles.Store}/{f}")).Append(there.GetValueOrDefault(name));
        UnpackArchive.CheckRoom(bytes.Select(b => (folder, b)), UnpackArchive.FreeIn);
        foreach (var file in wanted)
            if (await bucket.Get($"{BesideFiles.Store}/{file}", Inside(folder, BesideFiles.Store, file), stop) is null)
                throw new InvalidDataException($"{file}, which the backup needs, is not in {bucket.Words}.");
        return await bucket.Get(name, target, stop) ?? throw new InvalidDataException($"There is no backup {name} in {bucket.Words}.");
    }

    private async Task<string[]> NamesOf(string name, string folder, CancellationToken stop)
    {
        var list = Path.Combine(folder, ".names");
        try
        {
            return await bucket.Get(name + SendBackups.Names, list, stop) is null ? []
                : (await File.ReadAllTextAsync(list, stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Whoever can write into the bucket must not be able to write elsewhere on this machine.</summary>
    private static string Inside(string folder, string within, string file)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.Combine(Path.GetFullPath(folder), within)) + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(root, file));
        return target.StartsWith(root, StringComparison.Ordinal) ? target
            : throw new InvalidDataException("The bucket names a file that points outside of its folder; it is not one of ours.");
    }
}
