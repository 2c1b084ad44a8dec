using Core.Persistence;

namespace Bot.Backups;

/// <summary>
/// Files that lie beside the backups, each once however many backups it belongs to: only new ones are copied. A kept file never changes
/// under its name; its copy stays as long as the present passphrase opens it, and is made anew under a new one.
/// </summary>
internal sealed class BesideFiles(string folder, string passphrase)
{
    internal const string Store = "files";

    /// <summary>
    /// Says under which passphrase the files are sealed, so that not each is tried every night; it is another one as soon as any was
    /// sealed anew.
    /// </summary>
    internal const string Probe = "files.seal";

    private const string Part = ".part";
    private readonly SortedSet<string> _kept = new(StringComparer.Ordinal);
    private Seal? _seal;
    private bool? _isSure;

    private string Root => Path.Combine(folder, Store);

    private string ProbeFile => Path.Combine(folder, Probe);

    /// <summary>
    /// Copies what is new; the names of all that this one has kept so far, also of those that are gone meanwhile, and how many bytes were
    /// copied now.
    /// </summary>
    public async Task<(IReadOnlyList<string> Names, long Bytes)> Keep(IEnumerable<KeptFolder> folders)
    {
        var bytes = 0L;
        foreach (var (name, file) in Named(folders))
        {
            if (_kept.Contains(name) || await Keep(file, Path.Combine(Root, name)) is not { } copied) continue;
            _kept.Add(name);
            bytes += copied;
        }

        await WriteProbe();
        return ([.. _kept], bytes);
    }

    /// <summary>
    /// A command that was not given the service's secrets would write everything anew in the open; whoever wants that says so.
    /// </summary>
    /// <exception cref="InvalidDataException">What lies here is sealed, and there is no passphrase.</exception>
    public void RefuseUnsealed()
    {
        if (passphrase.Length == 0 && File.Exists(ProbeFile)) throw new InvalidDataException(
            $"The backups in {folder} are sealed, and Backups:Passphrase is not set here. Nothing was written. Set it as the service has it; if they shall be unsealed from now on, delete {ProbeFile}.");
    }

    /// <summary>How many bytes of them are not there yet; what is made anew takes the room that it has.</summary>
    public long BytesMissing(IEnumerable<KeptFolder> folders) => Named(folders).Where(f => !File.Exists(Path.Combine(Root, f.Name)))
        .Sum(f => RoomForBackup.LengthOf(new FileInfo(f.File)));

    /// <summary>Brings one back.</summary>
    /// <exception cref="InvalidDataException">It is not there, or cannot be opened.</exception>
    public async Task Open(string name, Stream to)
    {
        var file = Path.Combine(Root, name);
        if (!File.Exists(file)) throw new InvalidDataException(
            $"The backup needs {file}, which is not there. Bring the folder \"{Store}\" along that lies beside the backup.");
        if (Seal.Of(file, passphrase) is { } closed) await closed.Open(file, to);
        else await using (var from = File.OpenRead(file)) await from.CopyToAsync(to);
    }

    /// <summary>How long one is, as it lies there; 0 where it does not.</summary>
    public long LengthOf(string name) => new FileInfo(Path.Combine(Root, name)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Whether one is there and sealed as the settings say.</summary>
    public Task<bool> IsGood(string name) => IsGoodFile(Path.Combine(Root, name));

    /// <summary>Files come from elsewhere: the next night tries each.</summary>
    public void Doubt()
    {
        File.Delete(ProbeFile);
        _isSure = false;
    }

    /// <summary>Deletes what no backup needs any more, such as files of people who were erased.</summary>
    public void Prune(IReadOnlySet<string> needed)
    {
        if (!Directory.Exists(Root)) return;
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            if (!needed.Contains(Path.GetRelativePath(Root, file).Replace('\\', '/'))) File.Delete(file);
    }

    private static IEnumerable<(string Name, string File)> Named(IEnumerable<KeptFolder> folders) =>
        from kept in folders
        where Directory.Exists(kept.Path)
        from file in Directory.EnumerateFiles(kept.Path, "*", SearchOption.AllDirectories)
        where !IsHalf(file)
        select ($"{kept.Name}/{Path.GetRelativePath(kept.Path, file).Replace('\\', '/')}", file);

    /// <summary>What is still being written gets its name when it is whole.</summary>
    private static bool IsHalf(string file) => file.EndsWith(Part, StringComparison.Ordinal);

    /// <summary>How many bytes were copied; null where the file is gone meanwhile.</summary>
    private async Task<long?> Keep(string file, string target)
    {
        try
        {
            if (await IsGoodFile(target)) return 0;
            PrivateFolder.Make(Path.GetDirectoryName(target)!);
            await using (var from = File.OpenRead(file)) await Write(from, target);
            return new FileInfo(target).Length;
        }
        catch (FileNotFoundException)
        {
            return null; // its time was over and the service deleted it between the listing and now
        }
    }

    private async Task Write(Stream from, string target)
    {
        try
        {
            File.Delete(target + Part); // of a process that died
            await using (var to = PrivateFolder.NewFile(target + Part))
            {
                if (passphrase.Length > 0) await (_seal ??= Seal.New(passphrase)).Close(from, to);
                else await from.CopyToAsync(to);
                to.Flush(flushToDisk: true);
            }

            File.Move(target + Part, target, overwrite: true);
        }
        finally
        {
            File.Delete(target + Part); // what a full disk cut off takes the room of everything else
        }
    }

    private async Task<bool> IsGoodFile(string file)
    {
        if (!File.Exists(file)) return false;
        if (passphrase.Length == 0 || !Seal.IsOn(file)) return passphrase.Length == 0 && !Seal.IsOn(file);
        return await IsSure() || await Seal.Of(file, passphrase)!.Opens(file);
    }

    /// <summary>
    /// Whether all that is sealed there is known to be so under the present passphrase. New files then get the same salt.
    /// </summary>
    private async Task<bool> IsSure()
    {
        if (_isSure is { } known) return known;
        var of = File.Exists(ProbeFile) ? Seal.Of(ProbeFile, passphrase) : null;
        _isSure = of is not null && await of.Opens(ProbeFile);
        if (_isSure == true) _seal ??= of;
        return _isSure.Value;
    }

    private async Task WriteProbe()
    {
        if (passphrase.Length == 0) File.Delete(ProbeFile);
        else if (!await IsSure())
        {
            PrivateFolder.Make(folder);
            await Write(new MemoryStream("files"u8.ToArray()), ProbeFile);
            _isSure = true;
        }
    }
}
