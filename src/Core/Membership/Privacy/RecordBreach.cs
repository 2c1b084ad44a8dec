using System.Globalization;
using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>
/// An administrator of the instansi writes down a failure to protect personal data, watches its clock, and notes who was told.
/// </summary>
internal sealed class RecordBreach(AppDb db, UnitCatalog units) : Dialog
{
    private const int Shown = 20;
    private static readonly int[] HoursAgo = [0, 1, 3, 6, 12, 24, 48];

    /// <inheritdoc/>
    public override string Name => "record-breach";

    /// <inheritdoc/>
    public override string? Command => Commands.Breaches;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var known = await db.Breaches.OrderByDescending(b => b.FoundAt).Take(Shown).ToListAsync();
        if (known.Count > 0)
        {
            var which = Ask.Search("which", LocalizedText.Of("breach.list", known.Count(b => b.IsOpen)),
                known.Select(b => new Option<Breach?>(Number(b), LocalizedText.Literal(Title(context, b)), b)))
                    .Extra("new", "breach.new", null);
            yield return which;
            if (which.Answer is { } chosen)
            {
                string[] acts = [.. chosen.PeopleToldAt is null ? ["people"] : Array.Empty<string>(), .. chosen.AuthorityToldAt is null
                    ? ["authority"] : Array.Empty<string>(), "none"];
                var told = Ask.Choice("told", LocalizedText.Literal(Card(context, chosen)),
                    acts.Select(a => new Option<string>(a, $"breach.told-{a}", a))).WithoutWayOut();
                yield return told;
                Note(context, chosen, told.Answer);
                yield break;
            }
        }

        context.Doing("breach.unfinished");
        var found = Ask.Choice("found", "breach.found",
            HoursAgo.Select(h => new Option<int>(h.ToString(CultureInfo.InvariantCulture), h == 0 ? "breach.found-now"
                : LocalizedText.Of("breach.found-hours", h), h))).PerRow(3);
        yield return found;
        var what = Ask.Story("happened", "breach.what", 10, 2000);
        yield return what;
        var data = Ask.Text("data", "breach.data", 5, 1000);
        yield return data;
        var remedy = Ask.Text("remedy", "breach.remedy", 5, 1000);
        yield return remedy;
        var made = new Breach
        {
            FoundAt = context.Now.AddHours(-found.Answer),
            NotedBy = context.Who.Id,
            What = what.Answer,
            Data = data.Answer,
            Remedy = remedy.Answer
        };
        context.Change().Breaches.Add(made);
        await db.SaveChangesAsync();
        Audit.Note(db, context.Who, context.Now, "breach-recorded", null, $"#{made.Id}");
        context.Say("breach.recorded", Number(made), Moment(context, made.DueAt));
    }

    private void Note(DialogContext context, Breach breach, string told)
    {
        if (told == "none")
        {
            context.Say("breach.unchanged");
            return;
        }

        context.Change();
        if (told == "people") breach.TellPeople(context.Now);
        else breach.TellAuthority(context.Now);
        Audit.Note(db, context.Who, context.Now, $"breach-told-{told}", null, $"#{breach.Id}");
        context.Say(breach.IsOpen ? "breach.one-left" : "breach.all-told", Number(breach), Moment(context, breach.DueAt));
    }

    private string Card(DialogContext context, Breach b) =>
        context.Words["breach.card", Number(b), Moment(context, b.FoundAt), b.What, b.Data, b.Remedy,
        b.PeopleToldAt is { } people ? Moment(context, people) : context.Words["breach.not-yet"], b.AuthorityToldAt is { } authority
            ? Moment(context, authority) : context.Words["breach.not-yet"], Clock(context, b)];

    private string Title(DialogContext context, Breach b) => $"{(b.IsOpen ? "●" : "○")} {Number(b)} · {Clock(context, b)}";

    /// <summary>What is left of the 3 x 24 hours, or how late it is.</summary>
    private string Clock(DialogContext context, Breach b)
    {
        if (!b.IsOpen) return context.Words["breach.done"];
        var left = b.DueAt - context.Now;
        return left > TimeSpan.Zero ? context.Words["breach.left", (int)left.TotalHours, left.Minutes]
            : context.Words["breach.late", (int)-left.TotalHours];
    }

    private string Moment(DialogContext context, DateTimeOffset at)
    {
        var zone = units.ZoneOf(null);
        return $"{context.Words.Date(LocalTime.Day(at, zone))} {LocalTime.Of(at, zone):HH.mm}";
    }

    private static string Number(Breach b) => string.Create(CultureInfo.InvariantCulture, $"#{b.Id}");
}
