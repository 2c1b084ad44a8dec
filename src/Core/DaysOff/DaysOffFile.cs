using System.Globalization;
using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;

namespace Core.DaysOff;

/// <summary>A year's days off that an administrator sends as a file, as they wait until the numbers of the decree are said.</summary>
internal static class DaysOffFile
{
    /// <summary>What is typed to send one, and before the number of one that was read.</summary>
    public const string Word = "berkas";

    /// <summary>A list that comes by itself can be one of days off.</summary>
    public static ToldOutcome OfSheet { get; } = new("days-off", "told.kind.days-off", Commands.DaysOff, 103, told => new Carried
    {
        Args = new Dictionary<string, string> { ["text"] = Word },
        Answers = new Dictionary<string, string> { ["file"] = told.FilesStored(1) },
    })
    { OfSheetBy = who => CommandRights.Allow(Commands.DaysOff, who) };

    /// <summary>Whether a file is to be sent.</summary>
    public static bool IsAsked(DialogContext context) => context.Asked is [Word];

    /// <summary>Asks for it.</summary>
    public static IAsyncEnumerable<Question> Send(DialogContext context, ImportsWanted imports) =>
        AskFile.Script(context, imports, ImportKind.DaysOff, null, "days-off.send", "days-off.dropped");

    /// <summary>What was read from the one whose button was pressed; none where it is gone, null where none is spoken of.</summary>
    public static async Task<IReadOnlyList<Holiday>?> Sent(AppDb db, DialogContext context)
    {
        if (context.Asked is not [Word, var number]) return null;
        return await ImportFile.Find(db, context.Who, ImportKind.DaysOff, number) is { } file ? Read(file.Content!) : [];
    }

    /// <summary>The days as they wait.</summary>
    public static string Write(IEnumerable<Holiday> days) => string.Join('\n', days.Select(Line));

    private static string Line(Holiday day) =>
        FormattableString.Invariant($"{day.Date:yyyy-MM-dd}\t{day.Kind}\t{day.Name.ReplaceLineEndings(" ")}");

    private static IReadOnlyList<Holiday> Read(string kept) => [.. kept.Split('\n').Select(line => line.Split('\t', 3)).Select(part =>
        new Holiday(DateOnly.ParseExact(part[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), part[2], Enum.Parse<HolidayKind>(part[1])))];
}
