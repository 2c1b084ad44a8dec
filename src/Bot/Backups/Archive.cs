using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Bot.Database;
using Bot.Database.Saved;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Backups;

/// <summary>What a backup says about itself.</summary>
/// <param name="Format">The version of the archive's layout.</param>
/// <param name="Version">The version of the service that made it.</param>
/// <param name="MadeAt">When, in UTC.</param>
/// <param name="Instansi">Whose data it is.</param>
/// <param name="Migrations">The steps of the schema that the database has gone through.</param>
/// <param name="Folders">The folders of files in it.</param>
/// <param name="Database">Which vendor's database is in it; older ones, which do not say, hold SQLite's.</param>
/// <param name="Beside">
/// Files that lie beside the archive, by folder and path, where only new ones are copied; null where all are in it.
/// </param>
internal sealed record Manifest(int Format, string Version, DateTimeOffset MadeAt, string Instansi, IReadOnlyList<string> Migrations,
    IReadOnlyList<string> Folders, string Database = "sqlite", IReadOnlyList<string>? Beside = null)
{
    public const int CurrentFormat = 2;

    /// <summary>What a version that knows nothing of files beside the archive can read too.</summary>
    public const int WholeFormat = 1;

    /// <summary>The names of a million files take less.</summary>
    private const long Most = 256 * 1024 * 1024;

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string CurrentVersion =>
        typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string Write() => JsonSerializer.Serialize(this, Layout);

    /// <exception cref="InvalidDataException">The archive is no backup of ours.</exception>
    public static async Task<Manifest> Read(ZipArchive archive)
    {
        try
        {
            var entry = archive.GetEntry(Archive.ManifestName) is { Length: < Most } found ? found : throw new InvalidDataException();
            using var text = new MemoryStream();
            await CopyEntry.To(entry, text);
            return JsonSerializer.Deserialize<Manifest>(text.GetBuffer().AsSpan(0, (int)text.Length), Layout) is
            {
                Format: > 0, Instansi: not null,
                Migrations.Count: > 0
            } manifest && manifest.Beside?.Contains(null!) != true ? manifest : throw new InvalidDataException();
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new InvalidDataException("This file is no backup of Suara Layanan.");
        }
    }
}

/// <summary>Where things stand in a backup and where they belong: on this machine, or in a place for a trial.</summary>
internal sealed class Archive(string instansi, string keyFile, IReadOnlyList<KeptFolder> folders, DatabaseOptions options)
{
    public const string ManifestName = "manifest.json";
    public const string KeyName = "instansi.key";

    /// <summary>That of this installation.</summary>
    public Archive(IServiceProvider services)
        : this(services.GetRequiredService<IOptions<InstansiOptions>>().Value.Name,
            Path.GetFullPath(services.GetRequiredService<IOptions<InstansiOptions>>().Value.KeyFile),
            [.. services.GetServices<KeptFolder>().Where(f => f.InBackup)], services.GetRequiredService<IOptions<DatabaseOptions>>().Value)
    {
    }

    public string Instansi => instansi;

    public string KeyFile => keyFile;

    public IReadOnlyList<KeptFolder> Folders => folders;

    public DatabaseOptions DatabaseOptions => options;

    /// <summary>The database's file; null when another vendor keeps it.</summary>
    public string? DatabaseFile => options.Provider == "sqlite" ? SqliteFile.PathOf(options.ConnectionString) : null;

    /// <summary>The database as a backup holds it.</summary>
    public SavedDatabase Database => SavedDatabase.Of(options, keyFile);

    /// <summary>The same in a folder of its own, with a database of its own.</summary>
    public Archive In(string folder) => new(instansi, Path.Combine(folder, KeyName),
        [.. folders.Select(f => f with { Path = Path.Combine(folder, f.Name) })], SavedDatabase.Scratch(options, folder));
}
