namespace Core.People;

/// <summary>Who may use which command: the one table of it. A command that is not in it is nobody's.</summary>
public static class CommandRights
{
    private static readonly Role[] Administrators = [Role.UnitAdministrator, Role.InstansiAdministrator];
    private static readonly Role[] Leaders = [Role.Head, .. Administrators];

    private static readonly Dictionary<string, Role[]?> Table = new()
    {
        ["/start"] = null,
        ["/nilai"] = null,
        ["/adukan"] = null,
        ["/cek"] = null,
        ["/skor"] = null,
        ["/bahasa"] = null,
        ["/privasi"] = null,
        ["/dataku"] = null,
        ["/hapus"] = null,
        ["/hakdata"] = null,
        ["/kembali"] = null,
        ["/batal"] = null,
        ["/bantuan"] = null,
        ["/profil"] = [Role.Asn],
        ["/target"] = [Role.Asn],
        ["/pengingat"] = [Role.Asn],
        ["/cuti"] = [Role.Asn],
        ["/refleksi"] = [Role.Asn],
        ["/rekap"] = [Role.Asn, .. Leaders],
        ["/tugas"] = [Role.Officer, Role.Head, Role.Triage, Role.Inspectorate],
        ["/statistik"] = Leaders,
        ["/tren"] = Leaders,
        ["/terlambat"] = [Role.Officer, Role.Triage, Role.Inspectorate, .. Leaders],
        ["/laporan"] = Leaders,
        ["/rencana"] = Leaders,
        ["/komentar"] = Leaders,
        ["/periksa"] = Administrators,
        ["/peringkat"] = Administrators,
        ["/ekspor"] = Administrators,
        ["/unit"] = Administrators,
        ["/undang"] = Administrators,
        ["/peran"] = Administrators,
        ["/kanal"] = Administrators,
        ["/jadwal"] = Administrators,
        ["/umumkan"] = Administrators,
        ["/indeks"] = Administrators,
        ["/audit"] = Administrators,
        ["/permohonan"] = [Role.InstansiAdministrator],
        ["/insiden"] = [Role.InstansiAdministrator],
    };

    /// <summary>Every command that the table knows.</summary>
    public static IReadOnlyCollection<string> Commands => Table.Keys;

    /// <summary>Whether this person may use the command at all; dialogs narrow it to <see cref="UnitsOf"/>.</summary>
    public static bool Allow(string command, Caller who) =>
        Table.TryGetValue(command, out var roles) && (roles is null || who.Roles.Any(r => roles.Contains(r.Role)));

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
    public static bool IsForAll(Role role) => role is Role.Triage or Role.Inspectorate or Role.InstansiAdministrator;

    /// <summary>The units in which a command's results may be shown to the person; null for every unit.</summary>
    public static IReadOnlyList<int>? UnitsOf(Caller who) =>
        Everywhere(who) ? null : [.. Leaders.SelectMany(who.UnitsAs).Distinct()];
}
