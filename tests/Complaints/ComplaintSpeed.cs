using System.Diagnostics;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Tests.Complaints;

/// <summary>Measures with 10,000 open complaints beside 20,000 ended ones; it is compiled only with <c>-p:Measure=true</c>.</summary>
public sealed class ComplaintSpeed(ITestOutputHelper output)
{
    private const int Open = 10_000;
    private const int Ended = 20_000;
    private const int Rounds = 15;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);
    private int _messages;

    [Fact]
    public async Task Lists_codes_and_the_clock_stay_under_a_tenth_of_a_second_with_ten_thousand_open()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        await town.GiveRole("admin", Role.InstansiAdministrator);
        await town.GiveRole("warga", Role.Asn, "DISDIK");
        await town.With(Fill);
        town.Time.Advance(TimeSpan.FromHours(3));
        await town.Run("tenggat");
        await town.With(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            var code = (await db.Complaints.Where(c => c.State == ComplaintState.InProgress).OrderBy(c => c.Id).FirstAsync()).Code;
            var inbox = services.GetRequiredService<ReceiveMessages>();
            await Measure("/tugas, triage", () => Say(inbox, "tri", "/tugas"));
            await Measure("/tugas, officer", () => Say(inbox, "petugas", "/tugas"));
            await Measure("/tugas CODE", () => Say(inbox, "petugas", $"/tugas {code}"));
            await Measure("/terlambat", () => Say(inbox, "admin", "/terlambat"));
            await Measure("/cek", () => Say(inbox, "warga", "/cek"));
            await Measure("/cek CODE", () => Say(inbox, "warga", $"/cek {code}"));
            await Measure("deadline job, nothing due", () => services.GetRequiredService<EscalateComplaints>().Run());
            await Measure("figures of a unit with 5,000 in the month", () => services.GetRequiredService<ComplaintFigures>()
                .Of(1, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30)));
        });
        await town.With(services => Measure("deadline job, 50 due at once", () => services.GetRequiredService<EscalateComplaints>().Run(),
            () => MakeDue(services)));
    }

    private static Task MakeDue(IServiceProvider services) => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        await write.Db.Sql.Run(
            "update complaints set next_stage_at = 0 where id in (select id from complaints where next_stage = 'RemindBefore' order by id limit 50)"));

    private async Task Measure(string what, Func<Task> act, Func<Task>? before = null)
    {
        await (before?.Invoke() ?? Task.CompletedTask);
        await act();
        var took = new List<TimeSpan>();
        for (var i = 0; i < Rounds; i++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            var watch = Stopwatch.StartNew();
            await act();
            took.Add(watch.Elapsed);
        }

        took.Sort();
        output.WriteLine($"{what}: median {took[Rounds / 2].TotalMilliseconds:0.0} ms, worst {took[^1].TotalMilliseconds:0.0} ms");
        took[Rounds / 2].ShouldBeLessThan(Limit, what);
    }

    private Task Say(ReceiveMessages inbox, string who, string text) =>
        inbox.Receive([new Inbound { Channel = "test", ExternalId = $"speed{++_messages}", Address = who, Sender = who, Text = text }]);

    private static async Task Fill(IServiceProvider services)
    {
        var (clock, units, codes) = (services.GetRequiredService<ComplaintClock>(), services.GetRequiredService<UnitCatalog>().Active,
            services.GetRequiredService<DrawCodes>());
        var chance = new Random(3);
        for (var block = 0; block < (Open + Ended) / 1000; block++)
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                var citizen = await write.Db.People.Where(p => p.Address == "warga").Select(p => p.Id).SingleAsync();
                var officer = await write.Db.People.Where(p => p.Address == "petugas").Select(p => p.Id).SingleAsync();
                for (var i = 0; i < 1000; i++)
                    write.Db.Complaints.Add(Some(clock, units[chance.Next(units.Count)], codes.Next(), (officer, citizen), (block * 1000)
                    + i, chance));
            });
    }

    private static Complaint Some(ComplaintClock clock, Unit unit, string code, (long Officer, long Citizen) who, int number, Random chance)
    {
        var filed = new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero).AddMinutes(number % 4000);
        var story = string.Concat(Enumerable.Repeat("Antrean di loket panjang sekali setiap pagi. ", 5 + chance.Next(20)));
        var complaint = Complaint.File(new NewComplaint(who.Citizen, ComplaintKind.Complaint, unit, story), code, filed,
            new DateOnly(2026, 11, 20), clock);
        if (number % 1000 > 0) typeof(Complaint).GetProperty(nameof(Complaint.ComplainantId))!.SetValue(complaint, null);
        if (number >= Open) complaint.Withdraw(filed, clock);
        else if (number % 3 > 0) complaint.Verify(ComplaintClass.Ordinary, unit.Id, filed, clock);
        if (number < Open && number % 3 == 2) complaint.Take(who.Officer, filed, clock);
        return complaint;
    }
}
