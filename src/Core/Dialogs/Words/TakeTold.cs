using Core.Dialogs.Questions;
using Core.Intents;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>
/// Somebody tells of something, sends a photo or a place, or writes what nobody understands: one question says what it is to become, and it
/// is carried there whole.
/// </summary>
internal sealed class TakeTold(IEnumerable<ToldOutcome> outcomes, IEnumerable<IOwnOutcomes> own, AppDb db) : Dialog
{
    /// <summary>Its name.</summary>
    public const string Told = "take-told";

    private const string No = "-";
    private const string AsArg = "as";
    private const string LikelyArg = "likely";
    private const string SheetArg = "sheet";

    private readonly List<ToldOutcome> _outcomes = [.. outcomes.OrderBy(o => o.Place)];

    /// <inheritdoc/>
    public override string Name => Told;

    /// <summary>Asks what it is to become.</summary>
    public static NextDialog Offer(Words.Told told, ToldAs like, IEnumerable<Intent> likely) => new()
    {
        Dialog = Told,
        Args = told.HasSheet ? new() { [AsArg] = $"{like}", [LikelyArg] = string.Join(' ', likely), [SheetArg] = "yes" }
            : new() { [AsArg] = $"{like}", [LikelyArg] = string.Join(' ', likely) },
        Carried = new Carried { Begun = new Dictionary<string, string> { ["told"] = told.Write() } },
    };

    /// <summary>It is a complaint: whoever says so is not asked again.</summary>
    public static NextDialog Complaint(Words.Told told) => new()
    {
        Dialog = Told,
        Args = new() { [AsArg] = $"{ToldAs.Complaint}" },
        Carried = new Carried { Answers = new Dictionary<string, string> { ["told"] = $"{ToldOutcome.Complaint} {told.Write()}" } },
    };

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        context.Doing("told.unfinished");
        var mine = new List<ToldOutcome>();
        foreach (var some in own) mine.AddRange(await some.Of(db, context.Who));
        var like = Named.Of<ToldAs>(context.Arg(AsArg)) ?? ToldAs.Unclear;
        var sheets = context.Arg(SheetArg) is null ? [] : _outcomes.FindAll(o => o.OfSheetBy?.Invoke(context.Who) == true);
        var told = sheets.Count > 0 ? Ask.Told("told", "told.sheet", _ => OfSheet(sheets))
            : Ask.Told("told", $"told.{like}", what => like == ToldAs.Complaint ? YesOrNo(mine) : All(context, like, mine, what));
        told.Because("why.told");
        yield return told;
        var choice = told.Answer.Choice;
        if (choice == No && like == ToldAs.Complaint)
        {
            var instead = Ask.Choice("instead", "told.what-then", Others(told.Answer.Told)).WithoutWayOut();
            yield return instead;
            choice = instead.Answer;
        }

        GoOn(context, choice, told.Answer.Told, mine);
    }

    private void GoOn(DialogContext context, string choice, Words.Told told, List<ToldOutcome> mine)
    {
        if (mine.Find(o => o.Id == choice) is { } more) context.Continue(more.Command, more.Carry(told));
        else if (_outcomes.Find(o => o.Id == choice) is { } outcome) context.Continue(outcome.Command, outcome.Carry(told));
        else if (Named.Of<Intent>(choice) is { } wish) context.Continue(CommandFor.Plain(wish, told.Text));
        else context.Say("told.dropped").Row(Commands.Help.Button(context.Words));
    }

    private static List<Option<string>> YesOrNo(List<ToldOutcome> mine) =>
    [
        new(ToldOutcome.Complaint, mine.Count > 0 ? "told.yes-new" : "told.yes-go-on", ToldOutcome.Complaint),
        .. mine.Select(OptionOf), new(No, "told.no", No),
    ];

    /// <summary>What an administrator's spreadsheet is for; that it goes with a complaint stays possible.</summary>
    private static List<Option<string>> OfSheet(List<ToldOutcome> sheets) =>
        [.. sheets.Select(OptionOf), new(ToldOutcome.Complaint, "told.kind.Complaint", ToldOutcome.Complaint), new(No, "told.nothing", No)];

    private List<Option<string>> Others(Words.Told told) =>
        [.. _outcomes.Where(o => o.OfSheetBy is null && o.Holds(told) && o.Id != ToldOutcome.Complaint).Select(OptionOf), new(No, "told.nothing", No)];

    private List<Option<string>> All(DialogContext context, ToldAs like, List<ToldOutcome> mine, Words.Told told) =>
    [
        .. (context.Arg(LikelyArg) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(w => Named.Of<Intent>(w) is not null).Select(w => new Option<string>(w, $"told.wish.{w}", w)),
        .. mine.Select(OptionOf),
        .. (like == ToldAs.Praise ? _outcomes.Where(o => o.Id != ToldOutcome.Complaint).Reverse() : _outcomes)
            .Where(o => o.OfSheetBy is null && o.Holds(told)).Select(OptionOf),
        new(No, "told.nothing", No),
    ];

    private static Option<string> OptionOf(ToldOutcome outcome) => new(outcome.Id, outcome.Label, outcome.Id);
}

/// <summary>What it looks like.</summary>
internal enum ToldAs
{
    /// <summary>Something went wrong.</summary>
    Complaint,

    /// <summary>Something went well.</summary>
    Praise,

    /// <summary>Nobody can tell.</summary>
    Unclear,
}
