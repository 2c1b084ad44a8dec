using System.Globalization;
using System.Text.RegularExpressions;
using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Units;

/// <summary>An administrator adds, renames and closes units and their services, and sets recipients and time zone.</summary>
internal sealed partial class EditUnits(AppDb db, UnitCatalog units, ImportsWanted imports) : Dialog
{
    private static readonly string[] Zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];
    private static readonly string[] Parts = ["name", "short", "recipients", "zone", .. AskUnitFacts.OfUnit, AskParent.Part,
        "service-new", "service", "close"];

    /// <inheritdoc/>
    public override string Name => "edit-units";

    /// <inheritdoc/>
    public override string? Command => Commands.Units;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (TakeUnits.IsAsked(context))
        {
            await foreach (var question in new TakeUnits(db, units, imports).Script(context)) yield return question;
            yield break;
        }

        var mine = units.All.Where(u => CommandRights.Administers(context.Who, u.Id)).OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var which = Ask.Search("unit", LocalizedText.Of(CommandRights.Everywhere(context.Who)
            ? "edit-unit.which-many" : "edit-unit.which", mine.Count(u => u.Active)),
            mine.Select(u => new Option<int>(u.Code, LocalizedText.Literal(u.Active ? u.Name : $"✕ {u.Name}"), u.Id)));
        if (CommandRights.Everywhere(context.Who)) which.Extra("+new", "edit-unit.new", 0);
        yield return which;

        if (which.Answer == 0)
        {
            foreach (var question in AskNew(context)) yield return question;
            yield break;
        }

        var unit = await db.Units.Include(u => u.Services).SingleAsync(u => u.Id == which.Answer);
        var what = Ask.Choice("what", LocalizedText.Literal(Card(context, unit)),
            Parts.Where(p => p != AskParent.Part || AskParent.MayAsk(context.Who, units))
                .Select(p => new Option<string>(p, p == "close" && !unit.Active ? "edit-unit.change-open" : $"edit-unit.change-{p}", p)))
                .PerRow(2);
        yield return what;
        if (what.Answer == "close")
        {
            var sure = Ask.Confirm("sure", CloseSure(unit),
                "edit-unit.yes", "join.no");
            yield return sure;
            if (!sure.Answer)
            {
                context.Say("edit-unit.unchanged");
                yield break;
            }

            unit.Active = !unit.Active;
            if (!unit.Active) await AskParent.FreeBelow(db, unit);
        }

        foreach (var question in AskPart(context, unit, what.Answer)) yield return question;
        Done(context, unit, what.Answer);
    }

    private IEnumerable<Question> AskNew(DialogContext context)
    {
        var code = Ask.Text("code", "edit-unit.code", 2, 32)
            .Check(c => !CodeForm().IsMatch(c) ? "edit-unit.code-form" : units.Find(c) is not null ? "edit-unit.code-taken"
            : (LocalizedText?)null);
        yield return code;
        var name = Ask.Text("new-name", "edit-unit.name", 3, 200);
        yield return name;
        var service = Ask.Text("new-service", "edit-unit.first-service", 2, 200);
        yield return service;
        Add(context, code.Answer, name.Answer, service.Answer);
    }

    private LocalizedText CloseSure(Unit unit)
    {
        if (!unit.Active) return LocalizedText.Of("edit-unit.open-sure", unit.Name);
        var close = LocalizedText.Of("edit-unit.close-sure", unit.Name);
        return units.ChildrenOf(unit) is { Count: > 0 } below
            ? LocalizedText.Joined("\n", close, LocalizedText.Of("edit-unit.close-above", below.Count)) : close;
    }

    private IEnumerable<Question> AskPart(DialogContext context, Unit unit, string part) => part switch
    {
        "name" => AskName(unit),
        "short" => AskShortName(unit),
        "recipients" => AskRecipients(unit),
        "zone" => AskZone(context, unit),
        "service-new" => AskNewService(unit),
        "service" => AskService(unit),
        "close" => [],
        AskParent.Part => AskParent.Of(db, units, unit),
        _ => AskUnitFacts.About(unit, part),
    };

    private static IEnumerable<Question> AskName(Unit unit)
    {
        var name = Ask.Text("name", "edit-unit.name", 3, 200);
        yield return name;
        unit.Name = name.Answer;
    }

    private static IEnumerable<Question> AskShortName(Unit unit)
    {
        var label = Ask.Text("short", "edit-unit.short", 2, 30);
        yield return label;
        unit.ShortName = label.Answer;
    }

    private static IEnumerable<Question> AskRecipients(Unit unit)
    {
        var recipients = Ask.Number("recipients", "edit-unit.recipients", 1, 10_000_000);
        yield return recipients;
        unit.YearlyRecipients = recipients.Answer;
    }

    private static IEnumerable<Question> AskZone(DialogContext context, Unit unit)
    {
        var zone = Ask.Choice("zone", "edit-unit.zone",
            Zones.Select(z => new Option<string>(z, LocalizedText.Literal(LocalTime.Label(LocalTime.Zone(z), context.Now)), z))).PerRow(3);
        yield return zone;
        unit.TimeZone = zone.Answer;
    }

    private static IEnumerable<Question> AskNewService(Unit unit)
    {
        var added = Ask.Text("service-name", "edit-unit.service-name", 2, 200);
        yield return added;
        unit.Services.Add(new Service { Code = FreeCode(unit, added.Answer), Name = added.Answer });
    }

    private static IEnumerable<Question> AskService(Unit unit)
    {
        var which = Ask.Search("service", "edit-unit.which-service", unit.Services.OrderBy(s => s.Code, StringComparer.Ordinal)
            .Select(s => new Option<Service>(s.Code, LocalizedText.Literal(s.Active ? s.Name : $"✕ {s.Name}"), s)));
        yield return which;
        var service = which.Answer;
        var then = Ask.Choice("then", LocalizedText.Literal(service.Name),
            [new("rename", "edit-unit.rename-service", "rename"),
                .. AskUnitFacts.OfService.Select(p => new Option<string>(p, $"edit-unit.change-{p}", p)),
                new("close", service.Active ? "edit-unit.close-service" : "edit-unit.open-service", "close")]).PerRow(2);
        yield return then;
        if (then.Answer == "close") service.Active = !service.Active;
        else if (then.Answer == "rename") foreach (var question in AskNewNameOf(service)) yield return question;
        else foreach (var question in AskUnitFacts.About(service, then.Answer)) yield return question;
    }

    private static IEnumerable<Question> AskNewNameOf(Service service)
    {
        var renamed = Ask.Text("service-renamed", "edit-unit.service-name", 2, 200);
        yield return renamed;
        service.Name = renamed.Answer;
    }

    private void Add(DialogContext context, string code, string name, string service)
    {
        var unit = new Unit { Code = code.ToUpperInvariant(), Name = name };
        unit.Services.Add(new Service { Code = FreeCode(unit, service), Name = service });
        context.Change().Units.Add(unit);
        Audit.Note(db, context.Who, context.Now, "unit-added", null, unit.Code);
        Reload(context);
        context.Say("edit-unit.added", unit.Name, unit.Code).Row(Commands.Units.Button(context.Words));
    }

    private void Done(DialogContext context, Unit unit, string part)
    {
        context.Change();
        Audit.Note(db, context.Who, context.Now, "unit-changed", unit.Id, part);
        Reload(context);
        context.Say("edit-unit.changed", unit.Name).Row(Commands.Units.Button(context.Words));
    }

    private void Reload(DialogContext context) => context.AfterCommit(units.Changed);

    private string Card(DialogContext context, Unit unit)
    {
        var services = string.Join('\n', unit.Services.OrderBy(s => s.Code, StringComparer.Ordinal)
            .Select(s => s.Active ? $"· {s.Name}" : $"✕ {s.Name}"));
        var recipients = unit.YearlyRecipients?.ToString("N0", context.Words.Culture) ?? context.Words["edit-unit.unknown"];
        return context.Words["edit-unit.card", unit.Name, unit.Code, unit.ShortName ?? "–", recipients,
            LocalTime.Label(units.ZoneOf(unit), context.Now), services, unit.Hours ?? "–", unit.Address ?? "–", unit.Phone ?? "–",
            $"{unit.SignerTitle ?? "–"} · {unit.SignerName ?? "–"}", AskParent.Lines(context.Words, units, unit)];
    }

    private static string FreeCode(Unit unit, string name)
    {
        var code = NotCode().Replace(name.ToLowerInvariant(), "-").Trim('-');
        code = code.Length == 0 ? "layanan" : code.Length > 28 ? code[..28].Trim('-') : code;
        var free = code;
        for (var n = 2; unit.Services.Any(s => s.Code == free); n++) free = code + n.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    [GeneratedRegex("^[A-Za-z0-9-]{2,32}$")]
    private static partial Regex CodeForm();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotCode();
}
