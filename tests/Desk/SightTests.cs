using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.People;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>What lists show is what the table of rights says, for every role, state and class.</summary>
public sealed class SightTests
{
    private static readonly (string Name, Func<int, int, HeldRole[]> Roles, bool Alone)[] People =
    [
        ("nobody", (_, _) => [], false),
        ("officer", (unit, _) => [new(Role.Officer, unit)], false),
        ("officer of another unit", (_, other) => [new(Role.Officer, other)], false),
        ("head", (unit, _) => [new(Role.Head, unit)], false),
        ("triage", (_, _) => [new(Role.Triage, null)], false),
        ("triage of the unit", (unit, _) => [new(Role.Triage, null), new(Role.Asn, unit)], false),
        ("inspectorate", (_, _) => [new(Role.Inspectorate, null)], false),
        ("inspectorate of the unit", (unit, _) => [new(Role.Inspectorate, null), new(Role.Asn, unit)], false),
        ("head of the instansi", (_, _) => [new(Role.InstansiHead, null)], false),
        ("unit administrator", (unit, _) => [new(Role.UnitAdministrator, unit)], false),
        ("instansi administrator", (_, _) => [new(Role.InstansiAdministrator, null)], false),
        ("instansi administrator of the unit", (unit, _) => [new(Role.InstansiAdministrator, null), new(Role.Officer, unit)], false),
        ("triage and instansi administrator of the unit", (unit, _) => [new(Role.InstansiAdministrator, null), new(Role.Triage, null),
            new(Role.Head, unit)], false),
        ("alone", (unit, _) => [new(Role.InstansiAdministrator, null), new(Role.Triage, null), new(Role.Officer, unit)], true),
        ("everything", (unit, other) => [new(Role.Triage, null), new(Role.Inspectorate, null), new(Role.InstansiHead, null),
            new(Role.Head, other)], false),
    ];

    /// <summary>The same with what they have in a unit above the complaints'.</summary>
    private static readonly (string Name, Role[] Above, Role[] All)[] Uppers =
    [
        ("head above", [Role.Head], []), ("officer above", [Role.Officer], []), ("administrator above", [Role.UnitAdministrator], []),
        ("triage above", [Role.Asn], [Role.Triage]), ("inspectorate above", [Role.Asn], [Role.Inspectorate]),
        ("instansi administrator above", [Role.Officer], [Role.InstansiAdministrator]),
        ("head above with triage and inspectorate", [Role.Head], [Role.Triage, Role.Inspectorate]),
    ];

    [Fact]
    public async Task Lists_and_pages_show_what_the_table_of_rights_says()
    {
        await using var town = await DeskTown.Start();
        var me = await town.Official("900", null);
        foreach (var state in Enum.GetValues<ComplaintState>())
            foreach (var kind in Enum.GetValues<ComplaintClass>().Cast<ComplaintClass?>().Append(null))
                foreach (var of in new[] { false, true })
                {
                    await town.Complaint("Antrean di loket sangat panjang.", kind: null, by: of ? me : null,
                        then: c => Set(c, state, kind, false, false));
                    await town.Complaint("Antrean di loket sangat panjang.", kind: null, then: c => Set(c, state, kind, of, !of));
                }

        var (now, clock) = (town.Host.Time.GetUtcNow(), town.Host.Get<Core.Complaints.Deadlines.ComplaintClock>());
        await town.Complaint("Petugas meminta uang.", kind: null, then: c => c.Dismiss(Act.Dismiss, EndReason.NotOurs, null, now, clock));
        await using var db = await town.Host.Open();
        var all = await db.Complaints.AsNoTracking().ToListAsync();
        var late = town.Host.Time.GetUtcNow().AddYears(1);
        var (unit, other) = (Id(town, "DINSOS"), Id(town, "DISDUK"));
        var callers = People.Select(p => (p.Name, Who: new Caller(me, "telegram", "900", "id", p.Roles(unit, other)) { Alone = p.Alone }))
            .Concat(Uppers.Select(u => (u.Name, Who: new Caller(me, "telegram", "900", "id",
                [.. u.Above.Select(r => new HeldRole(r, other)), .. u.All.Select(r => new HeldRole(r, null))])
            { Below = [.. u.Above.Select(r => new HeldRole(r, unit))] })));
        foreach (var (name, who) in callers)
        {
            (await db.Complaints.Where(DeskSight.Reads(who)).Select(c => c.Id).ToListAsync()).Order()
                .ShouldBe(all.Where(c => StepsOpen.Sees(who, c)).Select(c => c.Id).Order(), $"{name} reads");
            (await db.Complaints.Where(DeskSight.Lists(who)).Select(c => c.Id).ToListAsync()).Order()
                .ShouldBe(all.Where(c => c.ComplainantId != me && ComplaintRights.May(who, Act.List, c))
                    .Select(c => c.Id).Order(), $"{name} lists");
            (await TaskQuery.Late(db, who, late).Select(c => c.Id).ToListAsync()).Order()
                .ShouldBe(all.Where(c => c.ComplainantId != me && c.IsLate(late) && ComplaintRights.May(who, Act.List, c))
                    .Select(c => c.Id).Order(), $"{name} hears of as late");
            var done = await TaskQuery.Done(db, who).Select(c => c.Id).ToListAsync();
            all.Where(c => done.Contains(c.Id) && !StepsOpen.Sees(who, c)).ShouldBeEmpty($"{name} has among what is done");
            var open = await TaskQuery.Open(db, who).Select(c => c.Id).ToListAsync();
            all.Where(c => open.Contains(c.Id) && !StepsOpen.Sees(who, c)).ShouldBeEmpty($"{name} has among their tasks");
        }
    }

    private static int Id(DeskTown town, string code) => town.Host.Get<Core.Units.UnitCatalog>().Find(code)!.Id;

    private static void Set(Complaint complaint, ComplaintState state, ComplaintClass? kind, bool raised, bool ofInspectorate)
    {
        (string, object?)[] all = [("State", state), ("Class", kind), ("Raised", raised), ("OfInspectorate", ofInspectorate)];
        foreach (var (name, value) in all)
            typeof(Complaint).GetProperty(name)!.SetValue(complaint, value);
    }
}
