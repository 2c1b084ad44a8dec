using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Membership;

/// <summary>A civil servant sees what we know of them and changes it: name, unit, hour, language, NIP; or leaves.</summary>
public sealed class ChangeProfile(AppDb db, UnitCatalog units, NipVault vault, IOptions<InstansiOptions> instansi) : Dialog
{
    private static readonly string[] Parts = ["name", "unit", "hour", "language", "nip", "leave"];

    /// <inheritdoc/>
    public override string Name => "change-profile";

    /// <inheritdoc/>
    public override string? Command => "/profil";

    /// <inheritdoc/>
    public override int MenuOrder => 140;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.PersonId == turn.Who.Id);
        if (profile is null)
        {
            var first = Ask.Text("first-name", "join.name", 2, 80);
            yield return first;
            turn.Change().Profiles.Add(new Profile { PersonId = turn.Who.Id, Name = first.Answer, Hour = new TimeOnly(7, 30), JoinedAt = turn.Now });
            turn.Say("profile.changed").Row(new Button(turn.Words["menu.profil"], "/profil"));
            yield break;
        }

        var what = Ask.Choice("what", Line.Literal(Card(turn, profile)), Parts.Select(p => new Option<string>(p, $"profile.change-{p}", p))).PerRow(2);
        yield return what;
        switch (what.Answer)
        {
            case "hour":
                turn.Continue("/pengingat");
                yield break;
            case "language":
                turn.Continue("/bahasa");
                yield break;
            case "name":
                var name = Ask.Text("name", "join.name", 2, 80).Check(n => n.Any(char.IsLetter) ? default(Line?) : "join.name-letters");
                yield return name;
                turn.Change();
                profile.Name = name.Answer;
                break;
            case "nip":
                var today = LocalTime.Day(turn.Now, units.ZoneOf(UnitOf(turn.Who)));
                var nip = Ask.Text("nip", "profile.nip", 1, 40).Optional("profile.remove-nip").Check(n => n.Length == 0 || Nip.Parse(n, today, out var why) is not null ? default(Line?) : why!);
                yield return nip;
                turn.Change();
                profile.Nip = null;
                if (Nip.Parse(nip.Answer, today, out _) is { } given)
                {
                    profile.Nip = vault.Lock(given, turn.Who.Id);
                    await NipVault.MaskTyped(db, turn.Who, nip.Answer, given);
                }

                break;
            case "unit":
                var unit = Ask.Search("unit", "profile.which-unit", units.Active.Where(u => u != UnitOf(turn.Who)).Select(u => new Option<Unit?>(u.Code, Line.Literal(u.Name), u)))
                    .Extra("none", "join.no-unit", null);
                yield return unit;
                var sure = Ask.Confirm("unit-sure", Line.Of("profile.unit-sure", unit.Answer?.Name ?? instansi.Value.Name), "profile.move", "join.no");
                yield return sure;
                if (sure.Answer) await Move(turn, unit.Answer);
                break;
            default:
                if (await GiveRole.IsLastAdministrator(db, turn.Who.Id))
                {
                    turn.Say("profile.last-administrator");
                    yield break;
                }

                var leave = Ask.Confirm("leave-sure", "profile.leave-sure", "profile.leave", "join.no");
                yield return leave;
                if (leave.Answer)
                {
                    await Leave(turn);
                    turn.Say("profile.left").Row(new Button(turn.Words["menu.hapus"], "/hapus"));
                    yield break;
                }

                break;
        }

        turn.Say("profile.changed").Row(new Button(turn.Words["menu.profil"], "/profil"));
    }

    /// <summary>Roles were given for the old unit by its administrators, so they end with it; those for the instansi stay.</summary>
    private async ValueTask Move(Turn turn, Unit? unit)
    {
        var change = turn.Change();
        await GiveRole.End(change, turn.Who.Id, turn.Now, m => m.Role == Role.Asn || m.UnitId is not null);
        await db.SaveChangesAsync();
        await GiveRole.Give(change, turn.Who.Id, Role.Asn, unit?.Id, turn.Now);
        Audit.Note(change, turn.Who, turn.Now, "moved", unit?.Id, unit?.Code, turn.Who.Id);
    }

    private async ValueTask Leave(Turn turn)
    {
        var change = turn.Change();
        await GiveRole.End(change, turn.Who.Id, turn.Now);
        foreach (var consent in await db.Consents.Where(c => c.PersonId == turn.Who.Id).ToListAsync()) consent.Withdraw(turn.Now);
        await change.Profiles.Where(p => p.PersonId == turn.Who.Id).ExecuteDeleteAsync();
        Audit.Note(change, turn.Who, turn.Now, "left", UnitOf(turn.Who)?.Id, null, turn.Who.Id);
    }

    private string Card(Turn turn, Profile profile)
    {
        var unit = UnitOf(turn.Who);
        var roles = turn.Who.Roles.Select(r => turn.Words[$"role.{r.Role}"]).Distinct();
        var nip = profile.Nip is { } kept ? vault.Open(kept, turn.Who.Id).Masked : turn.Words["profile.no-nip"];
        var hour = profile.Rhythm == ReminderRhythm.Never ? turn.Words["profile.no-reminder"]
            : $"{ReminderHours.Text(profile.Hour)} {LocalTime.Label(units.ZoneOf(unit), turn.Now)}";
        return turn.Words["profile.card", profile.Name, unit?.Name ?? instansi.Value.Name, string.Join(", ", roles), hour, turn.Words["language.name"], nip];
    }

    private Unit? UnitOf(Caller who) => who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } id ? units.Find(id) : null;
}
