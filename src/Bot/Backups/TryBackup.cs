using System.IO.Compression;
using Bot.Database;
using Core.Complaints.Attachments;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.Backups;

/// <summary>Tries a backup as a restore would use it, in a place of its own that goes with the trial.</summary>
internal static class TryBackup
{
    /// <summary>Brings it back beside nobody's data; the number of units found in it.</summary>
    /// <exception cref="InvalidDataException">It cannot be brought back, with the reason.</exception>
    /// <param name="here">Where things belong.</param>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">What it may be sealed under.</param>
    /// <param name="knownMigrations">The steps of this version's schema.</param>
    /// <param name="owners">Who says which attachments there are.</param>
    public static async Task<int> Try(Archive here, string file, string passphrase, IReadOnlyList<string> knownMigrations,
        IEnumerable<IKnowFiles> owners)
    {
        var place = Path.Combine(Path.GetDirectoryName(file)!, ".trial");
        using var turn = await OneTrial.Enter(place);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        PrivateFolder.Make(place);
        var scratch = here.In(place);
        var database = scratch.Database;
        try
        {
            using var opened = await OpenedArchive.Open(file, passphrase, scratch.KeyFile);
            var manifest = await Manifest.Read(opened.Zip);
            UnpackArchive.CheckVersion(manifest, knownMigrations);
            await database.RefuseWhileServed();
            await UnpackArchive.Unpack(opened.Zip, manifest, scratch, database, opened.Beside, isTrial: true);
            await UnpackArchive.PutInPlace(scratch, database, ".before");
            if (manifest.Migrations.Count == knownMigrations.Count) await LookForAttachments(opened.Zip, manifest, here, scratch, owners);
            return await database.CountUnits() is var units and > 0 ? units
                : throw new InvalidDataException("the database that came back holds no units");
        }
        finally
        {
            try
            {
                await UnpackArchive.CleanUp(scratch, database);
                await database.Remove();
            }
            finally
            {
                // The key lies there unsealed: it goes, whatever hinders the database from going.
                Directory.Delete(place, recursive: true);
            }
        }
    }

    /// <summary>
    /// Each attachment that the database of a backup calls kept must be in it. One that is not here either was lost before, and no backup
    /// brings it back: <c>doctor</c> tells of those.
    /// </summary>
    private static async Task LookForAttachments(ZipArchive zip, Manifest manifest, Archive here, Archive scratch,
        IEnumerable<IKnowFiles> owners)
    {
        if (here.Folders.FirstOrDefault(f => f.Name == AttachmentFolder.Kept) is not { } folder) return;
        var there = (manifest.Beside ?? []).Concat(zip.Entries.Select(e => e.FullName)).ToHashSet(StringComparer.Ordinal);
        await using var db = new AppDb((DbContextOptions<AppDb>)DatabaseSetup.Use(new DbContextOptionsBuilder<AppDb>(),
            scratch.DatabaseOptions).Options);
        foreach (var owner in owners)
            foreach (var name in (await owner.Names(db, default)).Where(Path.HasExtension))
                if (!there.Contains($"{folder.Name}/{name}") && File.Exists(Path.Combine(folder.Path, name)))
                    throw new InvalidDataException($"its database knows the attachment {name}, which is not in it");
    }
}
