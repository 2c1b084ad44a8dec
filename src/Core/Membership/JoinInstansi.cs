using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Membership;

/// <summary>Somebody redeems an invitation: agrees to the notice, says who they are, and gets the role.</summary>
public sealed class JoinInstansi(AppDb db, UnitCatalog units, SecretKey secret, NipVault vault, IOptions<InstansiOptions> instansi) : Dialog
{
    private const string NoReminder = "none";

    /// <inheritdoc/>
    public override string Name => "join-instansi";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload) =>
        payload.StartsWith(Invitation.Prefix, StringComparison.Ordinal) ? new Dictionary<string, string> { ["code"] = payload } : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var invitation = Invitation.Read(context.Arg("code") ?? "", secret) is { } id ? await db.Invitations.FirstOrDefaultAsync(i => i.Id == id) : null;
        if ((invitation is null ? "invitation.unknown" : invitation.WhyNot(context.Who.Id, context.Now)) is { } whyNot)
        {
            context.Say(whyNot);
            yield break;
        }

        var unit = invitation!.UnitId is { } number ? units.Find(number) : null;
        if (context.Who.Roles.Contains(new HeldRole(invitation.Role, unit?.Id)))
        {
            context.Say("join.already", RoleName(context, invitation.Role), Place(unit));
            yield break;
        }

        context.Doing("join.unfinished");
        var agree = Ask.Confirm("agree", LocalizedText.Of("join.notice", instansi.Value.Name, RoleName(context, invitation.Role), Place(unit)), "join.agree", "join.disagree").WithoutWayOut();
        yield return agree;
        if (!agree.Answer)
        {
            context.Say("join.not-agreed");
            yield break;
        }

        if (await db.Profiles.AnyAsync(p => p.PersonId == context.Who.Id))
        {
            await Accept(context, invitation, unit);
            context.Say("join.role-added", RoleName(context, invitation.Role), Place(unit)).Row(new Button(context.Words["join.see-help"], "/bantuan"));
            yield break;
        }

        if (unit is null)
        {
            var where = Ask.Search("unit", "join.which-unit", units.Active.Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u))).Extra("none", "join.no-unit", null);
            yield return where;
            unit = where.Answer;
        }
        else
        {
            var right = Ask.Confirm("unit-right", LocalizedText.Of("join.unit-right", unit.Name), "join.yes", "join.no");
            yield return right;
            if (!right.Answer)
            {
                context.Say("join.other-unit");
                yield break;
            }
        }

        var name = Ask.Text("name", "join.name", 2, 80).Check(n => n.Any(char.IsLetter) ? default(LocalizedText?) : "join.name-letters");
        yield return name;

        var language = Ask.Choice("language", "language.which", Wording.Languages.Select(l => new Option<string>(l, LocalizedText.Literal(Wording.Of(l)["language.name"]), l)));
        yield return language;
        context.Speak(language.Answer);

        var hour = Ask.Choice("hour", LocalizedText.Of("join.hour", LocalTime.Label(units.ZoneOf(unit), context.Now)), ReminderHours.Choices()).PerRow(3)
            .Skip(NoReminder, "join.no-reminder", null);
        yield return hour;

        var today = LocalTime.Day(context.Now, units.ZoneOf(unit));
        var nip = Ask.Text("nip", "join.nip", 1, 40).Optional("join.skip").Check(n => n.Length == 0 || Nip.Parse(n, today, out var why) is not null ? default(LocalizedText?) : why!);
        yield return nip;

        await Accept(context, invitation, unit);
        var given = Nip.Parse(nip.Answer, today, out _);
        Write(context, name.Answer, language.Answer, hour.Answer, given);
        if (given is { } number18) await NipVault.MaskTyped(db, context, nip.Answer, number18);
        Welcome(context, invitation.Role, unit, hour.Answer);
    }

    private async ValueTask Accept(DialogContext context, Invitation invitation, Unit? unit)
    {
        var change = context.Change();
        var roleUnit = CommandRights.IsForAll(invitation.Role) ? null : invitation.UnitId;
        await GiveRole.Give(change, context.Who.Id, invitation.Role, roleUnit, context.Now);
        if (!context.Who.Is(Role.Asn) && invitation.Role != Role.Asn) await GiveRole.Give(change, context.Who.Id, Role.Asn, unit?.Id, context.Now);
        invitation.Use();
        change.Consents.Add(new Consent { PersonId = context.Who.Id, Version = Consent.Notice, Language = context.Words.Language, At = context.Now });
        Audit.Note(change, context.Who, context.Now, "joined", roleUnit, $"{invitation.Role} (#{invitation.Id})", context.Who.Id);
    }

    private void Write(DialogContext context, string name, string language, TimeOnly? hour, Nip? nip)
    {
        db.Profiles.Add(new Profile
        {
            PersonId = context.Who.Id,
            Name = name,
            Nip = nip is { } given ? vault.Lock(given, context.Who.Id) : null,
            Hour = hour ?? new TimeOnly(7, 30),
            Rhythm = hour is null ? ReminderRhythm.Never : ReminderRhythm.Daily,
            JoinedAt = context.Now,
        });
        db.People.Single(p => p.Id == context.Who.Id).Language = language;
    }

    private void Welcome(DialogContext context, Role role, Unit? unit, TimeOnly? hour)
    {
        context.Say("join.welcome", RoleName(context, role), Place(unit));
        context.Say(hour is { } at ? LocalizedText.Of("join.first-reminder", ReminderHours.Text(at), LocalTime.Label(units.ZoneOf(unit), context.Now)) : "join.reminder-off")
            .Row(new Button(context.Words["menu.target"], "/target"), new Button(context.Words["menu.bantuan"], "/bantuan"));
    }

    private static string RoleName(DialogContext context, Role role) => context.Words[$"role.{role}"];

    private string Place(Unit? unit) => unit?.Name ?? instansi.Value.Name;
}
