using Core.Persistence;

namespace Bot.Backups;

/// <summary>Tries a backup as a restore would use it, in a place of its own that goes with the trial.</summary>
internal static class TryBackup
{
    /// <summary>Brings it back beside nobody's data; the number of units found in it.</summary>
    /// <exception cref="InvalidDataException">It cannot be brought back, with the reason.</exception>
    public static async Task<int> Try(Archive here, string file, string passphrase, IReadOnlyList<string> knownMigrations)
    {
        var place = Path.Combine(Path.GetDirectoryName(file)!, ".trial");
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
            await UnpackArchive.Unpack(opened.Zip, manifest, scratch, database, opened.Beside);
            await UnpackArchive.PutInPlace(scratch, database, ".before");
            return await database.CountUnits() is var units and > 0 ? units
                : throw new InvalidDataException("the database that came back holds no units");
        }
        finally
        {
            await UnpackArchive.CleanUp(scratch, database);
            await database.Remove();
            Directory.Delete(place, recursive: true);
        }
    }
}
