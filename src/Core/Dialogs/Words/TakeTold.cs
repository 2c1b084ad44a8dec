using Core.Dialogs.Conversations;
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
    private const int MostLikely = 2;

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

    /// <summary>Whether nobody knows yet what was told.</summary>
    public static bool IsUnclear(OpenDialog dialog) => dialog.Args.GetValueOrDefault(AsArg) == $"{ToldAs.Unclear}";

    /// <summary>What came since says what it may be: like this, and these wishes before the one that was likeliest until then.</summary>
    public static void Expect(OpenDialog dialog, ToldAs like, IEnumerable<Intent> likely)
    {
        var before = dialog.Args.GetValueOrDefault(LikelyArg, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        dialog.Args[AsArg] = $"{like}";
        dialog.Args[LikelyArg] = string.Join(' ', likely.Select(i => $"{i}").Concat(before).Distinct().Take(MostLikely));
    }

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
        var guess = like == ToldAs.Complaint ? await context.Remember("guess", () => ValueTask.FromResult(GuessOf(context))) : null;
        var sheets = context.Arg(SheetArg) is null ? [] : _outcomes.FindAll(o => o.OfSheetBy?.Invoke(context.Who) == true);
        var told = sheets.Count > 0 ? Ask.Told("told", "told.sheet", _ => OfSheet(sheets))
            : guess is not null ? Ask.Told("told", "told.Other", what => Guessed(guess, mine, what))
            : like == ToldAs.Complaint ? Ask.Told("told", "told.Complaint", _ => YesOrNo(mine)).Further(Others)
            : Ask.Told("told", $"told.{like}", what => All(context, like, mine, what));
        told.Because("why.told");
        yield return told;
        var choice = told.Answer.Choice;
        var isYes = choice == ToldOutcome.Complaint && like == ToldAs.Complaint && guess is null;
        if (choice == No && like == ToldAs.Complaint && guess is null)
        {
            var instead = Ask.Choice("instead", "told.what-then", Others(told.Answer.Told)).WithoutWayOut();
            yield return instead;
            choice = instead.Answer;
        }

        GoOn(context, choice, told.Answer.Told, mine, isYes);
    }

    /// <summary>A plain yes goes on with it and settles nothing else: which kind it is the dialog reads from the words.</summary>
    private void GoOn(DialogContext context, string choice, Words.Told told, List<ToldOutcome> mine, bool isYes)
    {
        if (mine.Find(o => o.Id == choice) is { } more) context.Continue(more.Command, more.Carry(told));
        else if (_outcomes.Find(o => o.Id == choice) is { } outcome)
        {
            var carried = outcome.Carry(told);
            context.Continue(outcome.Command, isYes ? new Carried { Args = carried.Args } : carried);
        }
        else if (Named.Of<Intent>(choice) is { } wish) context.Continue(CommandFor.Plain(wish, told.Text));
        else context.Say("told.dropped").Row(Commands.Help.Button(context.Words));
    }

    /// <summary>What the words look like rather than a complaint; null where they look like nothing else.</summary>
    private string? GuessOf(DialogContext context)
    {
        var begun = context.AnswerTo("told") is { } answered ? answered.Split(' ', 2)[^1]
            : context.Dialog.Draft ?? context.Dialog.Begun?.GetValueOrDefault("told");
        var text = Words.Told.Read(begun).Text;
        return text.Length == 0 ? null : _outcomes.Find(o => o.Likely?.Invoke(text) == true)?.Id;
    }

    private List<Option<string>> Guessed(string guess, List<ToldOutcome> mine, Words.Told told) =>
    [
        .. _outcomes.Where(o => o.Id == guess).Select(OptionOf), .. mine.Select(OptionOf),
        .. _outcomes.Where(o => o.Id != guess && o.OfSheetBy is null && o.Holds(told)).Select(OptionOf), new(No, "told.nothing", No),
    ];

    private static List<Option<string>> YesOrNo(List<ToldOutcome> mine) =>
    [
        new(ToldOutcome.Complaint, mine.Count > 0 ? "told.yes-new" : "told.yes-go-on", ToldOutcome.Complaint),
        .. mine.Select(OptionOf), new(No, "told.no", No),
    ];

    /// <summary>What an administrator's spreadsheet is for; that it goes with a complaint stays possible.</summary>
    private static List<Option<string>> OfSheet(List<ToldOutcome> sheets) =>
        [.. sheets.Select(OptionOf), new(ToldOutcome.Complaint, "told.kind.Complaint", ToldOutcome.Complaint), new(No, "told.nothing", No)];

    private List<Option<string>> Others(Words.Told told) =>
        [.. _outcomes.Where(o => o.OfSheetBy is null && o.Holds(told) && o.Id != ToldOutcome.Complaint).Select(OptionOf),
            new(No, "told.nothing", No)];

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
