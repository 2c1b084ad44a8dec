using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Reports;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.OnPaper;

/// <summary>An administrator gets the form, sends it filled in, sees what it holds, has it counted, and takes it back as a whole.</summary>
internal sealed class BringPaper(AppDb db, UnitCatalog units, KeepPaper keep, ImportsWanted imports, ReportsWanted reports) : Dialog
{
    private const string Form = "form";
    private const string Send = "send";
    private const string Undo = "undo";
    private const string Leave = "leave";

    /// <summary>A spreadsheet that comes by itself can be a filled-in sheet.</summary>
    public static ToldOutcome OfSheet { get; } = new("paper", "told.kind.paper", Commands.Paper, 100, told => new Carried
    {
        Answers = new Dictionary<string, string> { ["what"] = Send, ["file"] = told.FilesStored(1) },
    })
    { OfSheetBy = who => CommandRights.Allow(Commands.Paper, who) };

    /// <inheritdoc/>
    public override string Name => "bring-paper";

    /// <inheritdoc/>
    public override string? Command => Commands.Paper;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var script = long.TryParse(context.Arg("text"), out _) ? Count(context) : Choose(context);
        await foreach (var question in script) yield return question;
    }

    /// <summary>A file that was read is to count.</summary>
    private async IAsyncEnumerable<Question> Count(DialogContext context)
    {
        var file = await ImportFile.Find(db, context.Who, ImportKind.Paper, context.Arg("text"));
        if (file is null || units.Find(file.UnitId!.Value) is not { } unit || !CommandRights.Administers(context.Who, unit.Id))
        {
            context.Say("import.gone").Row(Commands.Paper.Button(context.Words));
            yield break;
        }

        var sheets = PaperSheets.Read(file.Content!);
        var sure = Ask.Confirm("sure", LocalizedText.Of("paper.sure", sheets.Sheets.Count, unit.Label), "paper.yes", "paper.no");
        yield return sure;
        if (!sure.Answer)
        {
            await context.Change().ImportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync();
            context.Say("paper.dropped");
            yield break;
        }

        await Keep(context, unit, file);
    }

    private async ValueTask Keep(DialogContext context, Unit unit, ImportFile file)
    {
        var (batch, instead) = await keep.In(context.Change(), context.Who, unit, file, context.Now);
        if (batch is null)
        {
            context.Say(instead);
            return;
        }

        context.Say("paper.counted", batch.Sheets, unit.Label)
            .Row(new Button(context.Words["paper.see"], Commands.Statistics.With(unit.Code, batch.To.Text)));
    }

    private async IAsyncEnumerable<Question> Choose(DialogContext context)
    {
        var mine = units.Active.Where(u => CommandRights.Administers(context.Who, u.Id)).OrderBy(u => u.Name, StringComparer.Ordinal)
            .ToList();
        var unit = mine.Count == 1 ? mine[0]
            : mine.Find(u => u.Code.Equals(context.Arg("text")?.Trim(), StringComparison.OrdinalIgnoreCase));
        if (unit is null)
        {
            var which = Ask.Search("unit", "paper.which-unit",
                mine.Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return which;
            unit = which.Answer;
        }

        var batches = await PaperBatch.Of(db, unit.Id);
        var what = Ask.Choice("what", LocalizedText.InEach(words => Overview(words, unit, batches)), Acts(batches.Count > 0)).PerRow(2);
        yield return what;
        if (what.Answer == Form) AskForms(context, unit);
        else if (what.Answer == Leave) context.Say("paper.left");
        if (what.Answer is Form or Leave) yield break;
        var script = what.Answer == Send ? Take(context, unit) : TakeBack(context, unit, batches);
        await foreach (var question in script) yield return question;
    }

    private static IEnumerable<Option<string>> Acts(bool any)
    {
        yield return new(Form, "paper.form", Form);
        yield return new(Send, "paper.send", Send);
        if (any) yield return new(Undo, "paper.undo", Undo);
        yield return new(Leave, "paper.leave", Leave);
    }

    private void AskForms(DialogContext context, Unit unit)
    {
        var month = Period.Of(PeriodKind.Month, LocalTime.MonthOf(context.Now, units.ZoneOf(unit)));
        AskReport.Put(context, reports, ReportKind.PaperForm, unit, month);
        AskReport.Put(context, reports, ReportKind.PaperEntry, unit, month);
        context.Say("paper.form-coming", unit.Label);
    }

    private IAsyncEnumerable<Question> Take(DialogContext context, Unit unit)
    {
        context.Doing("paper.unfinished", unit.Label);
        return AskFile.Script(context, imports, ImportKind.Paper, unit, LocalizedText.Of("paper.send-it", unit.Label), "paper.left");
    }

    private async IAsyncEnumerable<Question> TakeBack(DialogContext context, Unit unit, IReadOnlyList<PaperBatch> batches)
    {
        var batch = batches.FirstOrDefault();
        if (batches.Count > 1)
        {
            var which = Ask.Search("batch", "paper.which-batch", batches.Select(b => new Option<PaperBatch>($"{b.Id}",
                LocalizedText.InEach(words => keep.Line(words, unit, b)), b)));
            yield return which;
            batch = which.Answer;
        }

        if (batch is null)
        {
            context.Say("paper.none");
            yield break;
        }

        var sure = Ask.Confirm("undo-sure", LocalizedText.InEach(words => words["paper.undo-sure", keep.Line(words, unit, batch)]),
            "paper.undo-yes", "paper.undo-no");
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("paper.left");
            yield break;
        }

        await keep.Out(context.Change(), context.Who, unit, batch.Id, context.Now);
        context.Say("paper.undone", batch.Sheets, unit.Label).Row(Commands.Paper.Button(context.Words));
    }

    private string Overview(Wording words, Unit unit, IReadOnlyList<PaperBatch> batches) => batches.Count == 0
        ? words["paper.overview-none", unit.Label]
        : words["paper.overview", unit.Label, string.Join('\n', batches.Take(10).Select(b => "• " + keep.Line(words, unit, b)))];
}
