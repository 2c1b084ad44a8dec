using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Intents;
using Core.Messaging;
using Core.Texts;

namespace Core.Units;

/// <summary>
/// Somebody asks for hours, address, telephone, requirements or cost: answered at once from what the unit tells of itself. Where nothing is
/// known it says so, and the question goes to the unit as it was written.
/// </summary>
internal sealed class AskInformation(UnitCatalog units, UnitFactsText facts, NamesNow names, IEnumerable<ToldOutcome> outcomes) : Dialog
{
    /// <summary>Before a unit's code: the question goes on to the unit.</summary>
    private const char Send = '@';

    /// <summary>Before the words of somebody who wants to speak with a human.</summary>
    private const char Human = '?';

    /// <summary>The argument of a link, which names a unit and asks nothing yet.</summary>
    private const string Link = "link";

    /// <summary>So few words that ask for a human ask nothing else.</summary>
    private const int BareWish = 6;

    private const int Offered = 6;
    private const int DataMax = 64;

    /// <inheritdoc/>
    public override string Name => "ask-information";

    /// <inheritdoc/>
    public override string? Command => Commands.AskInformation;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload)
    {
        if (StartPayload.Parse(payload) is not { Begins: StartPayload.Information, About: var asked }) return null;
        return asked.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["text"] = asked, [Link] = "yes" };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        context.Doing("info.unfinished");
        var asked = context.Arg("text");
        if (asked is null)
        {
            var question = Ask.Text("question", "info.ask", 2, 1000).Because("why.question");
            yield return question;
            asked = question.Answer;
        }

        if (asked[0] == Send)
        {
            var (to, words) = Parts(asked[1..]);
            Pass(context, to, words.Length > 0 ? words : Before(context) ?? "");
            yield break;
        }

        var human = asked[0] == Human;
        if (human) asked = asked[1..].Trim();
        var wanted = await context.Remember("wanted", () => ValueTask.FromResult(WantedBy(context, asked, human)));
        context.Wants = wanted;
        var about = NamedDay.Without(asked);
        var (unit, service) = Find(about);
        var likely = unit is null ? Likely(about) : [];
        if (likely.Count == 1) (unit, service) = Coded(likely[0].Code);
        service ??= Only(unit);
        if (Knows(unit, service)) Show(context, unit!, service, wanted);
        else if (likely.Count > 1) Which(context, likely, wanted);
        else if (human) Contacts(context, "info.human")
            .Row(new Button(context.Words["info.write"], Commands.AskInformation.With($"{Send}{unit?.Code}")));
        else
        {
            var text = LocalizedText.Of(unit is null ? "info.unknown" : "info.nothing", unit?.Name);
            var send = Ask.Confirm("send", text, "info.send", "info.no").WithoutWayOut().Because("why.send-question");
            yield return send;
            if (send.Answer) Pass(context, unit, wanted ?? "");
            else Contacts(context, "info.call");
        }
    }

    /// <summary>
    /// What is asked in words: a unit's code asks nothing by itself, and behind a button it stands for what was asked before; a bare wish
    /// for a human is no question either.
    /// </summary>
    private string? WantedBy(DialogContext context, string asked, bool human)
    {
        if (Coded(asked).Unit is not null) return Before(context);
        return human && asked.Split(' ').Length < BareWish ? null : asked;
    }

    /// <summary>What was asked before, where a button goes on with it.</summary>
    private static string? Before(DialogContext context) =>
        context.Arg(Link) is null && !(context.Inbound.Text ?? "").StartsWith('/') ? context.Wanted : null;

    private static bool Knows(Unit? unit, Service? service) =>
        unit is not null && (UnitFactsText.Knows(unit) || (service is not null && UnitFactsText.Knows(service)));

    /// <summary>The unit or service that is named: by its code as buttons have it, else by what people call it.</summary>
    private (Unit? Unit, Service? Service) Find(string asked)
    {
        if (Coded(asked) is { Unit: not null } coded) return coded;
        var service = names.Services().Find(asked) is [{ Sure: true } s, ..] ? Coded(s.Code) : default;
        var unit = names.Units().Find(asked) is [{ Sure: true } u, ..] ? units.Find(u.Code) : null;
        if (service.Unit is not null && (unit is null || unit.Id == service.Unit.Id)) return service;
        return (unit, null);
    }

    /// <summary>The one service of a unit that has no other.</summary>
    private static Service? Only(Unit? unit) => unit?.Services.Where(s => s.Active).Take(2).ToList() is [var only] ? only : null;

    private (Unit? Unit, Service? Service) Coded(string code)
    {
        var parts = code.Split('_', 2);
        if (units.Find(parts[0]) is not { Active: true } unit) return default;
        return (unit, parts.Length > 1 ? unit.Services.Find(s => s.Active && s.Code == parts[1]) : null);
    }

    private List<(string Code, string Name)> Likely(string asked)
    {
        var found = names.Services().Find(asked).Select(m => (m.Code, Of: Coded(m.Code))).Where(m => m.Of.Service is not null)
            .Select(m => (m.Code, $"{m.Of.Service!.Name} · {m.Of.Unit!.Label}"));
        return [.. names.Units().Find(asked).Select(m => (m.Code, units.Find(m.Code)!.Name)).Concat(found).Take(Offered)];
    }

    private void Show(DialogContext context, Unit unit, Service? service, string? wanted)
    {
        var lines = new List<string> { context.Words["info.head", unit.Name] };
        lines.AddRange(facts.Of(unit, context.Words, wanted));
        if (service is not null)
        {
            lines.Add("");
            lines.Add(context.Words["info.head", service.Name]);
            lines.AddRange(UnitFactsText.Of(service, context.Words));
        }

        var reply = context.Say(LocalizedText.Literal(string.Join('\n', lines)));
        if (UnitPoint.MapOf(unit.MapPoint) is { } map) reply.Row(new Button(context.Words["info.map"], Url: map));
        if (service is null)
            foreach (var other in unit.Services.Where(s => s.Active && UnitFactsText.Knows(s)).Take(Offered))
                reply.Row(new Button(other.Name, Commands.AskInformation.With($"{unit.Code}_{other.Code}")));
        reply.Row(new Button(context.Words["info.not-it"], Fitting(Commands.AskInformation.With($"{Send}{unit.Code}"), wanted)));
    }

    private static void Which(DialogContext context, List<(string Code, string Name)> likely, string? wanted)
    {
        var reply = context.Say("info.which");
        foreach (var (code, name) in likely) reply.Row(new Button(name, Commands.AskInformation.With(code)));
        reply.Row(new Button(context.Words["info.not-it"], Fitting(Commands.AskInformation.With(Send), wanted)));
    }

    /// <summary>A question goes along where a button can carry it whole; a longer one is kept with the talk.</summary>
    private static string Fitting(string command, string? wanted) =>
        System.Text.Encoding.UTF8.GetByteCount($"{command} {wanted}") <= DataMax ? $"{command} {wanted}".TrimEnd() : command;

    private Reply Contacts(DialogContext context, string key)
    {
        var known = units.Active.Where(u => u.Phone is not null).Take(Offered).ToList();
        var lines = known.Select(u => $"{u.Label}: {u.Phone}").ToList();
        return context.Say(LocalizedText.Literal(string.Join('\n', lines.Prepend(context.Words[known.Count == 0 ? $"{key}-none" : key]))));
    }

    /// <summary>The unit that stands before the words, if any.</summary>
    private (Unit? Unit, string Words) Parts(string rest)
    {
        var parts = rest.Trim().Split([' ', '\n'], 2, StringSplitOptions.TrimEntries);
        return units.Find(parts[0]) is { Active: true } unit ? (unit, parts.Length > 1 ? parts[1] : "") : (null, rest.Trim());
    }

    /// <summary>The question goes to the unit, as it was written.</summary>
    private void Pass(DialogContext context, Unit? unit, string words)
    {
        var outcome = outcomes.First(o => o.Id == "Information");
        var carried = outcome.Carry(new Told { Text = words });
        context.Continue(outcome.Command, unit is null ? carried
            : carried with { Args = new Dictionary<string, string>(carried.Args) { ["unit"] = unit.Code } });
    }
}
