using Bot.Lapor;
using Core.Complaints.National;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Lapor;

/// <summary>A town whose officials can give complaints to a SP4N-LAPOR! of the tests.</summary>
internal sealed class LaporTown : IAsyncDisposable
{
    public const string Story = "Lampu jalan mati sejak Senin di depan sekolah kami.";

    private readonly string _folder;

    private LaporTown(LaporServer server, Town town, string folder) => (Server, Town, _folder) = (server, town, folder);

    public LaporServer Server { get; }

    public Town Town { get; }

    public static IReadOnlyDictionary<string, Func<IServiceProvider, Task>> Jobs { get; } =
        new Dictionary<string, Func<IServiceProvider, Task>>(ComplaintTown.Jobs)
        {
            ["lapor"] = s => s.GetRequiredService<CarryUp>().Run(),
            ["kabar-lapor"] = s => s.GetRequiredService<HearNational>().Run(),
        };

    public static async Task<LaporTown> Start(params (string Key, string Value)[] settings)
    {
        var server = await LaporServer.Start();
        var folder = Directory.CreateTempSubdirectory("lapor-").FullName;
        var all = server.Settings(folder);
        foreach (var (key, value) in settings) all[key] = value;
        var town = new LaporTown(server, ComplaintTown.New(settings: all, more: s => s.AddLapor()), folder);
        await town.Town.GiveRole("tri", Role.Triage);
        await town.Town.GiveRole("petugas", Role.Officer, "DINSOS");
        return town;
    }

    /// <summary>A complaint that is with its unit; its code.</summary>
    public async Task<string> Complaint(string story = Story, string who = "warga")
    {
        var code = await Town.FileComplaint(who, story);
        await Town.Verify("tri", code);
        return code;
    }

    /// <summary>An officer sends it by the chat.</summary>
    public async Task Send(string code, string who = "petugas")
    {
        await Town.Say(who, $"/tugas {code} lapor");
        await Town.Press(who, "Kirim ke SP4N-LAPOR!");
    }

    public Task Run(string job) => Town.With(Jobs[job]);

    public Task<NationalCopy> Copy() => Town.Read(db => db.NationalCopies.AsNoTracking().SingleAsync());

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
