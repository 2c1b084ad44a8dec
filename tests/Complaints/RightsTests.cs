using Core.Complaints;
using Core.Dialogs.Conversations;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>Every act by everybody on every state and class, against a table written by hand: a new right is a diff here.</summary>
public sealed class RightsTests
{
    private const int Unit = 1;
    private const int Other = 2;
    private const long Citizen = 5;
    private const long HolderId = 7;

    private static readonly Dictionary<string, Caller> People = new()
    {
        ["stranger"] = Who(1),
        ["complainant"] = Who(Citizen),
        ["complainant who is an officer"] = Who(Citizen, new HeldRole(Role.Officer, Unit), new HeldRole(Role.Triage, null),
            new HeldRole(Role.Inspectorate, null)),
        ["triage"] = Who(2, new HeldRole(Role.Triage, null)),
        ["triage from the accused unit"] = Who(15, new HeldRole(Role.Triage, null), new HeldRole(Role.Asn, Unit)),
        ["triage and administrator from the accused unit"] = Who(17, new HeldRole(Role.Triage, null),
            new HeldRole(Role.InstansiAdministrator, null), new HeldRole(Role.Officer, Unit)),
        ["triage from another unit"] = Who(16, new HeldRole(Role.Triage, null), new HeldRole(Role.Asn, Other)),
        ["officer"] = Who(3, new HeldRole(Role.Officer, Unit)),
        ["holder"] = Who(HolderId, new HeldRole(Role.Officer, Unit)),
        ["removed officer who held it"] = Who(HolderId),
        ["holder moved to another unit"] = Who(HolderId, new HeldRole(Role.Officer, Other)),
        ["officer of another unit"] = Who(4, new HeldRole(Role.Officer, Other)),
        ["head"] = Who(6, new HeldRole(Role.Head, Unit)),
        ["head of another unit"] = Who(8, new HeldRole(Role.Head, Other)),
        ["inspectorate"] = Who(9, new HeldRole(Role.Inspectorate, null)),
        ["inspectorate who held it"] = Who(HolderId, new HeldRole(Role.Inspectorate, null)),
        ["inspectorate from the accused unit"] = Who(10, new HeldRole(Role.Inspectorate, null), new HeldRole(Role.Asn, Unit)),
        ["administrator of the unit"] = Who(11, new HeldRole(Role.UnitAdministrator, Unit)),
        ["administrator of another unit"] = Who(12, new HeldRole(Role.UnitAdministrator, Other)),
        ["administrator of the instansi"] = Who(13, new HeldRole(Role.InstansiAdministrator, null)),
        ["civil servant of the unit"] = Who(14, new HeldRole(Role.Asn, Unit)),
        ["head of the unit above"] = Above(18, Role.Head),
        ["officer of the unit above"] = Above(19, Role.Officer),
        ["administrator of the unit above"] = Above(20, Role.UnitAdministrator),
        ["triage from the unit above"] = Above(21, Role.Asn, new HeldRole(Role.Triage, null)),
        ["inspectorate from the unit above"] = Above(22, Role.Asn, new HeldRole(Role.Inspectorate, null)),
        ["administrator of the instansi from the unit above"] = Above(23, Role.Asn, new HeldRole(Role.InstansiAdministrator, null)),
        ["former holder who heads the unit above"] = Above(HolderId, Role.Head),
    };

    /// <summary>What each may do with a usual complaint, by state; what is not here is forbidden.</summary>
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["triage"] =
            "Submitted: View List Verify Return Dismiss SuspectSpam SendUp Note; Returned: View List Note; Forwarded: List; InProgress: List; Waiting: List; Reopened: List; Resolved: List",
        ["officer"] =
            "Forwarded: View List Take PassOn Decline SendUp Note; "
            + "InProgress: View List Take PassOn SendUp Note; "
            + "Waiting: View List Take SendUp Note; Reopened: View List SendUp Note; Resolved: View List Note; Closed: View Note",
        ["inspector"] =
            "Forwarded: View List Take PassOn SendUp Note; InProgress: View List Take PassOn SendUp Note; "
            + "Waiting: View List Take SendUp Note; Reopened: View List SendUp Note; Resolved: View List Note; Closed: View Note",
        ["head"] =
            "Forwarded: View List Take PassOn Decline Assign SendUp Note; "
            + "InProgress: View List Take PassOn Assign SendUp Note; Waiting: View List Take Assign SendUp Note; "
            + "Reopened: View List Take Assign SendUp Note; Resolved: View List Note; Closed: View Note",
        ["holder"] =
            "Forwarded: View List Take PassOn Decline SendUp Note; "
            + "InProgress: View List Take PassOn Ask Progress Resolve Dismiss SuspectSpam SendUp Note; "
            + "Waiting: View List Take Resume SendUp Note; "
            + "Reopened: View List SendUp Note; Resolved: View List Note; Closed: View Note",
        ["holding inspector"] =
            "Forwarded: View List Take PassOn SendUp Note; "
            + "InProgress: View List Take PassOn Ask Progress Resolve Dismiss SuspectSpam SendUp Note; "
            + "Waiting: View List Take Resume SendUp Note; "
            + "Reopened: View List SendUp Note; Resolved: View List Note; Closed: View Note",
        ["superior"] =
            "Forwarded: View List Assign Note; InProgress: View List Assign Note; "
            + "Waiting: View List Assign Note; Reopened: View List Assign Note; Resolved: View List Note; Closed: View Note",
        ["administrator"] =
            "Submitted: List; Returned: List; Forwarded: List; InProgress: List; Waiting: List; Reopened: List; Resolved: List",
        ["administrator of its office"] = "Forwarded: List; InProgress: List; Waiting: List; Reopened: List; Resolved: List",
        ["complainant"] =
            "Submitted: View Add Withdraw Hurry EraseAttachment; Returned: View Complete Withdraw EraseAttachment; "
            + "Forwarded: View Add Withdraw Hurry EraseAttachment; InProgress: View Add Withdraw Hurry EraseAttachment; "
            + "Waiting: View Answer Withdraw EraseAttachment; Reopened: View Add Withdraw Hurry EraseAttachment; "
            + "Resolved: View Add Confirm Reopen EraseAttachment; Closed: View Reopen Rate EraseAttachment; "
            + "Withdrawn: View EraseAttachment",
    };

    private static readonly Dictionary<string, string> OfUsual = new()
    {
        ["complainant"] = "complainant",
        ["complainant who is an officer"] = "complainant",
        ["triage"] = "triage",
        ["triage and administrator from the accused unit"] = "officer",
        ["triage from another unit"] = "triage",
        ["officer"] = "officer",
        ["holder"] = "holder",
        ["head"] = "head",
        ["administrator of the unit"] = "administrator of its office",
        ["administrator of the instansi"] = "administrator",
        ["head of the unit above"] = "superior",
        ["former holder who heads the unit above"] = "superior",
        ["administrator of the unit above"] = "administrator of its office",
        ["administrator of the instansi from the unit above"] = "administrator of its office",
    };

    private static readonly Dictionary<string, string> OfSupervisory = new()
    {
        ["complainant"] = "complainant",
        ["complainant who is an officer"] = "complainant",
        ["inspectorate"] = "inspector",
        ["inspectorate who held it"] = "holding inspector",
        ["administrator of the instansi"] = "administrator",
    };

    public static TheoryData<string, bool> Everybody
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (var who in People.Keys)
            {
                all.Add(who, false);
                all.Add(who, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public void Nobody_may_do_more_or_less_than_the_table_says(string who, bool supervisory)
    {
        var allowed = (supervisory ? OfSupervisory : OfUsual).TryGetValue(who, out var as_) ? Read(Usual[as_]) : [];
        foreach (var state in Enum.GetValues<ComplaintState>())
        {
            var complaint = In(state, supervisory);
            foreach (var act in Enum.GetValues<Act>())
                ComplaintRights.May(People[who], act, complaint)
                    .ShouldBe(allowed.Contains((state, act)), $"{who}, {act}, {state}, supervisory: {supervisory}");
        }
    }

    /// <summary>Who opens again, for somebody without a chat, what is settled; nobody in any other state.</summary>
    [Fact]
    public void Whoever_handles_it_or_is_triage_opens_it_again_for_somebody_at_the_counter()
    {
        string[] usual = ["triage", "triage and administrator from the accused unit", "triage from another unit", "officer", "holder",
            "head", "complainant who is an officer"];
        string[] supervisory = ["inspectorate", "inspectorate who held it"];
        foreach (var (isSupervisory, may) in new[] { (false, usual), (true, supervisory) })
            foreach (var state in Enum.GetValues<ComplaintState>())
            {
                var complaint = In(state, isSupervisory);
                complaint.CutPerson();
                People.Keys.Where(p => ComplaintRights.May(People[p], Act.Reopen, complaint)).Order()
                    .ShouldBe((state is ComplaintState.Resolved or ComplaintState.Closed ? may : []).Order(), $"{state} {isSupervisory}");
            }
    }

    [Fact]
    public void What_triage_ended_itself_is_read_by_nobody_of_the_unit()
    {
        var (clock, complaint) = (DeadlineTests.Clock(), In(ComplaintState.Forwarded, false));
        complaint.Decline(Now, clock);
        complaint.Dismiss(Act.Dismiss, EndReason.NotOurs, null, Now, clock);
        People.Keys.Where(p => ComplaintRights.May(People[p], Act.View, complaint)).Order()
            .ShouldBe(["complainant", "complainant who is an officer"]);
    }

    [Fact]
    public void What_was_erased_is_opened_again_by_nobody()
    {
        var complaint = In(ComplaintState.Closed, false);
        complaint.Forget();
        People.Keys.Where(p => ComplaintRights.May(People[p], Act.Reopen, complaint)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("triage", true)]
    [InlineData("triage from another unit", true)]
    [InlineData("triage from the accused unit", false)]
    [InlineData("officer of another unit", false)]
    [InlineData("administrator of the instansi", false)]
    public void Triage_is_a_second_pair_of_eyes_where_somebody_suspects_spam(string who, bool may)
    {
        var complaint = In(ComplaintState.InProgress, false);
        ComplaintRights.May(People[who], Act.View, complaint).ShouldBeFalse();
        complaint.SuspectSpam(HolderId, Now, DeadlineTests.Clock());
        foreach (var act in new[] { Act.View, Act.ConfirmSpam, Act.ClearSpam })
            ComplaintRights.May(People[who], act, complaint).ShouldBe(may, $"{act}");
        foreach (var act in new[] { Act.Reclass, Act.Note, Act.Take, Act.Resolve, Act.PassOn })
            ComplaintRights.May(People[who], act, complaint).ShouldBeFalse($"{act}");
        ComplaintRights.May(People[who], Act.View, In(ComplaintState.InProgress, true)).ShouldBeFalse();
    }

    [Fact]
    public async Task Alone_means_that_nobody_else_has_any_role()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("admin", Role.InstansiAdministrator);
        (await Caller(town)).Alone.ShouldBeTrue();
        await town.GiveRole("budi", Role.Asn, "DINSOS");
        (await Caller(town)).Alone.ShouldBeFalse();
    }

    private static Task<Caller> Caller(Town town) =>
        town.Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            return await Session.CallerOf(db, "test", "admin", "id");
        });

    [Fact]
    public void Every_state_change_that_the_table_does_not_name_is_refused()
    {
        foreach (var act in Enum.GetValues<Act>())
            foreach (var from in Enum.GetValues<ComplaintState>())
                foreach (var to in Enum.GetValues<ComplaintState>())
                {
                    var named = ComplaintRules.All.Any(r => r.Act == act && r.From.Contains(from)
                        && (r.To.Contains(to) || (r.To.Count == 0 && from == to)));
                    ComplaintRules.Leads(act, from, to).ShouldBe(named);
                }

        Should.Throw<InvalidOperationException>(() => In(ComplaintState.Closed, false).Ask(Now, DeadlineTests.Clock()));
        Should.Throw<InvalidOperationException>(() => In(ComplaintState.Withdrawn, false).Take(1, Now, DeadlineTests.Clock()));
        Should.Throw<InvalidOperationException>(() => In(ComplaintState.Submitted, false).Resolve(Now, DeadlineTests.Clock()));
    }

    [Fact]
    public void The_documented_diagram_is_the_codes_table()
    {
        var file = Path.Combine(Tests.Support.TranscriptFiles.Root(), "..", "docs", "complaints.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = text.IndexOf("```mermaid\n", StringComparison.Ordinal) + "```mermaid\n".Length;
        var diagram = text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, text.Replace(diagram, ComplaintRules.Diagram(), StringComparison.Ordinal));
        else diagram.ShouldBe(ComplaintRules.Diagram());
    }

    private static DateTimeOffset Now => DeadlineTests.Moment("2026-11-23 09:00");

    private static Caller Who(long id, params HeldRole[] roles) => new(id, "test", $"p{id}", "id", roles);

    /// <summary>Somebody with a role in the unit above the complaint's, and so for the one below.</summary>
    private static Caller Above(long id, Role role, params HeldRole[] others) =>
        Who(id, [new HeldRole(role, Other), .. others]) with { Below = [new HeldRole(role, Unit)] };

    private static HashSet<(ComplaintState, Act)> Read(string table) =>
        [.. from line in table.Split("; ") let parts = line.Split(": ") from act in parts[1].Split(
            ' ') select (Enum.Parse<ComplaintState>(parts[0]), Enum.Parse<Act>(act))];

    /// <summary>A complaint brought into a state by the acts that lead there.</summary>
    private static Complaint In(ComplaintState state, bool supervisory)
    {
        var clock = DeadlineTests.Clock();
        var complaint = DeadlineTests.File(ComplaintClass.Ordinary, Now);
        complaint.Verify(supervisory ? ComplaintClass.Supervisory : ComplaintClass.Ordinary, Unit, Now, clock);
        complaint.Take(HolderId, Now, clock);
        typeof(Complaint).GetProperty(nameof(Complaint.State))!.SetValue(complaint, state);
        if (state is ComplaintState.Resolved or ComplaintState.Closed) // else there is no handling to rate
            typeof(Complaint).GetProperty(nameof(Complaint.ResolvedOn))!.SetValue(complaint, complaint.FiledOn);
        return complaint;
    }
}
