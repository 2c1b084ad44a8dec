using System.ComponentModel.DataAnnotations;
using Bot.Backups;
using Bot.Database;
using Bot.Database.Moving;
using Core.Complaints.Attachments;
using Core.People;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>Carries a city from SQLite to PostgreSQL or back, with its key and files.</summary>
internal static class Move
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var target = TargetOf(line);
        await using var app = Commands.Open(line);
        var archive = new Archive(app.Services);
        if (!File.Exists(archive.KeyFile))
            throw new InvalidDataException($"There is no key at {archive.KeyFile}; without it the city is not whole. Nothing was moved.");
        var time = app.Services.GetRequiredService<TimeProvider>();
        var start = time.GetTimestamp();
        await using var from = MoveEnd.Of(app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        await using var to = MoveEnd.Of(target);
        if (from.Words == to.Words) throw new InvalidDataException($"{to.Words} is where the city is already. Nothing was moved.");
        await output.WriteLineAsync($"From {from.Words} to {to.Words}:");
        var move = new MoveDatabase(from, to, output.WriteLine);
        await move.Prepare();
        if (!await KeyFingerprint.IsSame(from.Db, SecretKey.Open(archive.KeyFile)))
            throw new InvalidDataException($"{archive.KeyFile} is not the key that this city was begun with. Nothing was moved.");
        await CheckFiles(app.Services, from, output);
        if (line.Value("files") is { } folder) await MoveFiles.Copy(archive, Path.GetFullPath(folder), output);
        await move.Carry();
        await Explain(output, archive, from, target, line.Value("files"));
        await output.WriteLineAsync($"Moved in {time.GetElapsedTime(start).TotalSeconds:0.0} s.");
        return 0;
    }

    private static DatabaseOptions TargetOf(ParsedCommandLine line)
    {
        if (line.Value("to") is not ("postgres" or "sqlite")) throw new UsageException("Where to? Say --to postgres or --to sqlite.");
        if (line.Value("connection") is not { Length: > 0 } connection)
            throw new UsageException("Into which database? Say --connection \"...\", as Database:ConnectionString has it.");
        var target = new DatabaseOptions { Provider = line.Value("to")!, ConnectionString = connection };
        return target.Validate(new ValidationContext(target)).FirstOrDefault() is { ErrorMessage: { } wrong }
            ? throw new UsageException(wrong.Replace("Database:ConnectionString", "--connection", StringComparison.Ordinal)) : target;
    }

    /// <summary>A file that is missing already is no reason to stay; whoever moves should know of it.</summary>
    private static async Task CheckFiles(IServiceProvider services, MoveEnd from, TextWriter output)
    {
        var (kept, missing) = await services.GetRequiredService<CountFiles>().Count(from.Db);
        await output.WriteLineAsync(missing == 0 ? $"All {kept} files of complaints and announcements are in their folder."
            : $"Of {kept} files of complaints and announcements {missing} are not in their folder (Complaints:AttachmentFolder); they are missing after the move too.");
    }

    /// <summary>Folders in which the service writes from now on and that are not in its own.</summary>
    private static string Outside(DatabaseOptions target, string? files)
    {
        string?[] folders = [files is null ? null : Path.GetFullPath(files),
            target.Provider == "sqlite" ? Path.GetDirectoryName(SqliteFile.PathOf(target.ConnectionString)) : null];
        return string.Join(' ', folders.OfType<string>().Where(f => !MoveFiles.IsIn(f, Directory.GetCurrentDirectory())).Distinct());
    }

    private static async Task Explain(TextWriter output, Archive archive, MoveEnd from, DatabaseOptions target, string? files)
    {
        await output.WriteLineAsync("Now start the service with these settings, and with the connection string that you gave here:");
        await output.WriteLineAsync($"  Database__Provider={target.Provider}");
        foreach (var (setting, path) in MoveFiles.Settings(archive, files))
            await output.WriteLineAsync($"  {setting.Replace(":", "__", StringComparison.Ordinal)}={path}");
        if (Outside(target, files) is { Length: > 0 } outside) await output.WriteLineAsync(
            $"A unit with ProtectSystem=strict, such as the package's, writes nothing there: name {outside} in systemctl edit suara-layanan, below [Service], as ReadWritePaths={outside}");
        await output.WriteLineAsync(
            $"{from.Words} is as it was, but for the keys of the day, which went along. Never serve both; delete it once the new one is backed up.");
    }
}
