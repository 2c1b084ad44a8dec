using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Core.Persistence;

/// <summary>
/// Whether this process sees the folders in which the city's files lie. Where several may work at once, a mark lies in each folder and
/// stands in the database as well: a worker with a folder of its own would keep files that no other one finds. A single process on a file
/// has no others, and asks for nothing.
/// </summary>
internal sealed class CityFolders(IEnumerable<KeptFolder> folders, IWorkers workers)
{
    /// <summary>The mark's file; sweeping passes it by.</summary>
    public const string Mark = ".suara-layanan";

    /// <summary>The fact that holds the mark.</summary>
    public const string Fact = "files";

    /// <summary>The first worker marks its folders; later ones must see the same mark. Call it in the turn of a start.</summary>
    /// <exception cref="InvalidDataException">A folder is not the one that the other workers use.</exception>
    public async Task Check(AppDb db)
    {
        if (!workers.MayBeSeveral) return;
        if (await Known(db) is null) await Adopt(db);
        else if (await Look(db) is [var first, ..]) throw new InvalidDataException(
            $"{first} Mount the folder that all workers share there, or name it in the setting. If the files were lost or you brought them here yourself, run adopt-files.");
    }

    /// <summary>What is wrong with folders, a sentence for each; nothing where all are seen.</summary>
    public async Task<IReadOnlyList<string>> Look(AppDb db)
    {
        if (!workers.MayBeSeveral || await Known(db) is not { } known) return [];
        return [.. folders.Where(f => !Sees(f, known))
            .Select(f => $"{Path.GetFullPath(f.Path)} ({f.Setting}) is not the folder of this city's {f.Name}.")];
    }

    /// <summary>Says that the folders of these settings are the city's from now on.</summary>
    public async Task Adopt(AppDb db)
    {
        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        foreach (var folder in folders)
        {
            var file = Path.Combine(PrivateFolder.Make(Path.GetFullPath(folder.Path)).FullName, Mark);
            File.Delete(file);
            PrivateFolder.MakeOnce(file, mark);
        }

        await db.Database.ExecuteSqlAsync(
            $"insert into installation (name, value) values ({Fact}, {mark}) on conflict (name) do update set value = excluded.value");
    }

    private static Task<string?> Known(AppDb db) =>
        db.Installation.AsNoTracking().Where(f => f.Name == Fact).Select(f => f.Value).FirstOrDefaultAsync();

    private static bool Sees(KeptFolder folder, string known)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder.Path, Mark)).Trim() == known;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
