using System.Data.Common;
using Bot.CommandLine.Copies;
using Bot.Database;
using Core.Imports;
using Core.Messaging;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>What can be asked on the command line besides running the service.</summary>
internal static class Commands
{
    /// <summary>The exit code when something is wrong.</summary>
    public const int Wrong = 1;

    /// <summary>The exit code of a call that was not understood.</summary>
    public const int Misused = 2;

    private static readonly Command[] All =
    [
        new("doctor", "", "checks settings, database, channel, clock, calendar, charts and disk; says how to mend what is wrong", [],
            Doctor.Run),
        new("backup", "[FILE]",
            "writes everything into one file while the service runs; without FILE into the folder of the nightly ones (Backups:Folder)",
            ["force"], BackUp.Run),
        new("try-backup", "[FILE]", "brings a backup back in a place of its own and looks whether it is whole; the newest without FILE", [],
            TryBackups.Run),
        new("backups", "", "lists the backups in the folder of the nightly ones and in the bucket (Backups:S3)", [], ListBackups.Run),
        new("parked", "[again|drop NAME...|all]",
            "shows messages that could not be handled or sent, without a word of theirs; has them sent again or drops them", [],
            ParkedOnes.Run),
        new("holidays", "FILE --source DECREE [--holidays N] [--leave N]",
            "brings in a year's days off from a CSV or ICS file, checked against weekdays and the numbers that were decreed",
            ["source", "holidays", "leave"], BringHolidays.Run),
        new("restore", "FILE | [NAME] --from-bucket [--look]",
            "brings it back, while the service is stopped; --from-bucket takes it from Backups:S3, the newest without NAME; --look only says what it would do",
            ["force", "from-bucket", "look"], Restore.Run),
        new("same-schema", "FILE", "says whether the version that made this backup could go on with the data as they are now", [],
            CompareSchema.Run),
        new("move", "--to postgres|sqlite --connection CONNECTION [--files FOLDER]",
            "carries the city into another, empty database, and with --files its key and files too; the service is stopped meanwhile",
            ["to", "connection", "files"], Move.Run),
        new("import-units", "FILE [--close-others]",
            "reads units and services from a CSV file; --close-others closes those that are not in it", ["close-others"],
                ImportUnitsFile.Run),
        new("seed-demo", "--ratings N --complaints C --months M --asn K [--units U] [--tree]",
            "fills an empty database with made-up data for trying and measuring; --tree puts a dinas above its puskesmas",
            ["ratings", "complaints", "months", "asn", "units", "tree"], SeedDemo.Run),
        new("agencies", "[WORD...]",
            "lists the agencies of SP4N-LAPOR! by their numbers, for Lapor:MappingFile; with words only those that have them", [],
            ListAgencies.Run),
        new("recompute-sums", "", "compares the sums that scores are read from with the ratings and makes the wrong ones anew", [],
            RecomputeSumsNow.Run),
        new("adopt-files", "", "says that the folders of these settings are the city's, after files were lost or brought elsewhere", [],
            AdoptFiles.Run),
        new("new-key", "[--accept-loss]", "goes on without the instansi's key where it is lost for good; says first what that costs",
            ["accept-loss"], NewKey.Run),
        new("chat", "[--as NAME] [--language id|en]", "talks with the service here in the terminal", ["as", "language"], TerminalTalk.Run),
        new("privacy-papers", "FOLDER",
            "writes the record of processing and the impact assessment (UU 27/2022) as DOCX and PDF, from the settings in force", [],
                PrivacyPapers.Run),
        new(AddUpCities.Name, "LIST [--month YYYY-MM] [--page FILE]",
            "adds up the scores of several cities by their open data; LIST holds an address a line, --page writes them as a web page",
                ["month", "page"], AddUpCities.Run),
        new("schema", "[sqlite|postgres]", "prints the tables as SQL", [], PrintSchema.Run),
    ];

    /// <summary>Runs the command; returns the exit code. What is wrong is said on the same output.</summary>
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        if (line.Command == "help") return Explain(output, 0);
        if (All.FirstOrDefault(c => c.Name == line.Command) is not { } command)
        {
            await output.WriteLineAsync($"There is no command \"{line.Command}\".");
            return Explain(output, Misused);
        }

        try
        {
            if (line.Options.FirstOrDefault(o => !command.Options.Contains(o)) is { } unknown)
                throw new UsageException($"{command.Name} knows no option --{unknown}.");
            return await command.Run(line, output);
        }
        catch (UsageException e)
        {
            await output.WriteLineAsync($"{e.Message}\nUse it so: {command.Name} {command.Words}");
            return Misused;
        }
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            await output.WriteLineAsync(sentence);
            return Wrong;
        }
    }

    /// <summary>The parts of the service with these settings, ready for use but not started.</summary>
    internal static WebApplication Open(ParsedCommandLine line, Action<IServiceCollection>? register = null, bool check = true) =>
        Startup.Parts(line.Settings, register, check);

    /// <summary>Makes database and key ready, as a start does.</summary>
    internal static Task Prepare(IServiceProvider services) => Startup.MakeReady(services);

    /// <summary>The one word that the command needs.</summary>
    internal static string FileOf(ParsedCommandLine line) =>
        line.Words.Count == 1 ? line.Words[0]
            : throw new UsageException(line.Words.Count == 0 ? "Which file?" : "One file at a time, please.");

    /// <summary>What a list holds that people made; nothing else is read into memory.</summary>
    internal static async Task<byte[]> ListOf(string file)
    {
        if (!File.Exists(file)) throw new InvalidDataException($"There is no file {file}.");
        await using var source = File.OpenRead(file);
        return await ReadFile.UpTo(source, AskFile.MostBytes, default) ?? throw new InvalidDataException(
            $"{file} is larger than {AskFile.MostBytes / 1_000_000} MB, and so no list that people made. Split it, or look whether it is the right file. Nothing was changed.");
    }

    private static int Explain(TextWriter output, int exitCode)
    {
        output.WriteLine("Suara Layanan. Without a command it runs the service; with one it\n");
        foreach (var command in All) output.WriteLine($"  {command.Name} {command.Words}".TrimEnd() + $"\n      {command.Does}");
        output.WriteLine(
            "\nSettings may follow any command, such as --Database:ConnectionString=\"Data Source=try.db\"; all of them: docs/settings.md");
        return exitCode;
    }

    private static string? Sentence(Exception error) => error switch
    {
        OptionsValidationException wrong => string.Join('\n', wrong.Failures),
        InvalidDataException or FormatException or InvalidOperationException { Source: "Bot" or "Core" } => error.Message,
        DbException full when SqliteFile.IsFull(full) => "The disk is full. Make room and try again; nothing was changed.",
        DbException => $"The database cannot be used: {error.Message} Check Database:Provider and Database:ConnectionString.",
        IOException or UnauthorizedAccessException => error.Message,
        _ => null,
    };

    private sealed record Command(string Name, string Words, string Does, string[] Options,
        Func<ParsedCommandLine, TextWriter, Task<int>> Run);
}
