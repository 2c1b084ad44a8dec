using System.Globalization;
using Core.Channels;
using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership;

/// <summary>An administrator makes a link that gives a role, sees the ones that are open, and withdraws one.</summary>
public sealed class InvitePeople(AppDb db, UnitCatalog units, SecretKey secret, StartLinks links, DrawInvitation draw) : Dialog
{
    private static readonly int[] Uses = [1, 5, 25, 100, 1000];
    private static readonly int[] Days = [1, 7, 30, 90];

    /// <inheritdoc/>
    public override string Name => "invite-people";

    /// <inheritdoc/>
    public override string? Command => "/undang";

    /// <inheritdoc/>
    public override int MenuOrder => 310;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var open = await Open(turn);
        if (turn.Arg("text") != "baru" && open.Count > 0)
        {
            var what = Ask.Search("what", "invite.open-ones", open.Select(i => new Option<Invitation?>($"{i.Id}", Line.Literal(Describe(turn, i)), i))).Extra("new", "invite.new", null);
            yield return what;
            if (what.Answer is { } chosen)
            {
                var revoke = Ask.Confirm("revoke", Line.Literal(Card(turn, chosen)), "invite.keep", "invite.revoke");
                yield return revoke;
                if (revoke.Answer) Show(turn, chosen);
                else Revoke(turn, chosen);
                yield break;
            }
        }

        var role = Ask.Choice("role", "invite.which-role", Enum.GetValues<Role>().Where(r => MayInvite(turn.Who, r)).Select(r => new Option<Role>($"{r}", $"role.{r}", r)));
        yield return role;

        Unit? unit = null;
        if (!Rights.IsForAll(role.Answer))
        {
            var where = Ask.Search("unit", "invite.which-unit", Mine(turn.Who).Select(u => new Option<Unit>(u.Code, Line.Literal(u.Name), u)));
            yield return where;
            unit = where.Answer;
        }

        var uses = Ask.Choice("uses", "invite.how-many", Uses.Select(n => new Option<int>($"{n}", Line.Of("invite.people", n), n))).PerRow(3);
        yield return uses;

        var days = Ask.Choice("days", "invite.until", Days.Select(n => new Option<int>($"{n}", Line.Of("invite.days", n), n))).PerRow(2);
        yield return days;

        await Make(turn, role.Answer, unit, uses.Answer, days.Answer);
    }

    private async ValueTask Make(Turn turn, Role role, Unit? unit, int uses, int days)
    {
        var made = new Invitation { Role = role, UnitId = unit?.Id, MaxUses = uses, Until = turn.Now.AddDays(days), MadeBy = turn.Who.Id, MadeAt = turn.Now };
        turn.Change().Invitations.Add(made);
        await db.SaveChangesAsync();
        Audit.Note(db, turn.Who, turn.Now, "invited", unit?.Id, $"{role} (#{made.Id}, {uses}×)");
        turn.Say("invite.made");
        Show(turn, made);
    }

    private void Show(Turn turn, Invitation invitation)
    {
        var payload = invitation.Payload(secret);
        turn.Say(Line.Literal(Card(turn, invitation)));
        var open = new Button(turn.Words["invite.open"], Start: payload);
        if ((links.Prefix ?? links.Web) is not { } door)
        {
            turn.Say("invite.typed", payload).Row(open);
            return;
        }

        var how = turn.Words["invite.link", door + payload, payload];
        if (links is { Prefix: not null, Web: { } web }) how += "\n" + turn.Words["invite.web", web + payload];
        var said = turn.Say(Line.Literal(how)).Row(open);
        var alt = turn.Words["invite.code", turn.Words[$"role.{invitation.Role}"], Place(turn, invitation)];
        if (draw.Code(door + payload, $"undangan-{invitation.Id}.png", alt) is { } code) said.With(code);
    }

    private void Revoke(Turn turn, Invitation invitation)
    {
        turn.Change();
        invitation.Revoke(turn.Now);
        Audit.Note(db, turn.Who, turn.Now, "invitation-revoked", invitation.UnitId, $"{invitation.Role} (#{invitation.Id})");
        turn.Say("invite.revoked");
    }

    private async Task<List<Invitation>> Open(Turn turn)
    {
        var open = await db.Invitations.Where(i => i.RevokedAt == null && i.Uses < i.MaxUses && i.MadeBy != null).OrderByDescending(i => i.Id).Take(200).ToListAsync();
        return [.. open.Where(i => i.Until >= turn.Now && Rights.MayGive(turn.Who, i.Role, i.UnitId))];
    }

    private IEnumerable<Unit> Mine(Caller who) => units.Active.Where(u => Rights.Administers(who, u.Id));

    private static bool MayInvite(Caller who, Role role) =>
        Rights.Everywhere(who) || who.UnitsAs(Role.UnitAdministrator).Any(u => Rights.MayGive(who, role, u));

    private string Describe(Turn turn, Invitation i) =>
        $"{turn.Words[$"role.{i.Role}"]} · {Place(turn, i)} · {i.Uses}/{i.MaxUses}";

    private string Card(Turn turn, Invitation i) =>
        turn.Words["invite.card", turn.Words[$"role.{i.Role}"], Place(turn, i), i.Uses, i.MaxUses, i.Until is { } until ? Date(turn, until, i) : "–"];

    private string Date(Turn turn, DateTimeOffset until, Invitation i) =>
        turn.Words.Date(Calendar.LocalTime.Day(until, units.ZoneOf(i.UnitId is { } id ? units.Find(id) : null)));

    private string Place(Turn turn, Invitation i) => i.UnitId is { } id ? units.Find(id)?.Label ?? id.ToString(CultureInfo.InvariantCulture) : turn.Words["invite.whole-instansi"];
}
