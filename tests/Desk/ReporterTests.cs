using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Desk;

/// <summary>
/// Who reported and how they are reached is read by whoever handles it, as the citizen was told, and by nobody above or beside.
/// </summary>
public sealed class ReporterTests
{
    private const string Name = "Siti Rahmawati";
    private const string Contact = "0812-3456-7890";

    [Theory]
    [InlineData("Officer", "DINSOS", "Forwarded", true)]
    [InlineData("Head", "DINSOS", "Forwarded", false)]
    [InlineData("Head", "DINAS", "Forwarded", false)]
    [InlineData("Triage", null, "Submitted", true)]
    [InlineData("Triage", null, "Suspected", false)]
    [InlineData("Triage", null, "Raised", false)]
    [InlineData("Head", "DINSOS", "Held", true)]
    public async Task The_page_names_the_reporter_to_whoever_handles_it(string role, string? unit, string state, bool known)
    {
        await using var town = await DeskTown.Start();
        await town.Host.Unit("DINAS", "Dinas di atasnya");
        await Branch.Put(town.Host.Get<IServiceProvider>(), "DINAS", "DINSOS");
        var who = await town.Official("1", Enum.Parse<Role>(role), unit);
        var other = await town.Official("2", Role.Officer, "DINSOS");
        var code = await town.Complaint("Antrean di loket panjang.", kind: state == "Submitted" ? null : ComplaintClass.Ordinary,
            name: Name, then: c => Bring(c, state, state == "Held" ? who : other, town.Host.Get<ComplaintClock>(),
                town.Host.Time.GetUtcNow()));
        await town.Host.Get<WriteQueue>().Enqueue(write =>
        {
            write.Db.Add(new Core.Complaints.Desk.CannedAnswer { Title = "Sapa", Body = "Yth. {Nama}, terima kasih." });
            return ValueTask.CompletedTask;
        });
        var page = (await (await town.Enter(who)).Page($"/meja/k/{code}")).DocumentElement.OuterHtml;
        page.ShouldContain("Antrean di loket panjang.");
        foreach (var told in new[] { Name, Contact }) page.Contains(told, StringComparison.Ordinal).ShouldBe(known, told);
        page.Contains("hanya untuk yang menangani", StringComparison.Ordinal).ShouldBe(!known);
    }

    [Theory]
    [InlineData("petugas", true)]
    [InlineData("kepala", false)]
    public async Task So_does_the_card_in_the_chat(string who, bool known)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("kepala", Role.Head, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write => Named(await write.Db.Complaints.SingleAsync())));
        await town.Say(who, $"/tugas {code}");
        var card = town.LastTo(who).Text;
        card.ShouldContain("Loket bantuan tutup");
        foreach (var told in new[] { Name, Contact }) card.Contains(told, StringComparison.Ordinal).ShouldBe(known, told);
        card.Contains("hanya untuk yang menangani", StringComparison.Ordinal).ShouldBe(!known);
    }

    private static void Bring(Complaint complaint, string state, long who, ComplaintClock clock, DateTimeOffset now)
    {
        Named(complaint);
        if (state is "Suspected" or "Held") complaint.Take(who, now, clock);
        if (state == "Suspected") complaint.SuspectSpam(who, now, clock);
        if (state == "Raised") complaint.Raise();
    }

    private static void Named(Complaint complaint)
    {
        typeof(Complaint).GetProperty(nameof(Complaint.ComplainantName))!.SetValue(complaint, Name);
        typeof(Complaint).GetProperty(nameof(Complaint.Contact))!.SetValue(complaint, Contact);
    }
}
