using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.FirstSteps;

/// <summary>
/// Leads the first administrator from an empty installation to the first rating: what is done, the next step and how, and a look whether
/// it worked. It stands nowhere how far somebody came but in what is there, so that it goes on at any time and for anybody.
/// </summary>
internal sealed class ShowFirstSteps(AppDb db, UnitCatalog units, StartLinks links, IOptions<InstansiOptions> instansi) : Dialog
{
    private const string Right = "benar";
    private const string Again = "periksa";
    private const string Later = "nanti";

    /// <inheritdoc/>
    public override string Name => "first-steps";

    /// <inheritdoc/>
    public override string? Command => Commands.FirstSteps;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var look = new LookAtSteps(db, units, links, instansi.Value);
        var words = (context.Arg("text") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [Right]) await look.NameIsRight(context.Change());
        var steps = await look.Look(context.Who, context.Now);
        var put = words is [Later, .. var names] ? names : [];
        var next = steps.FirstOrDefault(s => !s.Done && !put.Contains(s.Name));
        context.Say(LocalizedText.Literal(List(context.Words, steps, next)));
        if (next is null)
        {
            context.Say(steps.All(s => s.Done) ? "steps.all-done" : "steps.rest-later");
            yield break;
        }

        // The demonstration's own name is right for nobody: whoever says that it is hears why the step stays open.
        var looked = words is [Right] ? "name" : words is [Again, var name] ? name : null;
        Show(context, next, looked == next.Name, put);
    }

    private static string List(Wording words, IReadOnlyList<Step> steps, Step? next)
    {
        var lines = steps.Select(s => $"{(s.Done ? "✅" : s == next ? "▶" : "▫")} {words[$"step.{s.Name}"]}");
        return $"{words["steps.title", steps.Count(s => s.Done), steps.Count]}\n\n{string.Join('\n', lines)}";
    }

    private static void Show(DialogContext context, Step next, bool missing, string[] put)
    {
        var words = context.Words;
        var how = words[$"step.{next.Name}.how", next.What];
        var reply = context.Say(LocalizedText.Literal(missing ? $"{words[$"step.{next.Name}.missing", next.What]}\n\n{how}" : how));
        if (next.Name == "name") reply.Row(new Button(words["steps.right"], Commands.FirstSteps.With(Right)));
        else if (next.Command is { } command) reply.Row(command.Button(words));
        reply.Row(new Button(words["steps.look-again"], Commands.FirstSteps.With($"{Again} {next.Name}")),
            new Button(words["steps.later"], Commands.FirstSteps.With(string.Join(' ', [Later, .. put, next.Name]))));
    }
}
