namespace Core.Messaging;

/// <summary>The names of all commands. Who may use which is said by <c>CommandRights</c>.</summary>
internal static class Commands
{
    public static Command Rate { get; } = new("/nilai");
    public static Command Complain { get; } = new("/adukan");
    public static Command Track { get; } = new("/cek");
    public static Command Scores { get; } = new("/skor");
    public static Command AskInformation { get; } = new("/tanya");
    public static Command Tasks { get; } = new("/tugas");
    public static Command Desk { get; } = new("/meja");
    public static Command Late { get; } = new("/terlambat");
    public static Command Goals { get; } = new("/target");
    public static Command Reminder { get; } = new("/pengingat");
    public static Command Leave { get; } = new("/cuti");
    public static Command Reflect { get; } = new("/refleksi");
    public static Command Recap { get; } = new("/rekap");
    public static Command TeamValue { get; } = new("/apel");
    public static Command Announcements { get; } = new("/pengumuman");
    public static Command Profile { get; } = new("/profil");
    public static Command Statistics { get; } = new("/statistik");
    public static Command Ranking { get; } = new("/peringkat");
    public static Command Trend { get; } = new("/tren");
    public static Command Comments { get; } = new("/komentar");
    public static Command Review { get; } = new("/periksa");
    public static Command Plans { get; } = new("/rencana");
    public static Command Report { get; } = new("/laporan");
    public static Command Export { get; } = new("/ekspor");
    public static Command Paper { get; } = new("/kertas");
    public static Command Indices { get; } = new("/indeks");
    public static Command Units { get; } = new("/unit");
    public static Command Invite { get; } = new("/undang");
    public static Command Roles { get; } = new("/peran");
    public static Command Channels { get; } = new("/kanal");
    public static Command Schedules { get; } = new("/jadwal");
    public static Command Announce { get; } = new("/umumkan");
    public static Command Requests { get; } = new("/permohonan");
    public static Command Breaches { get; } = new("/insiden");
    public static Command Audit { get; } = new("/audit");
    public static Command System { get; } = new("/sistem");
    public static Command DaysOff { get; } = new("/libur");
    public static Command FirstSteps { get; } = new("/persiapan");
    public static Command Language { get; } = new("/bahasa");
    public static Command Privacy { get; } = new("/privasi");
    public static Command MyData { get; } = new("/dataku");
    public static Command Forget { get; } = new("/hapus");
    public static Command Rights { get; } = new("/hakdata");
    public static Command Help { get; } = new("/bantuan");
    public static Command Start { get; } = new("/start");
    public static Command Back { get; } = new("/kembali");
    public static Command Stop { get; } = new("/batal");

    /// <summary>What else is typed for a command, as other bots call it.</summary>
    public static IReadOnlyDictionary<string, string> AlsoCalled { get; } = new Dictionary<string, string>
    {
        ["/back"] = Back.Name,
        ["/cancel"] = Stop.Name,
    };
}
