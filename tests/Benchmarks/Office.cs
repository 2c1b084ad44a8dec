using Bot.Database;
using Bot.Reports;
using Core;
using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.Demonstration;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>A city of four busy units on either database, and its administrator, for <see cref="Volume"/>.</summary>
internal sealed class Office : IAsyncDisposable
{
    private const string Administrator = "1";
    private static readonly string[] Busy = ["DPMPTSP", "DISDUKCAPIL", "RSUD", "DISDIK"];
    private readonly ServiceProvider _services;
    private int _messages;

    private Office(ServiceProvider services) => _services = services;

    private Unit Unit => Get<UnitCatalog>().Active.OrderBy(u => u.Id).First();

    public static async Task<Office> Open(string folder, string provider, string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["Database:ConnectionString"] = connection,
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["Instansi:DataFolder"] = folder,
            ["Reports:Folder"] = Path.Combine(folder, "reports"),
            ["Outbox:Instance"] = "office",
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging(l => l.SetMinimumLevel(LogLevel.None))
            .AddSingleton<IChannel, Nowhere>().AddSingleton(TimeProvider.System)
            .AddCore(configuration).AddDatabase(configuration).AddReports(configuration).BuildServiceProvider();
        await DatabaseSetup.Migrate(services.GetRequiredService<IDbContextFactory<AppDb>>(), async _ => await services
            .GetRequiredService<LoadDemonstration>().Run());
        await services.GetRequiredService<WriteQueue>().StartAsync(default);
        await services.GetRequiredService<UnitCatalog>().Reload();
        return new Office(services);
    }

    public async Task Fill(int ratings)
    {
        await Get<SeedDemonstration>().Run(new SeedPlan(ratings, 12, Asn: 0, Busy.Length), Nowhere.Called);
        await Get<WriteQueue>().Enqueue(async write =>
        {
            var since = DateTimeOffset.UnixEpoch.AddYears(50);
            foreach (var (address, role) in ((string, Role)[])[(Administrator, Role.InstansiAdministrator), ("2", Role.Triage),
                ("3", Role.Officer), ("4", Role.Head)])
            {
                var person = new Person { Channel = Nowhere.Called, Address = address, FirstSeen = since };
                write.Db.People.Add(person);
                await write.Db.SaveChangesAsync();
                int? unit = role is Role.Officer or Role.Head ? Unit.Id : null;
                write.Db.Memberships.Add(new RoleGrant { PersonId = person.Id, Role = role, Since = since, UnitId = unit });
            }
        });
    }

    /// <summary>One deed, for the last month only where it is to be small.</summary>
    public async Task Do(string deed, bool small)
    {
        var now = TimeProvider.System.GetUtcNow();
        var month = new Period(PeriodKind.Month, Month.Of(now.Year, now.Month)).Before;
        var last = Month.Of(now.Year, now.Month);
        var period = small ? month : Period.Of(PeriodKind.Year, last);
        switch (deed)
        {
            case "table": await Get<WriteTable>().Write(Unit, period, Wording.Of("id")); break;
            case "csv": await Get<WriteCsv>().Write(Unit, period); break;
            case "review": await Say($"/periksa {Unit.Code} {period.Code}"); break;
            case "comments": await Say($"/komentar {Unit.Code} {period.Code}"); break;
            case "leave-out":
                await Say($"/periksa {Unit.Code} {period.Code}");
                await Say("1");
                await Say("Terlalu seragam untuk dipercaya.");
                break;
            case "deadlines":
                if (small) await FileComplaints(64);
                await Get<EscalateComplaints>().Run();
                break;
            default: throw new ArgumentException(deed);
        }
    }

    /// <summary>Complaints of three weeks ago, all of whose first stages are over.</summary>
    public async Task FileComplaints(int count)
    {
        var (clock, codes, filed) = (Get<ComplaintClock>(), Get<DrawCodes>(), TimeProvider.System.GetUtcNow().AddDays(-21));
        await Get<WriteQueue>().Enqueue(async write =>
        {
            var citizen = await write.Db.People.Select(p => p.Id).FirstAsync(p => p > 0);
            for (var i = 0; i < count; i++)
            {
                var complaint = Complaint.File(new NewComplaint(citizen, ComplaintKind.Complaint, Unit,
                    "Antrean di loket panjang sekali setiap pagi."), codes.Next(), filed, DateOnly.FromDateTime(filed.UtcDateTime), clock);
                if (i % 3 > 0) complaint.Verify(ComplaintClass.Ordinary, Unit.Id, filed, clock);
                write.Db.Complaints.Add(complaint);
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Get<WriteQueue>().StopAsync(default);
        await _services.DisposeAsync();
    }

    private Task Say(string text) => Get<ReceiveMessages>().Receive([new Inbound { Channel = Nowhere.Called,
        ExternalId = $"{++_messages}-{Guid.NewGuid()}", Address = Administrator, Sender = Administrator, Text = text }]);

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
