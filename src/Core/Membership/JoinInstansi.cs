using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
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
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var invitation = Invitation.Read(turn.Arg("code") ?? "", secret) is { } id ? await db.Invitations.FirstOrDefaultAsync(i => i.Id == id) : null;
        if ((invitation is null ? "invitation.unknown" : invitation.WhyNot(turn.Who.Id, turn.Now)) is { } whyNot)
        {
            turn.Say(whyNot);
            yield break;
        }

        var unit = invitation!.UnitId is { } number ? units.Find(number) : null;
        if (turn.Who.Roles.Contains(new HeldRole(invitation.Role, unit?.Id)))
        {
            turn.Say("join.already", RoleName(turn, invitation.Role), Place(unit));
            yield break;
        }

        turn.Doing("join.unfinished");
        var agree = Ask.Confirm("agree", Line.Of("join.notice", instansi.Value.Name, RoleName(turn, invitation.Role), Place(unit)), "join.agree", "join.disagree").WithoutWayOut();
        yield return agree;
        if (!agree.Answer)
        {
            turn.Say("join.not-agreed");
            yield break;
        }

        if (await db.Profiles.AnyAsync(p => p.PersonId == turn.Who.Id))
        {
            await Accept(turn, invitation, unit);
            turn.Say("join.role-added", RoleName(turn, invitation.Role), Place(unit)).Row(new Button(turn.Words["join.see-help"], "/bantuan"));
            yield break;
        }

        if (unit is null)
        {
            var where = Ask.Search("unit", "join.which-unit", units.Active.Select(u => new Option<Unit?>(u.Code, Line.Literal(u.Name), u))).Extra("none", "join.no-unit", null);
            yield return where;
            unit = where.Answer;
        }
        else
        {
            var right = Ask.Confirm("unit-right", Line.Of("join.unit-right", unit.Name), "join.yes", "join.no");
            yield return right;
            if (!right.Answer)
            {
                turn.Say("join.other-unit");
                yield break;
            }
        }

        var name = Ask.Text("name", "join.name", 2, 80).Check(n => n.Any(char.IsLetter) ? default(Line?) : "join.name-letters");
        yield return name;

        var language = Ask.Choice("language", "language.which", Wording.Languages.Select(l => new Option<string>(l, Line.Literal(Wording.Of(l)["language.name"]), l)));
        yield return language;
        turn.Speak(language.Answer);

        var hour = Ask.Choice("hour", Line.Of("join.hour", LocalTime.Label(units.ZoneOf(unit), turn.Now)), ReminderHours.Choices()).PerRow(3)
            .Skip(NoReminder, "join.no-reminder", null);
        yield return hour;

        var today = LocalTime.Day(turn.Now, units.ZoneOf(unit));
        var nip = Ask.Text("nip", "join.nip", 1, 40).Optional("join.skip").Check(n => n.Length == 0 || Nip.Parse(n, today, out var why) is not null ? default(Line?) : why!);
        yield return nip;

        await Accept(turn, invitation, unit);
        var given = Nip.Parse(nip.Answer, today, out _);
        Write(turn, name.Answer, language.Answer, hour.Answer, given);
        if (given is { } number18) await NipVault.MaskTyped(db, turn.Who, nip.Answer, number18);
        Welcome(turn, invitation.Role, unit, hour.Answer);
    }

    private async ValueTask Accept(Turn turn, Invitation invitation, Unit? unit)
    {
        var change = turn.Change();
        var roleUnit = Rights.IsForAll(invitation.Role) ? null : invitation.UnitId;
        await GiveRole.Give(change, turn.Who.Id, invitation.Role, roleUnit, turn.Now);
        if (!turn.Who.Is(Role.Asn) && invitation.Role != Role.Asn) await GiveRole.Give(change, turn.Who.Id, Role.Asn, unit?.Id, turn.Now);
        invitation.Use();
        change.Consents.Add(new Consent { PersonId = turn.Who.Id, Version = Consent.Notice, Language = turn.Words.Language, At = turn.Now });
        Audit.Note(change, turn.Who, turn.Now, "joined", roleUnit, $"{invitation.Role} (#{invitation.Id})", turn.Who.Id);
    }

    private void Write(Turn turn, string name, string language, TimeOnly? hour, Nip? nip)
    {
        db.Profiles.Add(new Profile
        {
            PersonId = turn.Who.Id,
            Name = name,
            Nip = nip is { } given ? vault.Lock(given, turn.Who.Id) : null,
            Hour = hour ?? new TimeOnly(7, 30),
            Rhythm = hour is null ? ReminderRhythm.Never : ReminderRhythm.Daily,
            JoinedAt = turn.Now,
        });
        db.People.Single(p => p.Id == turn.Who.Id).Language = language;
    }

    private void Welcome(Turn turn, Role role, Unit? unit, TimeOnly? hour)
    {
        turn.Say("join.welcome", RoleName(turn, role), Place(unit));
        turn.Say(hour is { } at ? Line.Of("join.first-reminder", ReminderHours.Text(at), LocalTime.Label(units.ZoneOf(unit), turn.Now)) : "join.reminder-off")
            .Row(new Button(turn.Words["menu.target"], "/target"), new Button(turn.Words["menu.bantuan"], "/bantuan"));
    }

    private static string RoleName(Turn turn, Role role) => turn.Words[$"role.{role}"];

    private string Place(Unit? unit) => unit?.Name ?? instansi.Value.Name;
}
