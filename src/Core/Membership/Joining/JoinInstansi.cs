using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Privacy;
using Core.Membership.Profiles;
using Core.Membership.Roles;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Membership.Joining;

/// <summary>Somebody redeems an invitation: agrees to the notice, says who they are, and gets the role.</summary>
internal sealed class JoinInstansi(AppDb db, UnitCatalog units, SecretKey secret, NipVault vault, IOptions<InstansiOptions> instansi,
    IOptions<MembershipOptions> options) : Dialog
{
    private const string NoReminder = "none";
    private const int ToldOfEach = 25;

    /// <inheritdoc/>
    public override string Name => "join-instansi";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload) =>
        payload.StartsWith(Invitation.Prefix, StringComparison.Ordinal) ? new Dictionary<string, string> { ["code"] = payload } : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var invitation = Invitation.Read(context.Arg("code") ?? "", secret) is { } id
            ? await db.Invitations.FirstOrDefaultAsync(i => i.Id == id) : null;
        if ((invitation is null ? "invitation.unknown" : await WhyNot(context, invitation)) is { } whyNot)
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
        var agree = Ask.Confirm("agree",
            LocalizedText.Of("join.notice", instansi.Value.Name, RoleName(context, invitation.Role), Place(unit)), "join.agree",
                "join.disagree").WithoutWayOut();
        yield return agree;
        if (!agree.Answer)
        {
            context.Say("join.not-agreed");
            yield break;
        }

        if (await db.Profiles.AnyAsync(p => p.PersonId == context.Who.Id))
        {
            if (!await IsStillOpen(context, invitation)) yield break;
            var known = await GiveRole.NameOf(db, context.Who.Id, context.Words);
            var waits = await Accept(context, invitation, unit, known);
            await TellInviter(context, invitation, unit, known);
            context.Say(waits ? "join.waits" : "join.role-added", RoleName(context, invitation.Role), Place(unit))
                .Row(new Button(context.Words["join.see-help"], Commands.Help));
            yield break;
        }

        await foreach (var question in Introduce(context, invitation, unit)) yield return question;
    }

    private async IAsyncEnumerable<Question> Introduce(DialogContext context, Invitation invitation, Unit? unit)
    {
        if (unit is null)
        {
            var where = Ask.Search("unit", "join.which-unit",
                units.Active.Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u))).Extra("none", "join.no-unit", null);
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

        var name = Ask.Text("name", "join.name", 2, 80).Check(EmployeeName.Problem);
        yield return name;

        var language = Ask.Choice("language", "language.which",
            Wording.Languages.Select(l => new Option<string>(l, LocalizedText.Literal(Wording.Of(l)["language.name"]), l)));
        yield return language;
        context.Speak(language.Answer);

        var hour = Ask.Choice("hour", LocalizedText.Of("join.hour", LocalTime.Label(units.ZoneOf(unit), context.Now)),
            ReminderHours.Choices()).PerRow(3)
            .Skip(NoReminder, "join.no-reminder", null);
        yield return hour;

        var today = LocalTime.Day(context.Now, units.ZoneOf(unit));
        var nip = Ask.Text("nip", "join.nip", 1, 40).Optional("join.skip")
            .Check(n => n.Length == 0 || Nip.Parse(n, today, out var why) is not null ? default(LocalizedText?) : why!);
        yield return nip;

        if (!await IsStillOpen(context, invitation)) yield break;
        var mustWait = await Accept(context, invitation, unit, name.Answer);
        var given = Nip.Parse(nip.Answer, today, out _);
        Write(context, name.Answer, language.Answer, hour.Answer, given);
        await TellInviter(context, invitation, unit, name.Answer);
        if (given is { } number18) await NipVault.MaskTyped(db, context, nip.Answer, number18);
        if (mustWait) context.Say("join.waits", RoleName(context, invitation.Role), Place(unit));
        Welcome(context, mustWait ? Role.Asn : invitation.Role, unit, hour.Answer);
    }

    private async ValueTask<string?> WhyNot(DialogContext context, Invitation invitation)
    {
        if (invitation.WhyNot(context.Who.Id, context.Now) is { } whyNot) return whyNot;
        if (!await GiveRole.IsStillMakers(db, invitation)) return "invitation.revoked";
        return await GiveRole.WasTaken(db, context.Who.Id, invitation) ? "invitation.taken" : null;
    }

    /// <summary>Somebody else may use the last of it at the same moment: whoever comes second hears so.</summary>
    private async ValueTask<bool> IsStillOpen(DialogContext context, Invitation invitation)
    {
        await Invitation.Lock(db, invitation.Id);
        await db.Entry(invitation).ReloadAsync();
        if (await WhyNot(context, invitation) is not { } whyNot) return true;
        context.Say(whyNot);
        return false;
    }

    /// <summary>Gives the role, or has it wait for a second person; whether it waits.</summary>
    private async ValueTask<bool> Accept(DialogContext context, Invitation invitation, Unit? unit, string name)
    {
        var change = context.Change();
        var roleUnit = CommandRights.IsForAll(invitation.Role) ? null : invitation.UnitId;
        var waits = await SecondPerson.MustConfirm(change, options.Value, context.Who.Id, invitation.Role, roleUnit, invitation.MadeBy);
        if (waits) await SecondPerson.Wait(change, context.Tell,
            new PendingRole
            {
                PersonId = context.Who.Id,
                Role = invitation.Role,
                UnitId = roleUnit,
                GivenBy = invitation.MadeBy!.Value,
                At = context.Now
            }, name, units);
        else await GiveRole.Give(change, context.Who.Id, invitation.Role, roleUnit, context.Now);
        if (!context.Who.Is(Role.Asn) && invitation.Role != Role.Asn)
            await GiveRole.Give(change, context.Who.Id, Role.Asn, unit?.Id, context.Now);
        invitation.Use();
        change.Consents.Add(new Consent
        {
            PersonId = context.Who.Id,
            Version = Consent.Notice,
            Language = context.Words.Language,
            At = context.Now
        });
        Audit.Note(change, context.Who, context.Now, "joined", roleUnit, $"{invitation.Role} (#{invitation.Id})", context.Who.Id);
        return waits;
    }

    /// <summary>
    /// Whoever invited hears who came, so that a link in wrong hands is noticed; of a link for very many, of every so many people.
    /// </summary>
    private async ValueTask TellInviter(DialogContext context, Invitation invitation, Unit? unit, string name)
    {
        if (invitation.MadeBy is not { } maker || (invitation.MaxUses > ToldOfEach && invitation.Uses % ToldOfEach != 1)) return;
        var to = await db.People.SingleAsync(p => p.Id == maker);
        var words = Wording.Of(to.Language);
        var text = words["invite.joined", name, words[$"role.{invitation.Role}"], Place(unit), invitation.Uses, invitation.MaxUses];
        await context.Tell(new Outgoing(to.Channel,
            new OutgoingMessage
            {
                Address = to.Address,
                Text = text,
                Rows = [[Commands.Roles.Button(words)]]
            })
        { Bulk = true });
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
        var leads = role == Role.InstansiAdministrator; // whose first steps come before their goals
        context.Say(hour is { } at ? LocalizedText.Of(leads ? "join.reminder-at" : "join.first-reminder", ReminderHours.Text(at),
            LocalTime.Label(units.ZoneOf(unit), context.Now)) : "join.reminder-off")
            .Row((leads ? Commands.FirstSteps : Commands.Goals).Button(context.Words), Commands.Help.Button(context.Words));
    }

    private static string RoleName(DialogContext context, Role role) => context.Words[$"role.{role}"];

    private string Place(Unit? unit) => unit?.Name ?? instansi.Value.Name;
}
