using Core.Messaging;

namespace Core.People;

/// <summary>Who may use which command: the one table of it. A command that is not in it is nobody's.</summary>
internal static class CommandRights
{
    private static readonly Role[] Administrators = [Role.UnitAdministrator, Role.InstansiAdministrator];
    private static readonly Role[] Leaders = [Role.Head, .. Administrators];

    /// <summary>The order of the lines is the order of menus.</summary>
    private static readonly OrderedDictionary<string, Role[]?> Table = new()
    {
        [Commands.Rate] = null,
        [Commands.Complain] = null,
        [Commands.Track] = null,
        [Commands.Scores] = null,
        [Commands.AskInformation] = null,
        [Commands.Tasks] = [Role.Officer, Role.Head, Role.Triage, Role.Inspectorate, Role.InstansiHead, Role.InstansiAdministrator],
        [Commands.Desk] = [Role.Officer, Role.Triage, Role.Inspectorate, Role.InstansiHead, .. Leaders],
        [Commands.Late] = [Role.Officer, Role.Triage, Role.Inspectorate, Role.InstansiHead, .. Leaders],
        [Commands.Goals] = [Role.Asn],
        [Commands.Reminder] = [Role.Asn],
        [Commands.Leave] = [Role.Asn],
        [Commands.Reflect] = [Role.Asn],
        [Commands.Recap] = [Role.Asn, .. Leaders],
        [Commands.TeamValue] = [Role.Asn, .. Leaders],
        [Commands.Announcements] = [.. Enum.GetValues<Role>()],
        [Commands.Profile] = [Role.Asn],
        [Commands.Statistics] = Leaders,
        [Commands.Ranking] = Administrators,
        [Commands.Trend] = Leaders,
        [Commands.Comments] = Leaders,
        [Commands.Review] = Administrators,
        [Commands.Plans] = Leaders,
        [Commands.Report] = Leaders,
        [Commands.Export] = Administrators,
        [Commands.Paper] = Administrators,
        [Commands.Indices] = Administrators,
        [Commands.Units] = Administrators,
        [Commands.Invite] = Administrators,
        [Commands.Roles] = Administrators,
        [Commands.Channels] = Administrators,
        [Commands.Schedules] = Administrators,
        [Commands.Announce] = Administrators,
        [Commands.Requests] = [Role.InstansiAdministrator],
        [Commands.Breaches] = [Role.InstansiAdministrator],
        [Commands.Audit] = Administrators,
        [Commands.System] = Administrators,
        [Commands.DaysOff] = [Role.InstansiAdministrator],
        [Commands.FirstSteps] = [Role.InstansiAdministrator],
        [Commands.Language] = null,
        [Commands.Privacy] = null,
        [Commands.MyData] = null,
        [Commands.Forget] = null,
        [Commands.Rights] = null,
        [Commands.Help] = null,
        [Commands.Start] = null,
        [Commands.Back] = null,
        [Commands.Stop] = null,
    };

    /// <summary>What somebody who lost the way is offered as buttons.</summary>
    private static readonly string[] First = [Commands.Rate, Commands.Complain, Commands.Track, Commands.Scores];

    /// <summary>Every command that the table knows.</summary>
    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>Whether this person may use the command at all; dialogs narrow it to <see cref="UnitsOf"/>.</summary>
    public static bool Allow(string command, Caller who) =>
        Table.TryGetValue(command, out var roles) && (roles is null || who.Roles.Any(r => roles.Contains(r.Role)));

    /// <summary>A command's place in menus, from 0; what the table does not know comes last.</summary>
    public static int PlaceOf(string command) => Table.IndexOf(command) is >= 0 and var place ? place : Table.Count;

    /// <summary>Whether the command stands among the buttons for somebody who lost the way.</summary>
    public static bool IsFirst(string command) => First.Contains(command);

    /// <summary>Whether the person administers the whole instansi.</summary>
    public static bool Everywhere(Caller who) => who.Is(Role.InstansiAdministrator);

    /// <summary>Whether the person administers this unit, by itself or with the whole instansi (no unit: the instansi).</summary>
    public static bool Administers(Caller who, int? unit) => Everywhere(who) || (unit is { } id && who.IsIn(Role.UnitAdministrator, id));

    /// <summary>
    /// Whether the person may give or take this role: an administrator of a unit those below their own, in that unit; an
    /// administrator of the instansi every one.
    /// </summary>
    public static bool MayGive(Caller who, Role role, int? unit) =>
        Everywhere(who) || (role is Role.Asn or Role.Officer or Role.Head && Administers(who, unit));

    /// <summary>Whether a role is for the whole instansi rather than a unit.</summary>
    public static bool IsForAll(Role role) => role is Role.Triage or Role.Inspectorate or Role.InstansiHead
        or Role.InstansiAdministrator;

    /// <summary>The units in which the person leads or administers something themselves; null for every unit.</summary>
    public static IReadOnlyList<int>? OwnUnitsOf(Caller who) =>
        Everywhere(who) ? null : [.. Leaders.SelectMany(who.UnitsAs).Distinct()];

    /// <summary>
    /// The units of which a command's results may be shown to the person, those below their own too; null for every unit.
    /// </summary>
    public static IReadOnlyList<int>? UnitsOf(Caller who) =>
        Everywhere(who) ? null : [.. Leaders.SelectMany(who.UnitsFrom).Distinct()];

    /// <summary>Whether the person acts for this unit as its head or administrator, and does not only see it from above.</summary>
    public static bool ActsFor(Caller who, int unit) => OwnUnitsOf(who) is not { } own || own.Contains(unit);
}
