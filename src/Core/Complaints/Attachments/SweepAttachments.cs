using System.Text.RegularExpressions;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Attachments;

/// <summary>
/// Erases files that no row knows: a process was killed between writing the file and its commit. They must be older than a day, since a
/// file is there before its row; files with names that are not ours are left alone.
/// </summary>
internal sealed partial class SweepAttachments(IDbContextFactory<AppDb> databases, CityFolders folders, IEnumerable<IKnowFiles> owners,
    TimeProvider time, IOptions<ComplaintsOptions> options, ILogger<SweepAttachments> log)
{
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    /// <summary>Does it; returns how many were erased.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var folder = Path.GetFullPath(options.Value.AttachmentFolder);
        if (!Directory.Exists(folder)) return 0;
        var before = (time.GetUtcNow() - Settled).UtcDateTime;
        var old = Directory.EnumerateFiles(folder)
            .Where(f => OurName().IsMatch(Path.GetFileName(f)) && File.GetLastWriteTimeUtc(f) < before).ToList();
        if (old.Count == 0) return 0;
        await using var db = await databases.CreateDbContextAsync(stop);
        var known = await Known(db, stop);
        if (known.Count == 0 || (await folders.Look(db)).Count > 0)
        {
            LogForeign(old.Count);
            return 0;
        }

        var orphans = old.Where(f => !known.Contains(Stem(Path.GetFileName(f)))).ToList();
        foreach (var file in orphans) File.Delete(file);
        if (orphans.Count > 0) LogSwept(orphans.Count);
        return orphans.Count;
    }

    /// <summary>What is still to be fetched has a name without an extension already.</summary>
    private async Task<HashSet<string>> Known(AppDb db, CancellationToken stop)
    {
        var known = new HashSet<string>();
        foreach (var owner in owners) known.UnionWith((await owner.Names(db, stop)).Select(Stem));
        return known;
    }

    private static string Stem(string name) => name.Split('.', 2)[0];

    [GeneratedRegex(@"^[0-9a-f]{32}(\.[a-z0-9]{2,5}){0,2}$")]
    private static partial Regex OurName();

    [LoggerMessage(LogLevel.Information, "Erased {Count} files of attachments that no complaint knows.")]
    private partial void LogSwept(int count);

    [LoggerMessage(LogLevel.Warning,
        "The folder of attachments holds {Count} old files and the database knows of none there; nothing was erased. Is it this city's folder?")]
    private partial void LogForeign(int count);
}
