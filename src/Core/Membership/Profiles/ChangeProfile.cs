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
using Microsoft.Extensions.Options;

namespace Core.Membership.Profiles;

/// <summary>A civil servant sees what we know of them and changes it: name, unit, hour, language, NIP; or leaves.</summary>
internal sealed class ChangeProfile(AppDb db, UnitCatalog units, NipVault vault, IOptions<InstansiOptions> instansi) : Dialog
{
    private static readonly string[] Parts = ["name", "unit", "hour", "language", "nip", "leave"];

    /// <inheritdoc/>
    public override string Name => "change-profile";

    /// <inheritdoc/>
    public override string? Command => Commands.Profile;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.PersonId == context.Who.Id);
        if (profile is null)
        {
            foreach (var question in First(context)) yield return question;
            yield break;
        }

        var what = Ask.Choice("what", LocalizedText.Literal(Card(context, profile)),
            Parts.Select(p => new Option<string>(p, $"profile.change-{p}", p))).PerRow(2);
        yield return what;
        switch (what.Answer)
        {
            case "hour" or "language":
                context.Continue(what.Answer == "hour" ? Commands.Reminder : Commands.Language);
                yield break;
            case "name":
                foreach (var question in Rename(context, profile)) yield return question;
                break;
            case "nip":
                await foreach (var question in ChangeNip(context, profile)) yield return question;
                break;
            case "unit" when StaysPut(context):
                yield break;
            case "unit":
                await foreach (var question in ChangeUnit(context)) yield return question;
                break;
            default:
                if (await GiveRole.IsLastAdministrator(db, context.Who.Id))
                {
                    context.Say("profile.last-administrator");
                    yield break;
                }

                var leave = Ask.Confirm("leave-sure", "profile.leave-sure", "profile.leave", "join.no");
                yield return leave;
                if (leave.Answer)
                {
                    await Leave(context);
                    context.Say("profile.left").Row(Commands.Forget.Button(context.Words));
                    yield break;
                }

                break;
        }

        context.Say("profile.changed").Row(Commands.Profile.Button(context.Words));
    }

    private static IEnumerable<Question> First(DialogContext context)
    {
        var first = Ask.Text("first-name", "join.name", 2, 80).Check(EmployeeName.Problem);
        yield return first;
        context.Change().Profiles.Add(new Profile
        {
            PersonId = context.Who.Id,
            Name = first.Answer,
            Hour = new TimeOnly(7, 30),
            JoinedAt = context.Now
        });
        context.Say("profile.changed").Row(Commands.Profile.Button(context.Words));
    }

    private static IEnumerable<Question> Rename(DialogContext context, Profile profile)
    {
        var name = Ask.Text("name", "join.name", 2, 80).Check(EmployeeName.Problem);
        yield return name;
        context.Change();
        profile.Name = name.Answer;
    }

    private async IAsyncEnumerable<Question> ChangeNip(DialogContext context, Profile profile)
    {
        var today = LocalTime.Day(context.Now, units.ZoneOf(UnitOf(context.Who)));
        var nip = Ask.Text("nip", "profile.nip", 1, 40).Optional("profile.remove-nip")
            .Check(n => n.Length == 0 || Nip.Parse(n, today, out var why) is not null ? default(LocalizedText?) : why!);
        yield return nip;
        context.Change();
        profile.Nip = null;
        if (Nip.Parse(nip.Answer, today, out _) is { } given)
        {
            profile.Nip = vault.Lock(given, context.Who.Id);
            await NipVault.MaskTyped(db, context, nip.Answer, given);
        }
    }

    private async IAsyncEnumerable<Question> ChangeUnit(DialogContext context)
    {
        var unit = Ask.Search("unit", "profile.which-unit", units.Active.Where(u => u != UnitOf(context.Who))
            .Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u)))
            .Extra("none", "join.no-unit", null);
        yield return unit;
        var sure = Ask.Confirm("unit-sure", LocalizedText.Of("profile.unit-sure", unit.Answer?.Name ?? instansi.Value.Name),
            "profile.move", "join.no");
        yield return sure;
        if (sure.Answer) await Move(context, unit.Answer);
    }

    /// <summary>
    /// Whoever judges reports about all units and none about their own does not leave it by their own word: an administrator moves them.
    /// </summary>
    private bool StaysPut(DialogContext context)
    {
        var judges = context.Who.Roles.Where(r => r.Role is Role.Triage or Role.Inspectorate or Role.InstansiHead).ToList();
        if (judges.Count == 0 || context.Who.Alone || UnitOf(context.Who) is null) return false;
        context.Say("profile.unit-by-administrator", (LocalizedText)$"role.{judges[0].Role}");
        return true;
    }

    /// <summary>Roles were given for the old unit by its administrators, so they end with it; those for the instansi stay.</summary>
    private async ValueTask Move(DialogContext context, Unit? unit)
    {
        var change = context.Change();
        await GiveRole.End(change, context.Who.Id, context.Now, m => m.Role == Role.Asn || m.UnitId is not null);
        await db.SaveChangesAsync();
        await GiveRole.Give(change, context.Who.Id, Role.Asn, unit?.Id, context.Now);
        Audit.Note(change, context.Who, context.Now, "moved", unit?.Id, unit?.Code, context.Who.Id);
    }

    private async ValueTask Leave(DialogContext context)
    {
        var change = context.Change();
        await GiveRole.End(change, context.Who.Id, context.Now);
        foreach (var consent in await db.Consents.Where(c => c.PersonId == context.Who.Id).ToListAsync()) consent.Withdraw(context.Now);
        await change.Profiles.Where(p => p.PersonId == context.Who.Id).ExecuteDeleteAsync();
        Audit.Note(change, context.Who, context.Now, "left", UnitOf(context.Who)?.Id, null, context.Who.Id);
    }

    private string Card(DialogContext context, Profile profile)
    {
        var unit = UnitOf(context.Who);
        var roles = context.Who.Roles.Select(r => context.Words[$"role.{r.Role}"]).Distinct();
        var nip = profile.Nip is { } kept ? vault.Open(kept, context.Who.Id).Masked : context.Words["profile.no-nip"];
        var hour = profile.Rhythm == ReminderRhythm.Never ? context.Words["profile.no-reminder"]
            : $"{ReminderHours.Text(profile.Hour)} {LocalTime.Label(units.ZoneOf(unit), context.Now)}";
        return context.Words["profile.card", profile.Name, unit?.Name ?? instansi.Value.Name, string.Join(", ", roles), hour,
            context.Words["language.name"], nip];
    }

    private Unit? UnitOf(Caller who) => who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } id ? units.Find(id) : null;
}
