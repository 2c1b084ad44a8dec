using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>A civil servant notes their leave, so that no reminder comes and no streak breaks. Nobody else sees it.</summary>
public sealed class TakeLeave(AppDb db, UnitCatalog units) : Dialog
{
    private const int LongestDays = 180;

    /// <inheritdoc/>
    public override string Name => "take-leave";

    /// <inheritdoc/>
    public override string? Command => "/cuti";

    /// <inheritdoc/>
    public override int MenuOrder => 120;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var zone = units.ZoneOf(turn.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } unit ? units.Find(unit) : null);
        var today = LocalTime.Day(turn.Now, zone);
        var known = await db.Leaves.Where(l => l.PersonId == turn.Who.Id && l.To >= today).OrderBy(l => l.From).ToListAsync();
        if (known.Count > 0)
        {
            var which = Ask.Search("which", "leave.known", known.Select(l => new Option<Leave?>($"{l.Id}", Line.Literal(Span(turn, l)), l))).Extra("new", "leave.new", null);
            yield return which;
            if (which.Answer is { } chosen)
            {
                var drop = Ask.Confirm("drop", Line.Of("leave.drop-sure", Span(turn, chosen)), "leave.drop", "leave.keep");
                yield return drop;
                if (drop.Answer) turn.Change().Leaves.Remove(chosen);
                turn.Say(drop.Answer ? "leave.dropped" : "leave.kept");
                yield break;
            }
        }

        var from = Ask.Date("from", "leave.from", today, today.AddYears(1), today);
        yield return from;
        var to = Ask.Date("to", Line.Of("leave.to", turn.Words.Date(from.Answer)), from.Answer, from.Answer.AddDays(LongestDays), today).Offer("leave.one-day", from.Answer);
        yield return to;
        turn.Change().Leaves.Add(new Leave { PersonId = turn.Who.Id, From = from.Answer, To = to.Answer });
        var (first, last) = (turn.Words.Date(from.Answer), turn.Words.Date(to.Answer));
        var noted = first == last ? Line.Of("leave.noted-day", first) : Line.Of("leave.noted", first, last);
        turn.Say(noted).Row(new Button(turn.Words["menu.cuti"], "/cuti"));
    }

    private static string Span(Turn turn, Leave leave) => $"{turn.Words.ShortDate(leave.From)} – {turn.Words.ShortDate(leave.To)}";
}
