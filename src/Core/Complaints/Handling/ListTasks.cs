using Core.Complaints.Deadlines;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>
/// What somebody has to do: the complaints that are theirs by their roles, what is due first at the top, narrowed by words and filters.
/// </summary>
internal sealed class ListTasks(ComplaintText text, ComplaintClock clock, UnitCatalog units)
{
    private const int PageSize = 8;
    private const int LabelMax = 22;
    private const int UnitsBelow = 6;

    /// <summary>Whether a typed word is a unit's code.</summary>
    public bool IsUnit(string word) => units.Find(word.ToUpperInvariant()) is not null;

    /// <summary>Says the list, page by page.</summary>
    public async ValueTask Say(DialogContext context, AppDb db, TasksAsked asked)
    {
        if (!ComplaintRights.Handles(context.Who))
        {
            context.Say("complaint.tasks-bureau").Row(Commands.Late.Button(context.Words), Commands.Desk.Button(context.Words));
            return;
        }

        var done = asked.Filter.HasFlag(TaskFilter.Done);
        var mine = Narrowed(All(context, db, asked, done), asked, context);
        var sum = await Sum(mine, context.Now);
        if (sum is not { Total: var total and > 0 })
        {
            await SayNone(context, db, asked);
            return;
        }

        var pages = (total + PageSize - 1) / PageSize;
        var page = Math.Clamp(asked.Page, 1, pages);
        var ordered = done ? mine.OrderByDescending(c => c.StepFrom).ThenByDescending(c => c.Id)
            : mine.OrderByDescending(c => c.Urgent).ThenBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id);
        var ids = await ordered.Select(c => c.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var shown = (await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync()).OrderBy(c => ids.IndexOf(c.Id))
            .ToList();
        var names = await Names(db, shown);
        var lines = shown.Select(c => Row(context, c, names));
        var reply = context.Say(LocalizedText.Literal(Head(context, sum, asked, page, pages) + "\n" + string.Join('\n', lines)));
        foreach (var complaint in shown) reply.Row(Open(context, complaint));
        if (pages > 1) reply.Row(new Button("◀", asked.OnPage(Commands.Tasks, page == 1 ? pages : page - 1)),
            new Button("▶", asked.OnPage(Commands.Tasks, page == pages ? 1 : page + 1)));
        foreach (var row in Others(context, asked).Concat(await Below(context, db, asked)).Chunk(2)) reply.Row(row);
    }

    /// <summary>Ways to what lies with the units below the one that they head.</summary>
    private async Task<IReadOnlyList<Button>> Below(DialogContext context, AppDb db, TasksAsked asked)
    {
        if (!IsPlain(asked) || !context.Who.Below.Any(r => r.Role == Role.Head)) return [];
        var found = await TaskQuery.Below(db, context.Who, done: false).GroupBy(c => c.UnitId)
            .Select(g => new { Unit = g.Key, Open = g.Count() }).ToListAsync();
        return [.. found.OrderByDescending(f => f.Open).ThenBy(f => f.Unit).Take(UnitsBelow)
            .Select(f => (Unit: units.Find(f.Unit!.Value)!, f.Open))
            .Select(f => new Button($"{Characters.Short(f.Unit.Label, LabelMax)} ({f.Open})", Commands.Tasks.With(f.Unit.Code)))];
    }

    private static bool IsPlain(TasksAsked asked) => asked is { Words.Length: 0, Filter: TaskFilter.None, Unit: null };

    /// <summary>What is theirs; of a unit below the one that they head, what they ask for by its code.</summary>
    private IQueryable<Complaint> All(DialogContext context, AppDb db, TasksAsked asked, bool done)
    {
        if (asked.Unit is { } code && units.Find(code) is { } unit && !context.Who.WorksIn(unit.Id)
            && context.Who.IsAbove(Role.Head, unit.Id)) return TaskQuery.Below(db, context.Who, done);
        return done ? TaskQuery.Done(db, context.Who) : TaskQuery.Open(db, context.Who);
    }

    private IQueryable<Complaint> Narrowed(IQueryable<Complaint> all, TasksAsked asked, DialogContext context)
    {
        var (me, now) = (context.Who.Id, context.Now);
        if (asked.Filter.HasFlag(TaskFilter.Late)) all = all.Where(c => c.DueAt < now && c.State != ComplaintState.Waiting);
        if (asked.Filter.HasFlag(TaskFilter.Mine)) all = all.Where(c => c.HolderId == me);
        if (asked.Filter.HasFlag(TaskFilter.Free)) all = all.Where(c => c.HolderId == null);
        if (asked.Filter.HasFlag(TaskFilter.Waiting)) all = all.Where(c => c.State == ComplaintState.Waiting);
        if (asked.Filter.HasFlag(TaskFilter.Urgent)) all = all.Where(c => c.Urgent);
        if (asked.Filter.HasFlag(TaskFilter.Today))
        {
            var today = Calendar.LocalTime.Day(now, units.ZoneOf(null));
            all = all.Where(c => c.DueOn == today && c.State != ComplaintState.Waiting);
        }

        if (asked.Filter.HasFlag(TaskFilter.Reopened)) all = all.Where(c => c.State == ComplaintState.Reopened || c.Reopened > 0);
        if (asked.Unit is { } code && units.Find(code.ToUpperInvariant()) is { } unit) all = all.Where(c => c.UnitId == unit.Id);
        foreach (var word in asked.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var wanted = word.ToLowerInvariant();
            var inCode = word.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal);
            all = all.Where(c => c.Story.ToLower().Contains(wanted) || (c.Place != null && c.Place.ToLower().Contains(wanted))
                || c.Code.Contains(inCode));
        }

        return all;
    }

    private async Task SayNone(DialogContext context, AppDb db, TasksAsked asked)
    {
        if (IsPlain(asked))
        {
            var none = context.Say("complaint.tasks-none")
                .Row(new Button(context.Words["complaint.tasks-done"], Commands.Tasks.With("selesai")));
            foreach (var row in (await Below(context, db, asked)).Chunk(2)) none.Row(row);
        }
        else context.Say(asked.Words.Length > 0 ? "complaint.tasks-nothing-found" : "complaint.tasks-nothing-in", Wish(asked))
            .Row(Commands.Tasks.Button(context.Words));
    }

    private static Task<Totals?> Sum(IQueryable<Complaint> mine, DateTimeOffset now)
    {
        var tonight = now.AddHours(10);
        return mine.GroupBy(_ => 1)
            .Select(g => new Totals(g.Count(), g.Count(c => c.DueAt >= now && c.DueAt < tonight), g.Count(c => c.DueAt < now)))
            .SingleOrDefaultAsync();
    }

    private static string Head(DialogContext context, Totals sum, TasksAsked asked, int page, int pages)
    {
        var words = context.Words;
        var head = asked.Filter.HasFlag(TaskFilter.Done) ? words["complaint.tasks-ended", sum.Total]
            : words["complaint.tasks", sum.Total, sum.Today] + (sum.Late > 0 ? " " + words["complaint.tasks-late", sum.Late] : "");
        if (Wish(asked) is { Length: > 0 } wish) head = $"{wish}: {head}";
        return pages > 1 ? $"{head} · {words["complaint.tasks-page", page, pages]}" : head;
    }

    private static string Wish(TasksAsked asked) =>
        string.Join(' ', new[] { asked.Unit ?? "", asked.FilterWords(), asked.Words }.Where(p => p.Length > 0));

    private string Row(DialogContext context, Complaint complaint, Dictionary<long, string> names)
    {
        var words = context.Words;
        var due = complaint.IsWithOfficials && complaint.DueOn is { } day && day <= clock.Day(complaint, context.Now);
        var state = complaint.State == ComplaintState.Waiting ? "" : $" · {ComplaintText.State(words, complaint)}";
        var holder = complaint.HolderId is not { } id || !complaint.IsOpen ? ""
            : $" · {(id == context.Who.Id ? words["complaint.holder-you"] : names.GetValueOrDefault(id, words["audit.person", id]))}";
        var urgent = complaint.Urgent && complaint.IsOpen ? $" · {words["meja.urgent"]}" : "";
        return $"{(due ? "●" : "○")} {ComplaintText.Code(complaint)}  {ShortDue(context, complaint)}{urgent}{state}{holder}\n   "
            + ComplaintText.Title(words, complaint);
    }

    private string ShortDue(DialogContext context, Complaint complaint) => complaint.State switch
    {
        ComplaintState.Resolved or ComplaintState.Closed => context.Words.ShortDate(complaint.StepFrom),
        _ => text.ShortDue(context.Words, complaint, context.Now),
    };

    private static Button Open(DialogContext context, Complaint complaint)
    {
        var title = Characters.Short(ComplaintText.Title(context.Words, complaint), LabelMax);
        return new Button($"{complaint.Code[..4]} · {title}", Commands.Tasks.With(ComplaintText.Code(complaint)));
    }

    /// <summary>Ways to other lists, as long as this one is not narrowed.</summary>
    private static IEnumerable<Button> Others(DialogContext context, TasksAsked asked)
    {
        if (!IsPlain(asked)) yield break;
        foreach (var filter in new[] { "saya", "bebas", "terlambat", "selesai" })
            yield return new Button(context.Words[$"complaint.tasks-only-{filter}"], Commands.Tasks.With(filter));
        yield return new Button(context.Words["complaint.desk-settings"], Commands.Tasks.With("atur"));
    }

    private static async Task<Dictionary<long, string>> Names(AppDb db, List<Complaint> shown)
    {
        var ids = shown.Where(c => c.HolderId is not null).Select(c => c.HolderId!.Value).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Profiles.AsNoTracking().Where(p => ids.Contains(p.PersonId))
            .ToDictionaryAsync(p => p.PersonId, p => p.Name);
    }

    private sealed record Totals(int Total, int Today, int Late);
}
