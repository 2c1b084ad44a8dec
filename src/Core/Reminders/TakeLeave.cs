using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>A civil servant notes their leave, so that no reminder comes and no streak breaks. Nobody else sees it.</summary>
internal sealed class TakeLeave(AppDb db, UnitCatalog units) : Dialog
{
    private const int LongestDays = 180;

    /// <inheritdoc/>
    public override string Name => "take-leave";

    /// <inheritdoc/>
    public override string? Command => Commands.Leave;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var zone = units.ZoneOf(context.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } unit ? units.Find(unit) : null);
        var today = LocalTime.Day(context.Now, zone);
        var known = await db.Leaves.Where(l => l.PersonId == context.Who.Id && l.To >= today).OrderBy(l => l.From).ToListAsync();
        if (known.Count > 0)
        {
            var which = Ask.Search("which", "leave.known",
                known.Select(l => new Option<Leave?>($"{l.Id}", LocalizedText.Literal(Span(context, l)), l)))
                    .Extra("new", "leave.new", null);
            yield return which;
            if (which.Answer is { } chosen)
            {
                var drop = Ask.Confirm("drop", LocalizedText.Of("leave.drop-sure", Span(context, chosen)), "leave.drop", "leave.keep");
                yield return drop;
                if (drop.Answer) context.Change().Leaves.Remove(chosen);
                context.Say(drop.Answer ? "leave.dropped" : "leave.kept");
                yield break;
            }
        }

        var from = Ask.Date("from", "leave.from", today, today.AddYears(1), today);
        yield return from;
        var to = Ask.Date("to", LocalizedText.Of("leave.to", context.Words.Date(from.Answer)), from.Answer,
            from.Answer.AddDays(LongestDays), today).Offer("leave.one-day", from.Answer);
        yield return to;
        context.Change().Leaves.Add(new Leave { PersonId = context.Who.Id, From = from.Answer, To = to.Answer });
        var (first, last) = (context.Words.Date(from.Answer), context.Words.Date(to.Answer));
        var noted = first == last ? LocalizedText.Of("leave.noted-day", first) : LocalizedText.Of("leave.noted", first, last);
        context.Say(noted).Row(Commands.Leave.Button(context.Words));
    }

    private static string Span(DialogContext context, Leave leave) =>
        $"{context.Words.ShortDate(leave.From)} – {context.Words.ShortDate(leave.To)}";
}
