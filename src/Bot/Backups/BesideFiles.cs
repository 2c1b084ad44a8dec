using Core.Persistence;

namespace Bot.Backups;

/// <summary>
/// Files that lie beside the backups, each once however many backups it belongs to: only new ones are copied. A kept file never changes
/// under its name, so that its name and length tell whether it is there.
/// </summary>
internal sealed class BesideFiles(string folder, string passphrase)
{
    internal const string Store = "files";
    private const string Part = ".part";
    private Seal? _seal;

    private string Root => Path.Combine(folder, Store);

    /// <summary>Copies what is new; the names of all, and how many bytes were copied.</summary>
    public async Task<(IReadOnlyList<string> Names, long Bytes)> Keep(IEnumerable<KeptFolder> folders)
    {
        var (names, bytes) = (new List<string>(), 0L);
        foreach (var kept in folders.Where(f => Directory.Exists(f.Path)))
            foreach (var file in Directory.EnumerateFiles(kept.Path, "*", SearchOption.AllDirectories))
            {
                var name = $"{kept.Name}/{Path.GetRelativePath(kept.Path, file).Replace('\\', '/')}";
                if (await Keep(file, Path.Combine(Root, name)) is not { } copied) continue;
                names.Add(name);
                bytes += copied;
            }

        return (names, bytes);
    }

    /// <summary>Brings one back.</summary>
    /// <exception cref="InvalidDataException">It is not there, or cannot be opened.</exception>
    public async Task Open(string name, string target)
    {
        var file = Path.Combine(Root, name);
        if (!File.Exists(file)) throw new InvalidDataException(
            $"The backup needs {file}, which is not there. Bring the folder \"{Store}\" along that lies beside the backup.");
        File.Delete(target);
        await using var to = PrivateFolder.NewFile(target);
        if (Seal.Of(file, passphrase, _seal) is { } closed) await (_seal = closed).Open(file, to);
        else await using (var from = File.OpenRead(file)) await from.CopyToAsync(to);
        to.Flush(flushToDisk: true);
    }

    /// <summary>Deletes what no backup needs any more, such as files of people who were erased.</summary>
    public void Prune(IReadOnlySet<string> needed)
    {
        if (!Directory.Exists(Root)) return;
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            if (!needed.Contains(Path.GetRelativePath(Root, file).Replace('\\', '/'))) File.Delete(file);
    }

    /// <summary>How many bytes were copied; null where the file is gone meanwhile.</summary>
    private async Task<long?> Keep(string file, string target)
    {
        try
        {
            if (File.Exists(target)) return 0;
            PrivateFolder.Make(Path.GetDirectoryName(target)!);
            File.Delete(target + Part); // of a process that died
            await using (var from = File.OpenRead(file))
            await using (var to = PrivateFolder.NewFile(target + Part))
            {
                if (passphrase.Length > 0) await (_seal ??= Seal.New(passphrase)).Close(from, to);
                else await from.CopyToAsync(to);
                to.Flush(flushToDisk: true);
            }

            File.Move(target + Part, target);
            return new FileInfo(target).Length;
        }
        catch (FileNotFoundException)
        {
            return null; // its time was over and the service deleted it between the listing and now
        }
        finally
        {
            File.Delete(target + Part); // what a full disk cut off takes the room of everything else
        }
    }
}
