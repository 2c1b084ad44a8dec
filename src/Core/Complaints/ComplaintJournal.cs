using Core.Dialogs;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>
/// Where a change to a complaint is written down and told: the history line and the messages, in the transaction of the
/// change. Complainant and officials reach each other only through here, and neither learns the other's account.
/// </summary>
internal sealed class ComplaintJournal(AppDb db, Func<Outgoing, ValueTask> send, DateTimeOffset now, Relation by, long? official)
{
    private readonly Dictionary<(Role Role, int? Unit), List<Reader>> _inRole = [];
    private readonly Dictionary<int, HashSet<long>> _workers = [];

    public AppDb Db => db;

    public DateTimeOffset Now => now;

    /// <summary>The desk of somebody who talks with us; call it after the last question.</summary>
    public static ComplaintJournal Of(DialogContext context, Relation by) =>
        new(context.Change(), context.Tell, context.Now, by, by == Relation.Complainant ? null : context.Who.Id);

    /// <summary>Adds a line to the history.</summary>
    public void Record(Complaint complaint, Act act, ComplaintState from, string? words = null, int? unitFrom = null,
        string? occasion = null) => db.Add(new ComplaintEvent
        {
            ComplaintId = complaint.Id,
            At = now,
            Act = act,
            By = ActsAs(act, from),
            OfficialId = official,
            From = from,
            To = complaint.State,
            UnitFrom = unitFrom ?? complaint.UnitId,
            UnitTo = complaint.UnitId,
            Class = complaint.Class,
            Words = words,
            Occasion = occasion,
        });

    /// <summary>Tells the citizen something, in the language that is theirs when it goes out.</summary>
    public async ValueTask TellCitizen(Complaint complaint, LocalizedText text, params Button[] buttons)
    {
        if (complaint.ComplainantId is not { } id) return;
        var person = await db.People.AsNoTracking().Where(p => p.Id == id)
            .Select(p => new Reader(p.Id, p.Channel, p.Address, false)).FirstOrDefaultAsync();
        if (person is not null) await Tell(person, text, buttons);
    }

    /// <summary>Tells those who must act now: code, kind and date, and the way to it.</summary>
    public async ValueTask TellResponsible(Complaint complaint, string key, ComplaintText text) =>
        await Tell(await Responsible(complaint), complaint, key, text);

    public async ValueTask Tell(IEnumerable<Reader> readers, Complaint complaint, string key, ComplaintText text)
    {
        foreach (var reader in readers.Where(r => r.Id != official))
        {
            var notice = Notice(complaint, key, text);
            await Tell(
                reader,
                reader.Missing ? LocalizedText.Joined("\n", notice, "complaint.office.nobody") : notice,
                reader.Oversees
                    ? Button.Of("menu.terlambat", "/terlambat")
                    : Button.Of("complaint.open", $"/tugas {ComplaintText.Code(complaint)}"));
        }
    }

    /// <summary>Code, sort, who handles it, and the due date: all that a notice ever says.</summary>
    public static LocalizedText Notice(Complaint complaint, string key, ComplaintText text) =>
        LocalizedText.Of(
            key, ComplaintText.Code(complaint), ComplaintText.Sort(complaint), text.Handler(complaint), ComplaintText.Due(complaint));

    public ValueTask Tell(Reader reader, LocalizedText text, params Button[] buttons)
    {
        var message = new OutgoingMessage { Address = reader.Address, Says = text, Rows = [.. buttons.Select(b => new[] { b })] };
        return send(new Outgoing(reader.Channel, message));
    }

    /// <summary>Those who must act: where nobody has the role, the next one above, so that nothing lies between two offices.</summary>
    public async Task<List<Reader>> Responsible(Complaint complaint)
    {
        if (complaint.State == ComplaintState.Submitted)
            return await FirstOf(complaint, (Role.Triage, null), (Role.InstansiAdministrator, null));
        if (complaint.Class == ComplaintClass.Supervisory)
            return await FirstOf(complaint, (Role.Inspectorate, null), (Role.InstansiAdministrator, null));
        var unit = complaint.UnitId;
        if (complaint.State == ComplaintState.Reopened)
            return await FirstOf(complaint, (Role.Head, unit), (Role.UnitAdministrator, unit), (Role.InstansiAdministrator, null));
        var officers = await FirstOf(complaint, (Role.Officer, unit), (Role.Head, unit), (Role.UnitAdministrator, unit),
            (Role.InstansiAdministrator, null));
        var holder = complaint.HolderId is null ? [] : (await InRole(complaint, Role.Officer, unit))
            .Concat(await InRole(complaint, Role.Head, unit))
            .Where(p => p.Id == complaint.HolderId).Take(1).ToList();
        return holder.Count > 0 ? holder : officers;
    }

    /// <summary>The head of the complaint's unit; nobody for the inspectorate's complaints, whose accused that may be.</summary>
    public async Task<List<Reader>> Heads(Complaint complaint) =>
        complaint.Class == ComplaintClass.Supervisory ? [] : await InRole(complaint, Role.Head, complaint.UnitId);

    public Task<List<Reader>> Administrators(Complaint complaint) => InRole(complaint, Role.InstansiAdministrator, null);

    private async Task<List<Reader>> FirstOf(Complaint complaint, params (Role Role, int? Unit)[] roles)
    {
        foreach (var (role, unit) in roles)
            if (await InRole(complaint, role, unit) is { Count: > 0 } found) return found.ConvertAll(r => r with { Missing = r.Oversees });
        return [];
    }

    /// <summary>
    /// People in a role, without the complainant, and without the accused unit's where triage or the inspectorate handles it.
    /// </summary>
    private async Task<List<Reader>> InRole(Complaint complaint, Role role, int? unit)
    {
        var apart = complaint.Class == ComplaintClass.Supervisory || role == Role.Triage;
        var accused = apart && complaint.UnitId is { } about ? await WorkersOf(about) : [];
        return [.. (await InRole(role, unit)).Where(r => r.Id != complaint.ComplainantId && !accused.Contains(r.Id))];
    }

    /// <summary>Read once for all complaints of this desk.</summary>
    private async Task<List<Reader>> InRole(Role role, int? unit)
    {
        if (_inRole.TryGetValue((role, unit), out var known)) return known;
        return _inRole[(role, unit)] = await db.Memberships.AsNoTracking()
            .Where(m => m.Until == null && m.Role == role && (unit == null || m.UnitId == unit))
            .Join(db.People, m => m.PersonId, p => p.Id,
            (m, p) => new Reader(p.Id, p.Channel, p.Address, role == Role.UnitAdministrator || role == Role.InstansiAdministrator))
            .Distinct().ToListAsync();
    }

    private async Task<HashSet<long>> WorkersOf(int unit)
    {
        if (_workers.TryGetValue(unit, out var known)) return known;
        return _workers[unit] = [.. await db.Memberships.AsNoTracking().Where(m => m.UnitId == unit && m.Until == null)
            .Select(m => m.PersonId).ToListAsync()];
    }

    /// <summary>As what somebody does this: of several roles the one that the table lets do it.</summary>
    private Relation ActsAs(Act act, ComplaintState from)
    {
        Relation[] order = [Relation.System, Relation.Complainant, Relation.Inspector, Relation.Officer, Relation.Head, Relation.Triage];
        var held = order.Where(role => (by & role) != 0).ToList();
        return held.Find(role => ComplaintRules.Allow(act, from, role)) is var fits and not Relation.Stranger ? fits
            : held.FirstOrDefault(by);
    }
}

/// <summary>
/// Somebody who is told something; <c>Oversees</c> for administrators, <c>Missing</c> where they are told because nobody has the role.
/// </summary>
internal sealed record Reader(long Id, string Channel, string Address, bool Oversees)
{
    public bool Missing { get; init; }
}
