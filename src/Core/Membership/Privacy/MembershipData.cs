using Core.Membership.Profiles;
using Core.Membership.Roles;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>A person's account, roles, profile and consents, as <c>/dataku</c> tells and <c>/hapus</c> erases them.</summary>
internal sealed class MembershipData(UnitCatalog units, NipVault vault, SecretKey secret, EraseWaiting waiting) : PersonalData
{
    private const int AddressShown = 6;

    public override string Name => "account";

    public override int Order => 10;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words)
    {
        var lines = new List<string>();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == who.Id);
        lines.Add(AccountLine(words, person, await AddressesOf(db, person)));
        foreach (var m in await db.Memberships.AsNoTracking().Where(m => m.PersonId == who.Id).OrderBy(m => m.Id).ToListAsync())
            lines.Add(words["data.role", words[$"role.{m.Role}"], m.UnitId is { } id ? units.Find(id)?.Label
                : words["invite.whole-instansi"], Day(words, m.Since), m.Until is { } until ? Day(words, until) : words["data.now"]]);
        if (await db.Profiles.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == who.Id) is { } profile)
            lines.Add(words["data.profile", profile.Name, profile.Nip is { } nip ? vault.Open(nip, who.Id).Digits : words["data.no-nip"],
                ReminderHours.Text(profile.Hour)]);
        foreach (var c in await db.Consents.AsNoTracking().Where(c => c.PersonId == who.Id).ToListAsync())
            lines.Add(c.WithdrawnAt is { } end ? words["data.consent-withdrawn", c.Version, Day(words, c.At), Day(words, end)]
                : words["data.consent", c.Version, Day(words, c.At)]);
        foreach (var r in await db.PrivacyRequests.AsNoTracking().Where(r => r.PersonId == who.Id).OrderBy(r => r.Id).ToListAsync())
            lines.Add(words["data.request", r.Id, words[$"request.kind.{r.Kind}"], Day(words, r.At), r.Text, r.Answer
                ?? words["breach.not-yet"]]);
        return lines;
    }

    public override async Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open)
    {
        var lines = new List<string> { words["forget.goes.account"] };
        if (await db.Memberships.AnyAsync(m => m.PersonId == who.Id)) lines.Add(words["forget.goes.roles"]);
        if (await db.Profiles.AnyAsync(p => p.PersonId == who.Id)) lines.Add(words["forget.goes.profile"]);
        if (await db.PrivacyRequests.AnyAsync(r => r.PersonId == who.Id)) lines.Add(words["forget.goes.requests"]);
        if (await db.Invitations.AnyAsync(i => i.MadeBy == who.Id && i.RevokedAt == null)) lines.Add(words["forget.goes.invitations"]);
        return lines;
    }

    /// <summary>
    /// Acts of an office are records of it (UU 43/2009 on archives); they name the person by a number that leads nowhere any more.
    /// </summary>
    public override async Task<IReadOnlyList<string>> Stays(AppDb db, Caller who, Wording words, OpenMatters open) =>
        await db.Memberships.AnyAsync(m => m.PersonId == who.Id) ? [words["forget.stays.acts"]] : [];

    /// <summary>
    /// The row of the person stays as an empty number, since records of acts point at it; its address becomes one of nobody.
    /// </summary>
    public override async Task Erase(Erasure erasure)
    {
        var (db, who) = (erasure.Db, erasure.Who);
        await GiveRole.End(db, who.Id, erasure.Now);
        await db.SaveChangesAsync();
        await db.Profiles.Where(p => p.PersonId == who.Id).ExecuteDeleteAsync();
        await db.PrivacyRequests.Where(r => r.PersonId == who.Id).ExecuteDeleteAsync();
        await db.PendingRoles.Where(p => p.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Consents.Where(c => c.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Conversations.Where(c => c.PersonId == who.Id).ExecuteDeleteAsync();
        await db.ShownMenus.Where(m => m.PersonId == who.Id).ExecuteDeleteAsync();
        await EraseMessages(erasure);
        await db.Sql.Run("update people set address = @p0, language = 'id', first_seen = @p1, unreachable_since = @p1 where id = @p2",
            "erased-" + secret.Hash("erased", $"{who.Id}"), erasure.Now.ToUnixTimeMilliseconds(), who.Id);
    }

    /// <summary>What came from the person, what goes to them, and what either way waits for somebody to look into it.</summary>
    private async Task EraseMessages(Erasure erasure)
    {
        var (db, who, thisOne) = (erasure.Db, erasure.Who, erasure.Message);
        await db.OtherAddresses.Where(a => a.Channel == who.Channel && a.Main == who.Address).ExecuteDeleteAsync();
        await waiting.Of(erasure.Write, new ChatKey(who.Channel, who.Address));
        var (quoted, prefix) = ($"\"{who.Address}\"", who.Address + ':');
        await db.Inbox.Where(m => m.Channel == who.Channel && m.ExternalId != thisOne
            && (m.ExternalId.StartsWith(prefix) || (m.Body != null && m.Body.Contains(quoted))))
            .ExecuteDeleteAsync();
    }

    /// <summary>A channel whose addresses tell nobody anything has words of its own, which name no more than their beginning.</summary>
    private string AccountLine(Wording words, Person person, string addresses)
    {
        var (own, name) = ($"data.account-{person.Channel}", $"meja.origin.{person.Channel}");
        return words[words.Has(own) ? own : "data.account", words.Has(name) ? words[name] : person.Channel, addresses,
            words["language.name"], Day(words, person.FirstSeen), addresses[..Math.Min(addresses.Length, AddressShown)]];
    }

    private static async Task<string> AddressesOf(AppDb db, Person person)
    {
        var others = await db.OtherAddresses.Where(a => a.Channel == person.Channel && a.Main == person.Address).Select(a => a.Address)
            .OrderBy(a => a).ToListAsync();
        return string.Join(", ", others.Prepend(person.Address));
    }

    private string Day(Wording words, DateTimeOffset at) => words.Date(Core.Calendar.LocalTime.Day(at, units.ZoneOf(null)));
}
