using Microsoft.Extensions.Options;

namespace Bot.Backups.Bucket;

/// <summary>
/// Sends the folder's newest backup to the bucket: first the files beside it that are not there yet, or were sealed anew since, then their
/// names (<c>suara-DATE.zip.files</c>), last the archive, so that an archive which is there is whole. What the rule does not keep goes
/// there too.
/// </summary>
internal sealed class SendBackups(BackupBucket bucket, IOptions<BackupOptions> options)
{
    internal const string Names = ".files";
    private const string Store = BesideFiles.Store + "/";

    /// <summary>Sends what is new; the archive and how many bytes went.</summary>
    /// <exception cref="InvalidDataException">It could not be sent, with the reason.</exception>
    public async Task<(string File, long Bytes)> Send(CancellationToken stop = default)
    {
        var folder = new BackupFolder(options.Value);
        var newest = folder.Archives is [var first, ..] ? first.File : throw new InvalidDataException("there is no backup in the folder");
        var name = Path.GetFileName(newest);
        var there = await There(stop);
        IReadOnlyList<string> beside;
        using (var opened = await OpenedArchive.Open(newest, options.Value.Passphrase, Path.Combine(folder.Path, ".sending")))
            beside = (await Manifest.Read(opened.Zip)).Beside ?? [];
        var (bytes, isSameSeal) = (0L, await IsSameSeal(folder.Path, stop));
        foreach (var file in beside) bytes += await Send(folder.Path, file, there, isSameSeal, stop);
        if (!isSameSeal) await bucket.Put(BesideFiles.Probe, Path.Combine(folder.Path, BesideFiles.Probe), stop);
        await bucket.PutText(name + Names, string.Join('\n', beside), stop);
        await SeeKept(folder.Path, beside.Select(f => Store + f), stop);
        await bucket.Put(name, newest, stop);
        await SeeKept(folder.Path, [name], stop);
        await Prune([.. there.Keys, .. beside.Select(f => Store + f), name, name + Names], stop);
        return (newest, bytes + new FileInfo(newest).Length);
    }

    /// <summary>Everything that lies there, by name.</summary>
    private async Task<Dictionary<string, long>> There(CancellationToken stop)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var start in new[] { Store, BackupFolder.Prefix })
            await foreach (var kept in bucket.List(start, stop)) found[kept.Name] = kept.Size;
        return found;
    }

    /// <summary>What is said to be kept there is looked for there, with its length, before anybody counts on it.</summary>
    private async Task SeeKept(string folder, IEnumerable<string> names, CancellationToken stop)
    {
        var there = await There(stop);
        foreach (var name in names)
            if (there.GetValueOrDefault(name, -1) != new FileInfo(Path.Combine(folder, name)).Length)
                throw new InvalidDataException($"{bucket.Words} did not keep {name} as it was put there. It is sent again.");
    }

    /// <summary>
    /// Whether what lies there is sealed as here. What is sealed anew is as long as before, so that only this tells; what is not sealed is
    /// shorter.
    /// </summary>
    private async Task<bool> IsSameSeal(string folder, CancellationToken stop)
    {
        var (here, there) = (Path.Combine(folder, BesideFiles.Probe), Path.Combine(folder, ".seal"));
        if (!File.Exists(here)) return true;
        try
        {
            return await bucket.Get(BesideFiles.Probe, there, stop) is not null
                && Enumerable.SequenceEqual(await File.ReadAllBytesAsync(there, stop), await File.ReadAllBytesAsync(here, stop));
        }
        finally
        {
            File.Delete(there);
        }
    }

    private async Task<long> Send(string folder, string name, Dictionary<string, long> there, bool isSameSeal, CancellationToken stop)
    {
        var file = new FileInfo(Path.Combine(folder, BesideFiles.Store, name));
        if (!file.Exists) throw new InvalidDataException($"the backup names {name}, which is not in {Path.Combine(folder, BesideFiles.Store)}");
        if (there.TryGetValue(Store + name, out var size) && size == file.Length
            && (isSameSeal || await bucket.Holds(Store + name, file.FullName, stop))) return 0;
        await bucket.Put(Store + name, file.FullName, stop);
        return file.Length;
    }

    /// <summary>
    /// By the bucket's own archives, never by those of the folder: on a new machine that is empty. Where a kept one does not say which
    /// files it needs, none is deleted.
    /// </summary>
    private async Task Prune(IReadOnlyCollection<string> there, CancellationToken stop)
    {
        var archives = there.Where(name => !name.Contains('/')).Select(name => (At: BackupFolder.MomentOf(name), Name: name))
            .Where(a => a.At is not null).ToList();
        var kept = KeepByRule.Kept(archives.Select(a => a.At!.Value), options.Value);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, name) in archives.Where(a => kept.Contains(a.At!.Value)))
        {
            if (await NeededBy(name, stop) is not { } files) return;
            needed.UnionWith(files.Select(f => Store + f));
        }

        foreach (var (_, name) in archives.Where(a => !kept.Contains(a.At!.Value)))
        {
            await bucket.Delete(name, stop);
            await bucket.Delete(name + Names, stop);
        }

        foreach (var file in there.Distinct().Where(f => f.StartsWith(Store, StringComparison.Ordinal) && !needed.Contains(f)))
            await bucket.Delete(file, stop);
    }

    private async Task<string[]?> NeededBy(string name, CancellationToken stop)
    {
        var list = Path.Combine(Path.GetFullPath(options.Value.Folder), ".names");
        try
        {
            return await bucket.Get(name + Names, list, stop) is null ? null
                : (await File.ReadAllTextAsync(list, stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(list);
        }
    }
}
