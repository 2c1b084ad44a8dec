using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>
/// Tells whoever watches over dates which complaints are late, by page and unit: code, unit, state and date, never a story.
/// </summary>
internal sealed class ShowLate(AppDb db, ComplaintText text, ListTasks tasks, UnitCatalog units) : Dialog
{
    private const int PageSize = 15;
    private const int UnitsShown = 6;

    /// <inheritdoc/>
    public override string Name => "show-late";

    /// <inheritdoc/>
    public override string? Command => Commands.Late;

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => ComplaintRights.Oversees(who);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = TasksAsked.Of(context.Arg("text"), tasks.IsUnit);
        var unit = asked.Unit is { } code ? units.Find(code.ToUpperInvariant()) : null;
        var all = TaskQuery.Late(db, context.Who, context.Now);
        var late = unit is null ? all : OfUnits(all).Where(c => c.UnitId == unit.Id);
        var total = await late.CountAsync();
        if (total == 0) context.Say("complaint.late-none");
        else await Say(context, asked, late, total, unit is null ? await ByUnit(all) : []);
        yield break;
    }

    private async ValueTask Say(DialogContext context, TasksAsked asked, IQueryable<Complaint> late, int total, List<UnitLate> byUnit)
    {
        var pages = (total + PageSize - 1) / PageSize;
        var page = Math.Clamp(asked.Page, 1, pages);
        var shown = await late.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var lines = shown.Select(c => context.Words["complaint.late-line", ComplaintText.Code(c), text.Handler(context.Words, c),
            ComplaintText.State(context.Words, c), text.ShortDue(context.Words, c, context.Now)]);
        var head = context.Words["complaint.late", total];
        if (pages > 1) head = $"{head.TrimEnd(':')} · {context.Words["complaint.tasks-page", page, pages]}:";
        var reply = context.Say(LocalizedText.Literal(head + "\n" + string.Join('\n', lines)));
        if (pages > 1) reply.Row(new Button("◀", asked.OnPage(Commands.Late, page == 1 ? pages : page - 1)),
            new Button("▶", asked.OnPage(Commands.Late, page == pages ? 1 : page + 1)));
        foreach (var row in ByUnitButtons(byUnit).Chunk(2)) reply.Row(row);
    }

    private static Task<List<UnitLate>> ByUnit(IQueryable<Complaint> late) => OfUnits(late)
        .GroupBy(c => c.UnitId!.Value).Select(g => new UnitLate(g.Key, g.Count())).ToListAsync();

    /// <summary>Which unit the inspectorate looks into stands in no list by unit.</summary>
    private static IQueryable<Complaint> OfUnits(IQueryable<Complaint> late) =>
        late.Where(c => c.UnitId != null && c.Class != ComplaintClass.Supervisory);

    private IEnumerable<Button> ByUnitButtons(List<UnitLate> byUnit) => byUnit.Count < 2 ? []
        : from one in byUnit.OrderByDescending(u => u.Late).ThenBy(u => u.Unit).Take(UnitsShown)
          let unit = units.Find(one.Unit)
          where unit is not null
          select new Button($"{unit.Code} ({one.Late})", Commands.Late.With(unit.Code));

    private sealed record UnitLate(int Unit, int Late);
}
