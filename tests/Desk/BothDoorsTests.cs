using System.Globalization;
using System.Net;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Handling;
using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Desk;

/// <summary>
/// Every action by every role on every state, by both doors: what the table of rights allows is done (or asked further), and what it does
/// not allow changes nothing. The table itself is held against one written by hand in <see cref="Complaints.RightsTests"/>.
/// </summary>
public sealed class BothDoorsTests
{
    private const string Unit = "DINSOS";
    private const string Story = "Antrean di loket panjang sekali sejak pagi";
    private const string Reads = "lihat";

    /// <summary>Who they are, by their address.</summary>
    private static readonly (string Name, string Address, (Role Role, string? Unit)[] Roles)[] People =
    [
        ("citizen", "100", []),
        ("civil servant of the unit", "101", [(Role.Asn, Unit)]),
        ("officer", "102", [(Role.Officer, Unit)]),
        ("holder", "103", [(Role.Officer, Unit)]),
        ("officer of another unit", "104", [(Role.Officer, "DISDUK")]),
        ("head", "105", [(Role.Head, Unit)]),
        ("triage", "106", [(Role.Triage, null)]),
        ("triage of the unit", "107", [(Role.Triage, null), (Role.Asn, Unit)]),
        ("inspectorate", "108", [(Role.Inspectorate, null)]),
        ("inspectorate that holds it", "109", [(Role.Inspectorate, null)]),
        ("inspectorate of the unit", "110", [(Role.Inspectorate, null), (Role.Asn, Unit)]),
        ("head of the instansi", "111", [(Role.InstansiHead, null)]),
        ("administrator of the unit", "112", [(Role.UnitAdministrator, Unit)]),
        ("administrator of the instansi", "113", [(Role.InstansiAdministrator, null)]),
        ("head of the unit above", "115", [(Role.Head, "DINAS")]),
        ("administrator of the unit above", "116", [(Role.UnitAdministrator, "DINAS")]),
        ("officer of the unit above", "117", [(Role.Officer, "DINAS")]),
        ("triage of the unit above", "118", [(Role.Triage, null), (Role.Asn, "DINAS")]),
        ("inspectorate of the unit above", "119", [(Role.Inspectorate, null), (Role.Asn, "DINAS")]),
        ("complainant with every role", "114", [(Role.Officer, Unit), (Role.Head, Unit), (Role.Triage, null), (Role.Inspectorate, null)]),
    ];

    private static readonly string[] Steps = [.. StepsOpen.Acts.Where(a => a.Value != Act.View).Select(a => a.Key).Prepend(Reads)];

    /// <summary>A kind of complaint beside its state.</summary>
    private sealed record Sort(ComplaintClass Class, bool Raised = false, bool Spam = false, bool OfInspectorate = false,
        bool Counter = false)
    {
        public static IEnumerable<(Sort, ComplaintState)> All()
        {
            foreach (var state in Enum.GetValues<ComplaintState>())
            {
                yield return (new(ComplaintClass.Ordinary), state);
                yield return (new(ComplaintClass.Supervisory), state);
                if (state is ComplaintState.Resolved or ComplaintState.Closed)
                    foreach (var sort in new[] { ComplaintClass.Ordinary, ComplaintClass.Supervisory })
                        yield return (new(sort, Counter: true), state);
                if (state is not (ComplaintState.Submitted or ComplaintState.InProgress)) continue;
                yield return (new(ComplaintClass.Ordinary, Raised: true), state);
                yield return (new(ComplaintClass.Ordinary, Spam: true), state);
                yield return (new(ComplaintClass.Supervisory, OfInspectorate: true), state);
            }
        }
    }

    [Slow, Fact]
    [TakesMinutes]
    [Trait("Database", "any")]
    public async Task Both_doors_allow_what_the_table_of_rights_allows_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("lapor-").FullName;
        var lapor = Tests.Support.LaporServer.Settings(folder, "http://127.0.0.1:9"); // nothing is called: jobs do that
        await using var town = await DeskTown.Start([.. lapor.Select(s => (s.Key, s.Value!))]);
        await town.Host.Unit("DINAS", "Dinas di atasnya");
        await Branch.Put(town.Host.Get<IServiceProvider>(), "DINAS", Unit);
        var people = await Join(town);
        var wrong = new List<string>();
        var allowed = 0;
        foreach (var (sort, state) in Sort.All())
        {
            var cases = await Cases(town, people, sort, state);
            allowed += cases.Count(c => c.Allowed && c.Step != Reads);
            var byPage = await Task.WhenAll(people.Select(p => ByPages(town, cases.Where(c => c.Person == p))));
            wrong.AddRange(byPage.SelectMany(w => w));
            foreach (var step in cases.GroupBy(c => c.Step)) wrong.AddRange(await ByChat(town, [.. step]));
        }

        wrong.ShouldBeEmpty();
        allowed.ShouldBeGreaterThan(150); // so that a table that forbids everything is no success
    }

    private sealed record Person(string Name, string Address, Caller Who, DeskBrowser Browser, string? Token);

    /// <summary>One cell: what is allowed has a complaint for each door, what is not shares one that must stay as it is.</summary>
    private sealed record Case(Person Person, Sort Sort, ComplaintState State, string Step, bool Allowed, string Page, string Chat)
    {
        /// <summary>That somebody takes what they hold already: it is allowed and changes nothing.</summary>
        public bool Idle { get; init; }

        public override string ToString() => $"{Person.Name} {Step} {State} {Sort} allowed: {Allowed}";
    }

    private static async Task<List<Person>> Join(DeskTown town)
    {
        var ids = new List<(string Name, string Address, long Id, bool Enters)>();
        foreach (var (name, address, roles) in People)
        {
            var id = await town.Official(address, null);
            foreach (var (role, unit) in roles) await town.Official(address, role, unit);
            ids.Add((name, address, id, roles.Any(r => r.Role != Role.Asn)));
        }

        var all = new List<Person>();
        await using var db = await town.Host.Open();
        await db.Database.OpenConnectionAsync();
        foreach (var (name, address, id, enters) in ids)
        {
            var browser = await town.Enter(id);
            var token = enters ? (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value") : null;
            all.Add(new Person(name, address, await Session.CallerOf(db, "telegram", address, "id"), browser, token));
        }

        return all;
    }

    private static async Task<List<Case>> Cases(DeskTown town, List<Person> people, Sort sort, ComplaintState state)
    {
        var shared = await File(town, people, sort, state);
        var stored = await town.Stored(shared);
        var cases = new List<Case>();
        foreach (var person in people)
            foreach (var step in Steps)
            {
                var allowed = IsAllowed(person.Who, step, stored);
                var own = allowed && step != Reads;
                cases.Add(new Case(person, sort, state, step, allowed, own ? await File(town, people, sort, state) : shared,
                    own ? await File(town, people, sort, state) : shared)
                {
                    Idle = allowed && step == "ambil" && stored.HolderId == person.Who.Id,
                });
            }

        return cases;
    }

    /// <summary>
    /// What the table says: somebody who reads it and may do it, or who may take it on and so do a holder's step at once. Nothing waits to
    /// be taken back here, so nobody takes anything back.
    /// </summary>
    private static bool IsAllowed(Caller who, string step, Complaint complaint)
    {
        if (complaint.ComplainantId == who.Id || !ComplaintRights.May(who, Act.View, complaint)) return false;
        if (step == Reads) return true;
        var act = StepsOpen.Acts[step];
        if (act == Act.TakeBack) return false;
        if (ComplaintRights.May(who, act, complaint)) return true;
        return act is Act.Resolve or Act.Ask or Act.Progress or Act.Dismiss && ComplaintRights.May(who, Act.Take, complaint)
            && complaint.State is ComplaintState.Forwarded or ComplaintState.InProgress or ComplaintState.Reopened;
    }

    private static Task<string> File(DeskTown town, List<Person> people, Sort sort, ComplaintState state)
    {
        long Id(string address) => people.Single(p => p.Address == address).Who.Id;
        var holder = sort.Class == ComplaintClass.Supervisory ? sort.OfInspectorate ? Id("111") : Id("109") : Id("103");
        return town.Complaint($"{Story}.", Unit, sort.Class, Id("114"), "Siti", complaint =>
        {
            if (state is not (ComplaintState.Submitted or ComplaintState.Returned or ComplaintState.Forwarded))
                complaint.Take(holder, town.Host.Time.GetUtcNow(), town.Host.Get<ComplaintClock>());
            (string, object?)[] set = [("State", state), ("Raised", sort.Raised), ("OfInspectorate", sort.OfInspectorate),
                ("SpamById", sort.Spam ? Id("100") : null)];
            if (sort.Counter) complaint.CutPerson();
            foreach (var (name, value) in set) typeof(Complaint).GetProperty(name)!.SetValue(complaint, value);
        });
    }

    private static async Task<List<string>> ByPages(DeskTown town, IEnumerable<Case> cases)
    {
        var wrong = new List<string>();
        foreach (var one in cases)
            if (await ByPage(town, one) is { } how) wrong.Add($"page: {one}: {how}");
        return wrong;
    }

    /// <summary>Posts the step with everything that it can ask for; what is wrong with the outcome, or null.</summary>
    private static async Task<string?> ByPage(DeskTown town, Case one)
    {
        if (one.Step == Reads)
        {
            using var page = await one.Person.Browser.Get($"/meja/k/{one.Page}");
            var read = await page.Content.ReadAsStringAsync();
            var shown = page.StatusCode == HttpStatusCode.OK && read.Contains(Story, StringComparison.Ordinal);
            return shown == one.Allowed ? null : $"{page.StatusCode}";
        }

        var before = await town.Stored(one.Page);
        using var answer = await one.Person.Browser.Post($"/meja/k/{one.Page}/{one.Step}", ("t", one.Person.Token ?? "x"),
            ("versi", before.Version.ToString(CultureInfo.InvariantCulture)), ("kata", "Kata-kata yang cukup panjang."),
            ("jenis", "Aspiration"), ("yakin", "1"), ("petugas", "0"), ("alasan", "NotWanted"), ("alih", "1"),
            ("unit", one.Step == "teruskan" ? "?" : ""), ("do", "ya"));
        var after = await town.Stored(one.Page);
        var done = answer.StatusCode == HttpStatusCode.Redirect;
        if (done != one.Allowed || (done && !one.Idle) != (after.Version != before.Version))
            return $"{answer.StatusCode}, {before.Version} to {after.Version}";
        if (!done) return after.State == before.State && after.HolderId == before.HolderId ? null : "changed";
        var act = StepsOpen.Acts[one.Step];
        var leads = ComplaintRules.All.Any(r => r.Act == act && (r.To.Count == 0 || r.To.Contains(after.State)));
        return leads ? null : $"led to {after.State}";
    }

    /// <summary>All say the same step at once; for whoever may it goes on or is done, and nobody else changes or starts anything.</summary>
    private static async Task<List<string>> ByChat(DeskTown town, List<Case> cases)
    {
        var before = await Versions(town, cases);
        var last = await LastSent(town);
        await Say(town, cases, c => c.Step == Reads ? $"/tugas {c.Chat}" : $"/tugas {c.Chat} {c.Step}");
        var (after, asked, heard) = (await Versions(town, cases), await Asked(town), await Heard(town, last));
        var wrong = new List<string>();
        foreach (var one in cases)
        {
            var changed = after[one.Chat] != before[one.Chat];
            var did = one.Step == Reads ? heard.Contains(one.Person.Address) : changed || asked.Contains(one.Person.Who.Id) || one.Idle;
            if (did != one.Allowed || (changed && !one.Allowed)) wrong.Add($"chat: {one}, changed: {changed}");
        }

        var open = cases.Where(c => asked.Contains(c.Person.Who.Id)).ToList();
        if (open.Count > 0) await Say(town, open, _ => "/batal");
        return wrong;
    }

    private static Task Say(DeskTown town, List<Case> cases, Func<Case, string> text) => town.Host.Get<ReceiveMessages>().Receive(
        [.. cases.Select(c => new Inbound
        {
            Channel = "telegram",
            ExternalId = Guid.NewGuid().ToString("N"),
            Address = c.Person.Address,
            Sender = c.Person.Address,
            Text = text(c),
        })]);

    private static async Task<Dictionary<string, int>> Versions(DeskTown town, List<Case> cases)
    {
        var codes = cases.Select(c => c.Chat.Replace("-", "", StringComparison.Ordinal)).Distinct().ToList();
        await using var db = await town.Host.Open();
        return await db.Complaints.AsNoTracking().Where(c => codes.Contains(c.Code))
            .ToDictionaryAsync(c => ComplaintText.Code(c), c => c.Version);
    }

    /// <summary>Who is in the middle of a step.</summary>
    private static async Task<HashSet<long>> Asked(DeskTown town)
    {
        await using var db = await town.Host.Open();
        var all = await db.Conversations.AsNoTracking().Select(c => new { c.PersonId, c.State }).ToListAsync();
        return [.. all.Where(c => ConversationState.Read(c.State).Open?.Name == "work-on-complaint").Select(c => c.PersonId)];
    }

    private static async Task<long> LastSent(DeskTown town)
    {
        await using var db = await town.Host.Open();
        return await db.Outbox.OrderByDescending(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync();
    }

    /// <summary>To whom the story was shown since then.</summary>
    private static async Task<HashSet<string>> Heard(DeskTown town, long after)
    {
        await using var db = await town.Host.Open();
        var all = await db.Outbox.AsNoTracking().Where(m => m.Id > after).Select(m => new { m.Address, m.Body }).ToListAsync();
        return [.. all.Where(m => m.Body.Contains(Story, StringComparison.Ordinal)).Select(m => m.Address)];
    }
}
