using Core.Calendar;
using Core.CoreValues;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Shows a person their own recap at any time, and leaders the totals of their units, never a name.</summary>
internal sealed class ShowRecap(AppDb db, UnitCatalog units, IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-recap";

    /// <inheritdoc/>
    public override string? Command => Commands.Recap;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (context.Arg("text") == "unit" && CommandRights.UnitsOf(context.Who) is not { Count: 0 }) await SayTotals(context);
        else if (context.Who.Is(Role.Asn)) await SayOwn(context);
        else await SayTotals(context);
        yield break;
    }

    private async ValueTask SayOwn(DialogContext context)
    {
        var today = LocalTime.Day(context.Now, ZoneOf(context.Who));
        var from = today.AddDays(-100);
        var mine = await db.Reminders.AsNoTracking().Where(r => r.PersonId == context.Who.Id && r.Day >= from)
            .Select(r => new RecapDay(r.Day, r.State, r.Behaviour)).ToListAsync();
        context.Say(RecapText.Week(mine, today));
        context.Say(RecapText.OfMonth(mine, today));
        if (RecapText.Streak(mine, today) is { } streak) context.Say(streak);
        var reply = context.Say("recap.private")
            .Row(Commands.Goals.Button(context.Words), Commands.Reflect.Button(context.Words));
        if (CommandRights.UnitsOf(context.Who) is not { Count: 0 })
            reply.Row(new Button(context.Words["recap.of-units"], Commands.Recap.With("unit")));
    }

    private async ValueTask SayTotals(DialogContext context)
    {
        var today = LocalTime.Day(context.Now, ZoneOf(context.Who));
        var first = new DateOnly(today.Year, today.Month, 1);
        var mine = CommandRights.UnitsOf(context.Who);
        var totals = await db.Reminders.AsNoTracking()
            .Where(r => r.Day >= first && r.Behaviour != null && r.State != ReminderState.Dropped && r.UnitId != null
                && (mine == null || mine.Contains(r.UnitId.Value)))
            .GroupBy(r => r.UnitId!.Value)
            .Select(g => new UnitTotal(g.Key, g.Select(r => r.PersonId).Distinct().Count(), g.Count(),
            g.Count(r => r.State == ReminderState.Done || r.State == ReminderState.Skipped || r.State == ReminderState.Later)))
            .ToListAsync();
        var lines = totals.Select(t => (units.Find(t.Unit)?.Label ?? "?", t)).OrderBy(l => l.Item1, StringComparer.OrdinalIgnoreCase)
            .Select(l => LineOf(context, l.Item1, l.t)).ToList();
        if (mine is null) await SayShare(context, today);
        context.Say("recap.units", context.Words.MonthOf(today), lines.Count > 0 ? string.Join('\n', lines)
            : context.Words["recap.units-none"], options.Value.MinimumPeople);
    }

    /// <summary>
    /// The share of reminders that were answered, of this month and the three before: whether they are still read is measured by nothing
    /// else.
    /// </summary>
    private async ValueTask SayShare(DialogContext context, DateOnly today)
    {
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-3);
        var months = await db.Reminders.AsNoTracking()
            .Where(r => r.Day >= from && r.Day <= today && r.Behaviour != null && r.State != ReminderState.Dropped)
            .GroupBy(r => new { r.Day, r.PersonId })
            .Select(g => new
            {
                g.Key.Day,
                g.Key.PersonId,
                Answered = g.Count(r => r.State == ReminderState.Done || r.State == ReminderState.Skipped
                    || r.State == ReminderState.Later),
            }).ToListAsync();
        var shares = months.GroupBy(r => Month.Of(r.Day)).OrderByDescending(g => g.Key)
            .Select(g => new MonthShare(g.Key, g.Count(), g.Count(r => r.Answered > 0), g.Select(r => r.PersonId).Distinct().Count()))
            .Where(s => s.People >= options.Value.MinimumPeople);
        var lines = shares.Select(s => context.Words[s.Month == Month.Of(today) ? "recap.everybody" : "recap.everybody-before",
            s.Month == Month.Of(today) ? [Percent(context, s), s.Sent, s.People]
                : [context.Words.MonthOf(s.Month.FirstDay), Percent(context, s), s.Sent, s.People]]).ToList();
        if (lines.Count > 0) context.Say(LocalizedText.Literal(string.Join('\n', lines)));
    }

    private static string Percent(DialogContext context, MonthShare share) =>
        (100m * share.Answered / share.Sent).ToString("0", context.Words.Culture);

    private string LineOf(DialogContext context, string unit, UnitTotal total) => total.People < options.Value.MinimumPeople
        ? context.Words["recap.unit-too-few", unit]
        : context.Words["recap.unit", unit, (100m * total.Answered / total.Sent).ToString("0", context.Words.Culture), total.People];

    private TimeZoneInfo ZoneOf(Caller who) =>
        units.ZoneOf(who.Roles.FirstOrDefault(r => r.UnitId is not null).UnitId is { } id ? units.Find(id) : null);

    private sealed record MonthShare(Month Month, int Sent, int Answered, int People);

    private sealed record UnitTotal(int Unit, int People, int Sent, int Answered);
}
