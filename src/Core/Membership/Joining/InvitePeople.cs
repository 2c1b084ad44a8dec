using System.Globalization;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Joining;

/// <summary>An administrator makes a link that gives a role, sees the ones that are open, and withdraws one.</summary>
internal sealed class InvitePeople(AppDb db, UnitCatalog units, SecretKey secret, StartLinks links, DrawInvitation draw,
    ImportsWanted imports) : Dialog
{
    private static readonly int[] Uses = [1, 5, 25, 100, 1000];
    private static readonly int[] Days = [1, 7, 30, 90];

    /// <inheritdoc/>
    public override string Name => "invite-people";

    /// <inheritdoc/>
    public override string? Command => Commands.Invite;

    /// <inheritdoc/>
    public override IAsyncEnumerable<Question> Script(DialogContext context) => InviteMany.IsAsked(context)
        ? new InviteMany(db, units, secret, links, draw, imports).Script(context) : InviteByLink(context);

    private async IAsyncEnumerable<Question> InviteByLink(DialogContext context)
    {
        var open = await Open(context);
        if (context.Arg("text") != "baru" && open.Count > 0)
        {
            var what = Ask.Search("what", "invite.open-ones",
                open.Select(i => new Option<Invitation?>($"{i.Id}", LocalizedText.Literal(Describe(context, i)), i)))
                    .Extra("new", "invite.new", null);
            yield return what;
            if (what.Answer is { } chosen)
            {
                var revoke = Ask.Confirm("revoke", LocalizedText.Literal(Card(context, chosen)), "invite.keep", "invite.revoke");
                yield return revoke;
                if (revoke.Answer) Show(context, chosen);
                else Revoke(context, chosen);
                yield break;
            }
        }

        var role = Ask.Choice("role", "invite.which-role", Enum.GetValues<Role>().Where(r => MayInvite(context.Who, r))
            .Select(r => new Option<Role>($"{r}", $"role.{r}", r)));
        yield return role;

        Unit? unit = null;
        if (!CommandRights.IsForAll(role.Answer))
        {
            var mine = Mine(context.Who).ToList();
            unit = mine.Count == 1 ? mine[0] : null;
            if (unit is null)
            {
                var where = Ask.Search("unit", "invite.which-unit",
                    mine.Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
                yield return where;
                unit = where.Answer;
            }
        }

        var uses = Ask.Choice("uses", "invite.how-many", Uses.Select(n => new Option<int>($"{n}", LocalizedText.Of("invite.people", n), n)))
            .PerRow(3);
        yield return uses;

        var days = Ask.Choice("days", "invite.until", Days.Select(n => new Option<int>($"{n}", LocalizedText.Of("invite.days", n), n)))
            .PerRow(2);
        yield return days;

        await Make(context, role.Answer, unit, uses.Answer, days.Answer);
    }

    private async ValueTask Make(DialogContext context, Role role, Unit? unit, int uses, int days)
    {
        var made = new Invitation
        {
            Role = role,
            UnitId = unit?.Id,
            MaxUses = uses,
            Until = context.Now.AddDays(days),
            MadeBy = context.Who.Id,
            MadeAt = context.Now
        };
        context.Change().Invitations.Add(made);
        await db.SaveChangesAsync();
        Audit.Note(db, context.Who, context.Now, "invited", unit?.Id, $"{role} (#{made.Id}, {uses}×)");
        context.Say("invite.made");
        Show(context, made);
    }

    private void Show(DialogContext context, Invitation invitation)
    {
        var payload = invitation.Payload(secret);
        context.Say(LocalizedText.Literal(Card(context, invitation)));
        var open = new Button(context.Words["invite.open"], Start: payload);
        if (links.First is not { } door)
        {
            context.Say("invite.typed", payload).Row(open);
            return;
        }

        var how = context.Words["invite.link", door.Prefix + payload, payload];
        foreach (var other in links.All.Skip(1))
            how += "\n" + context.Words[other.InBrowser ? "invite.web" : "invite.other", other.Prefix + payload];
        var said = context.Say(LocalizedText.Literal(how)).Row(open);
        var alt = context.Words["invite.code", context.Words[$"role.{invitation.Role}"], Place(context, invitation)];
        if (draw.Code(door.Prefix + payload, $"undangan-{invitation.Id}.png", alt) is { } code) said.With(code);
    }

    private void Revoke(DialogContext context, Invitation invitation)
    {
        context.Change();
        invitation.Revoke(context.Now);
        Audit.Note(db, context.Who, context.Now, "invitation-revoked", invitation.UnitId, $"{invitation.Role} (#{invitation.Id})");
        context.Say("invite.revoked");
    }

    private async Task<List<Invitation>> Open(DialogContext context)
    {
        var open = await db.Invitations.Where(i => i.RevokedAt == null && i.Uses < i.MaxUses && i.MadeBy != null)
            .OrderByDescending(i => i.Id).Take(200).ToListAsync();
        return [.. open.Where(i => i.Until >= context.Now && CommandRights.MayGive(context.Who, i.Role, i.UnitId))];
    }

    private IEnumerable<Unit> Mine(Caller who) => units.Active.Where(u => CommandRights.Administers(who, u.Id));

    private static bool MayInvite(Caller who, Role role) =>
        CommandRights.Everywhere(who) || who.UnitsAs(Role.UnitAdministrator).Any(u => CommandRights.MayGive(who, role, u));

    private string Describe(DialogContext context, Invitation i) =>
        $"{context.Words[$"role.{i.Role}"]} · {Place(context, i)} · {i.Uses}/{i.MaxUses}";

    private string Card(DialogContext context, Invitation i) =>
        context.Words["invite.card", context.Words[$"role.{i.Role}"], Place(context, i), i.Uses, i.MaxUses, i.Until is { } until
            ? Date(context, until, i) : "–"];

    private string Date(DialogContext context, DateTimeOffset until, Invitation i) =>
        context.Words.Date(Core.Calendar.LocalTime.Day(until, units.ZoneOf(i.UnitId is { } id ? units.Find(id) : null)));

    private string Place(DialogContext context, Invitation i) =>
        i.UnitId is { } id ? units.Find(id)?.Label ?? id.ToString(CultureInfo.InvariantCulture) : context.Words["invite.whole-instansi"];
}
