using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership;

/// <summary>A person's account, roles, profile and consents, as <c>/dataku</c> tells and <c>/hapus</c> erases them.</summary>
internal sealed class MembershipData(UnitCatalog units, NipVault vault, SecretKey secret, ChannelCatalog channels, TimeProvider time)
    : PersonalData
{
    public override int Order => 10;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words)
    {
        var lines = new List<string>();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == who.Id);
        lines.Add(words["data.account", person.Channel, person.Address, words["language.name"], Day(words, person.FirstSeen)]);
        foreach (var m in await db.Memberships.AsNoTracking().Where(m => m.PersonId == who.Id).OrderBy(m => m.Id).ToListAsync())
            lines.Add(words["data.role", words[$"role.{m.Role}"], m.UnitId is { } id ? units.Find(id)?.Label : words["invite.whole-instansi"], Day(words, m.Since), m.Until is { } until ? Day(words, until) : words["data.now"]]);
        if (await db.Profiles.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == who.Id) is { } profile)
            lines.Add(words["data.profile", profile.Name, profile.Nip is { } nip ? vault.Open(nip, who.Id).Digits : words["data.no-nip"], ReminderHours.Text(profile.Hour)]);
        foreach (var c in await db.Consents.AsNoTracking().Where(c => c.PersonId == who.Id).ToListAsync())
            lines.Add(c.WithdrawnAt is { } end ? words["data.consent-withdrawn", c.Version, Day(words, c.At), Day(words, end)] : words["data.consent", c.Version, Day(words, c.At)]);
        return lines;
    }

    /// <summary>The row of the person stays as an empty number, since records of acts point at it; its address becomes one of nobody.</summary>
    public override async Task Erase(AppDb db, Caller who)
    {
        await GiveRole.End(db, who.Id, time.GetUtcNow());
        await db.SaveChangesAsync();
        await db.Profiles.Where(p => p.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Consents.Where(c => c.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Conversations.Where(c => c.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Outbox.Where(m => m.Channel == who.Channel && m.Address == who.Address).ExecuteDeleteAsync();
        if (channels.Of(who.Channel).KeepsTalk) await db.Set<WebMessage>().Where(m => m.Address == who.Address).ExecuteDeleteAsync();
        var quoted = $"%\"{who.Address}\"%";
        await db.Inbox.Where(m => m.Channel == who.Channel && m.Body != null && EF.Functions.Like(m.Body, quoted))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Body, (string?)null));
        var nobody = "erased-" + secret.Hash("erased", $"{who.Id}");
        await db.Sql.Run("update people set address = @p0, unreachable_since = @p1 where id = @p2", nobody, time.GetUtcNow().ToUnixTimeMilliseconds(), who.Id);
    }

    private string Day(Wording words, DateTimeOffset at) => words.Date(Core.Calendar.LocalTime.Day(at, units.ZoneOf(null)));
}
