using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership;

/// <summary>Shows who did what, the latest first; an administrator of a unit sees what was done in it.</summary>
internal sealed class ShowAudit(AppDb db, UnitCatalog units) : Dialog
{
    private const int PageSize = 15;

    /// <inheritdoc/>
    public override string Name => "show-audit";

    /// <inheritdoc/>
    public override string? Command => Commands.Audit;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var page = int.TryParse(context.Arg("text"), out var asked) ? Math.Clamp(asked, 1, 10_000) : 1;
        var rows = await Read(context.Who, page);
        if (rows.Count == 0)
        {
            context.Say("audit.nothing");
            yield break;
        }

        var lines = new List<string>();
        foreach (var entry in rows.Take(PageSize)) lines.Add(await Sentence(context, entry));
        var reply = context.Say("audit.list", page, string.Join('\n', lines));
        var buttons = new List<Button>();
        if (page > 1) buttons.Add(new Button("◀", Commands.Audit.With(page - 1)));
        if (rows.Count > PageSize) buttons.Add(new Button("▶", Commands.Audit.With(page + 1)));
        if (buttons.Count > 0) reply.Row([.. buttons]);
    }

    private Task<List<AuditEntry>> Read(Caller who, int page)
    {
        var mine = CommandRights.OwnUnitsOf(who);
        var entries = db.Audit.AsNoTracking().Where(e => mine == null || (e.UnitId != null && mine.Contains(e.UnitId.Value)));
        return entries.OrderByDescending(e => e.Id).Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync();
    }

    /// <summary>Roles stand in records by their names in the code.</summary>
    private static string? Readable(DialogContext context, string? what)
    {
        var parts = what?.Split(' ', 2) ?? [];
        return parts.Length > 0 && Named.Of<Role>(parts[0]) is { } role
            ? string.Join(' ', parts.Skip(1).Prepend(context.Words[$"role.{role}"])) : what;
    }

    private async ValueTask<string> Sentence(DialogContext context, AuditEntry entry)
    {
        var unit = entry.UnitId is { } id ? units.Find(id) : null;
        var local = LocalTime.Of(entry.At, units.ZoneOf(unit));
        var who = await GiveRole.NameOf(db, entry.ActorId, context.Words);
        var whom = entry.PersonId is null ? "" : await GiveRole.NameOf(db, entry.PersonId, context.Words);
        var when = $"{context.Words.ShortDate(DateOnly.FromDateTime(local))} {local:HH.mm}";
        return $"{when} · {who} · {context.Words[$"audit.{entry.Act}", Readable(context, entry.What), whom, unit?.Label]}{(unit is null ? "" : $" · {unit.Label}")}";
    }
}
