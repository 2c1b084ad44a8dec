using System.Globalization;
using Core.Persistence;

namespace Bot.Backups;

/// <summary>The folder of the backups that make themselves: each archive by its moment, and the files of all of them beside.</summary>
internal sealed class BackupFolder(BackupOptions options)
{
    internal const string Prefix = "suara-";
    private const string Format = "yyyy-MM-dd'T'HHmmss";
    private const string Zip = ".zip";
    private const string Sealed = Zip + WriteArchive.Sealed;

    /// <summary>What an upgrade went back to if it had to; see deploy/deb/preinst.</summary>
    private const string Upgrade = "before-upgrade.zip";

    /// <summary>Nobody goes back to a version from before that.</summary>
    private static readonly TimeSpan UpgradeKept = TimeSpan.FromDays(60);

    /// <summary>No trial takes so long.</summary>
    private static readonly TimeSpan LeftBehind = TimeSpan.FromHours(12);

    public string Path { get; } = System.IO.Path.GetFullPath(options.Folder);

    /// <summary>The archives, the newest first, with the local moment at which each was made.</summary>
    public IReadOnlyList<(DateTime At, string File)> Archives => !Directory.Exists(Path) ? []
        : [.. Directory.GetFiles(Path, $"{Prefix}*").Select(f => (At: MomentOf(f), File: f)).Where(a => a.At is not null)
            .Select(a => (a.At!.Value, a.File)).OrderByDescending(a => a.Item1)];

    /// <summary>Makes one, where the disk is left with so many bytes; its file and how much was written.</summary>
    /// <exception cref="InvalidDataException">It could not be made, with the reason.</exception>
    public async Task<(string File, long Bytes)> Make(Archive archive, DateTime local, TimeProvider time, long margin)
    {
        RefuseUnsealed();
        PrivateFolder.Make(Path);
        Sweep(time.GetUtcNow());
        var beside = new BesideFiles(Path, options.Passphrase);
        await RoomForBackup.Check(archive, Path, beside.BytesMissing(archive.Folders), margin);
        var (_, bytes) = await beside.Keep(archive.Folders); // the most of it before the database, so that little is left for after it
        var file = System.IO.Path.Combine(Path, Prefix + local.ToString(Format, CultureInfo.InvariantCulture) + Zip);
        file = await WriteArchive.Write(archive, file, options.Passphrase, time, async () =>
        {
            var (names, more) = await beside.Keep(archive.Folders);
            bytes += more;
            return names;
        });
        return (file, bytes + new FileInfo(file).Length);
    }

    /// <inheritdoc cref="BesideFiles.RefuseUnsealed"/>
    public void RefuseUnsealed() => new BesideFiles(Path, options.Passphrase).RefuseUnsealed();

    /// <summary>What a trial or a sending left that was cut off holds the instansi's key unsealed. One that is under way stays.</summary>
    private void Sweep(DateTimeOffset now)
    {
        var left = Directory.GetFiles(Path, "*.unsealed").Concat(Directory.GetDirectories(Path, ".trial"))
            .Concat(Directory.GetDirectories(Path, ".from-bucket")).Where(f => now.UtcDateTime - File.GetLastWriteTimeUtc(f) > LeftBehind);
        foreach (var one in left.ToList())
            if (Directory.Exists(one)) Directory.Delete(one, recursive: true);
            else File.Delete(one);
    }

    /// <summary>Deletes what the rule does not keep, and the files that only those needed.</summary>
    public async Task Prune(DateTimeOffset now)
    {
        var all = Archives;
        var kept = KeepByRule.Kept(all.Select(a => a.At), options);
        foreach (var (at, file) in all) if (!kept.Contains(at)) File.Delete(file);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in all.Where(a => kept.Contains(a.At)).Select(a => a.File).Concat(BeforeUpgrade(now)))
            if (await NeededBy(file) is { } names) needed.UnionWith(names);
            else return;
        new BesideFiles(Path, options.Passphrase).Prune(needed);
    }

    /// <summary>
    /// The files that one needs; null where it cannot be opened, such as under a former passphrase. Then none is deleted: a file that
    /// only such a one needs is still sealed as it is.
    /// </summary>
    private async Task<IReadOnlyList<string>?> NeededBy(string file)
    {
        try
        {
            using var opened = await OpenedArchive.Open(file, options.Passphrase, System.IO.Path.Combine(Path, ".prune"));
            return (await Manifest.Read(opened.Zip)).Beside ?? [];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The one from before the last upgrade, by whatever name it is sealed or not, unless it is old.</summary>
    private List<string> BeforeUpgrade(DateTimeOffset now)
    {
        var all = Directory.GetFiles(Path, $"{Upgrade}*");
        foreach (var old in all.Where(f => now.UtcDateTime - File.GetLastWriteTimeUtc(f) > UpgradeKept)) File.Delete(old);
        return [.. all.Where(File.Exists)];
    }

    /// <summary>The local moment at which an archive of this name was made; null for what is no archive.</summary>
    internal static DateTime? MomentOf(string file)
    {
        if (!System.IO.Path.GetFileName(file).StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var name = System.IO.Path.GetFileName(file)[Prefix.Length..];
        var ending = name.EndsWith(Sealed, StringComparison.Ordinal) ? Sealed : Zip;
        return name.EndsWith(ending, StringComparison.Ordinal) && DateTime.TryParseExact(name[..^ending.Length], Format,
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
    }
}
