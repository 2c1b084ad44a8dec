using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Units;

/// <summary>An administrator of the instansi sends a list of units, sees what it would change, and takes it over.</summary>
internal sealed class TakeUnits(AppDb db, UnitCatalog units, ImportsWanted imports)
{
    /// <summary>What is typed to send a file.</summary>
    public const string File = "berkas";

    /// <summary>What is typed after the number of a file so that what it does not name is closed.</summary>
    public const string Closing = "tutup";

    /// <summary>A spreadsheet that comes by itself can be a list of units.</summary>
    public static ToldOutcome OfSheet { get; } = new("units", "told.kind.units", Commands.Units, 101, told => new Carried
    {
        Args = new Dictionary<string, string> { ["text"] = File },
        Answers = new Dictionary<string, string> { ["file"] = told.FilesStored(1) },
    })
    { OfSheetBy = CommandRights.Everywhere };

    /// <summary>Whether a file is to be sent or taken over, and not a unit changed.</summary>
    public static bool IsAsked(DialogContext context) => CommandRights.Everywhere(context.Who)
        && context.Asked is [var first, ..] && (first == File || long.TryParse(first, out _));

    /// <summary>Asks for the file, or whether the one that was read is to be taken over.</summary>
    public IAsyncEnumerable<Question> Script(DialogContext context) => context.Asked[0] == File ? Send(context) : Take(context);

    private IAsyncEnumerable<Question> Send(DialogContext context) =>
        AskFile.Script(context, imports, ImportKind.Units, null, "units-file.send", "edit-unit.unchanged");

    private async IAsyncEnumerable<Question> Take(DialogContext context)
    {
        if (await ImportFile.Find(db, context.Who, ImportKind.Units, context.Asked[0]) is not { } file)
        {
            context.Say("import.gone");
            yield break;
        }

        var (lines, closing) = (UnitsFile.Read(file.Content!), context.Asked.Contains(Closing));
        var count = lines.Select(l => l.UnitCode).Distinct().Count();
        var sure = Ask.Confirm("take-sure", LocalizedText.Of(closing ? "units-file.sure-closing" : "units-file.sure", count, lines.Count),
            "units-file.yes", "paper.no");
        yield return sure;
        if (await context.Change().ImportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync() == 0 || !sure.Answer)
        {
            context.Say("edit-unit.unchanged");
            yield break;
        }

        // Units may have changed since the list was read.
        if (CheckTree.Wrong(lines, units.All).ToList() is [var wrong, ..])
        {
            context.Say(LocalizedText.Of("units-file.line", wrong.Line, wrong.What));
            yield break;
        }

        var done = await ImportUnits.Take(db, lines, closing);
        Audit.Note(db, context.Who, context.Now, "units-imported", null, $"+{done.Added} ~{done.Updated} −{done.Closed}");
        context.AfterCommit(units.Changed);
        context.Say("units-file.done", done.Added, done.Updated, done.Services, done.Closed, done.ServicesClosed)
            .Row(Commands.Units.Button(context.Words));
    }
}
