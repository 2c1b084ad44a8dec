using Core.Calendar;
using Core.Complaints.Deadlines;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Notices;

/// <summary>
/// An official says how they want to hear of complaints: at which hour, only of their own, not for a while, who deputises.
/// </summary>
internal sealed class SetDesk(AppDb db, UnitCatalog units)
{
    private const int MuteMaxDays = 30;

    private static readonly TimeOnly[] Hours = [ComplaintClock.EarliestDigest, new(7, 0), new(7, 30), new(8, 0), new(9, 0), new(10, 0),
        new(13, 0), new(15, 0)];

    public async IAsyncEnumerable<Question> Script(DialogContext context, TimeOnly usual)
    {
        var now = await db.DeskSettings.AsNoTracking().FirstOrDefaultAsync(s => s.PersonId == context.Who.Id);
        var today = LocalTime.Day(context.Now, units.ZoneOf(null));
        string[] wishes = ["hour", now?.OnlyMine == true ? "all" : "mine", now?.MutedUntil >= today ? "loud" : "mute", "deputy"];
        var what = Ask.Choice("desk-what", LocalizedText.Literal(await Overview(context, now, usual, today)),
            wishes.Select(w => new Option<string>(w, $"desk.{w}", w)));
        yield return what;
        var steps = what.Answer switch
        {
            "hour" => SetHour(context),
            "mute" => Mute(context, today),
            "deputy" => SetDeputy(context),
            _ => AtOnce(context, what.Answer),
        };
        await foreach (var question in steps) yield return question;
    }

    private async IAsyncEnumerable<Question> SetHour(DialogContext context)
    {
        var hour = Ask.Choice("desk-hour", "desk.which-hour",
            Hours.Select(h => new Option<TimeOnly>($"{h:HHmm}", LocalizedText.Literal($"{h:HH.mm}"), h))).PerRow(4);
        yield return hour;
        (await Mine(context)).DigestAt = hour.Answer;
        context.Say("desk.hour-set", $"{hour.Answer:HH.mm}");
    }

    private async IAsyncEnumerable<Question> Mute(DialogContext context, DateOnly today)
    {
        var until = Ask.Date("desk-mute", "desk.mute-until", today, today.AddDays(MuteMaxDays), today);
        yield return until;
        (await Mine(context)).MutedUntil = until.Answer;
        context.Say("desk.muted", context.Words.Date(until.Answer));
    }

    private async IAsyncEnumerable<Question> SetDeputy(DialogContext context)
    {
        var who = Ask.Search("desk-deputy", "desk.which-deputy", await Colleagues(context)).Extra("none", "desk.no-deputy", null);
        yield return who;
        (await Mine(context)).DeputyId = who.Answer;
        if (who.Answer is { } deputy) context.Say("desk.deputy-set", await GiveRole.NameOf(db, deputy, context.Words));
        else context.Say("desk.deputy-gone");
    }

    private async IAsyncEnumerable<Question> AtOnce(DialogContext context, string what)
    {
        var mine = await Mine(context);
        if (what == "loud") mine.MutedUntil = null;
        else mine.OnlyMine = what == "mine";
        context.Say($"desk.{what}-set");
        yield break;
    }

    /// <summary>Those who have one of the person's offices too, in the same unit.</summary>
    private async Task<List<Option<long?>>> Colleagues(DialogContext context)
    {
        var found = new SortedSet<long>();
        foreach (var held in context.Who.Roles.Where(r => r.Role is not Role.Asn))
        {
            var desk = held.Role is Role.Officer or Role.Head;
            found.UnionWith(await db.Memberships
                .Where(m => m.Until == null && m.UnitId == held.UnitId && m.PersonId != context.Who.Id
                    && (m.Role == held.Role || (desk && (m.Role == Role.Officer || m.Role == Role.Head))))
                .Select(m => m.PersonId).ToListAsync());
        }

        var options = new List<Option<long?>>();
        foreach (var id in found)
            options.Add(new($"{id}", LocalizedText.Literal(await GiveRole.NameOf(db, id, context.Words)), id));
        return options;
    }

    private async ValueTask<DeskSettings> Mine(DialogContext context)
    {
        var changed = context.Change();
        await DeskSettings.Lock(changed, context.Who.Id);
        var mine = await changed.DeskSettings.FirstOrDefaultAsync(s => s.PersonId == context.Who.Id);
        if (mine is null) changed.DeskSettings.Add(mine = new DeskSettings { PersonId = context.Who.Id });
        return mine;
    }

    private async Task<string> Overview(DialogContext context, DeskSettings? now, TimeOnly usual, DateOnly today)
    {
        var words = context.Words;
        var deputy = now?.DeputyId is { } id ? await GiveRole.NameOf(db, id, words) : words["desk.nobody"];
        var silence = now?.MutedUntil is { } until && until >= today ? words["desk.silent-until", words.Date(until)]
            : words["desk.not-silent"];
        var which = words[now?.OnlyMine == true ? "desk.only-mine" : "desk.everything"];
        return words["desk.overview", $"{now?.DigestAt ?? usual:HH.mm}", which, silence, deputy];
    }
}
