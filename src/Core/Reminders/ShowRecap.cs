using Core.Berakhlak;
using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Shows a person their own recap at any time, and leaders the totals of their units, never a name.</summary>
public sealed class ShowRecap(AppDb db, UnitCatalog units, IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-recap";

    /// <inheritdoc/>
    public override string? Command => "/rekap";

    /// <inheritdoc/>
    public override int MenuOrder => 130;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        if (turn.Arg("text") == "unit" && Rights.UnitsOf(turn.Who) is not { Count: 0 }) await SayTotals(turn);
        else if (turn.Who.Is(Role.Asn)) await SayOwn(turn);
        else await SayTotals(turn);
        yield break;
    }

    private async ValueTask SayOwn(Turn turn)
    {
        var today = LocalTime.Day(turn.Now, ZoneOf(turn.Who));
        var from = today.AddDays(-100);
        var mine = await db.Reminders.AsNoTracking().Where(r => r.PersonId == turn.Who.Id && r.Day >= from)
            .Select(r => new RecapDay(r.Day, r.State, r.Behaviour)).ToListAsync();
        turn.Say(Line.Literal(RecapText.Week(turn.Words, mine, today)));
        turn.Say(Line.Literal(RecapText.Month(turn.Words, mine, today)));
        if (RecapText.Streak(turn.Words, mine, today) is { } streak) turn.Say(Line.Literal(streak));
        var reply = turn.Say("recap.private").Row(new Button(turn.Words["menu.target"], "/target"), new Button(turn.Words["menu.refleksi"], "/refleksi"));
        if (Rights.UnitsOf(turn.Who) is not { Count: 0 }) reply.Row(new Button(turn.Words["recap.of-units"], "/rekap unit"));
    }

    private async ValueTask SayTotals(Turn turn)
    {
        var today = LocalTime.Day(turn.Now, ZoneOf(turn.Who));
        var first = new DateOnly(today.Year, today.Month, 1);
        var mine = Rights.UnitsOf(turn.Who);
        var totals = await db.Reminders.AsNoTracking()
            .Where(r => r.Day >= first && r.Behaviour != null && r.UnitId != null && (mine == null || mine.Contains(r.UnitId.Value)))
            .GroupBy(r => r.UnitId!.Value)
            .Select(g => new UnitTotal(g.Key, g.Select(r => r.PersonId).Distinct().Count(), g.Count(), g.Count(r => r.State == ReminderState.Done || r.State == ReminderState.Skipped || r.State == ReminderState.Later)))
            .ToListAsync();
        var lines = totals.Select(t => (units.Find(t.Unit)?.Label ?? "?", t)).OrderBy(l => l.Item1, StringComparer.OrdinalIgnoreCase).Select(l => LineOf(turn, l.Item1, l.t)).ToList();
        turn.Say("recap.units", turn.Words.MonthOf(today), lines.Count > 0 ? string.Join('\n', lines) : turn.Words["recap.units-none"], options.Value.MinimumPeople);
    }

    private string LineOf(Turn turn, string unit, UnitTotal total) => total.People < options.Value.MinimumPeople
        ? turn.Words["recap.unit-too-few", unit]
        : turn.Words["recap.unit", unit, (100m * total.Answered / total.Sent).ToString("0", turn.Words.Culture), total.People];

    private TimeZoneInfo ZoneOf(Caller who) => units.ZoneOf(who.Roles.FirstOrDefault(r => r.UnitId is not null).UnitId is { } id ? units.Find(id) : null);

    private sealed record UnitTotal(int Unit, int People, int Sent, int Answered);
}
