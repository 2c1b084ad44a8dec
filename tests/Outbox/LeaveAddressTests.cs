using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Support.SeveralAddresses;

namespace Tests.Outbox;

/// <summary>
/// A person's address becomes one at which another person is known: a number was given to somebody else. They stay two, each with what is
/// theirs, and neither ever sees what is the other's.
/// </summary>
public sealed class LeaveAddressTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis, rahasia saya.";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_one_who_moved_keeps_theirs_and_meets_nothing_of_the_one_who_was_known_there(bool bySending)
    {
        await using var town = Town();
        await town.Say("nomor-1", "/nilai DPMPTSP");
        await town.Appoint("nomor-1", Role.Officer, "DINSOS");
        await Complain(town, "nomor-2");
        await town.Appoint("nomor-2", Role.InstansiAdministrator);
        var (mover, holder) = (await Number(town, "nomor-1"), await Number(town, "nomor-2"));
        var code = await town.Read(db => db.Complaints.Select(c => c.Code).SingleAsync());

        if (bySending) await MeetTheMove(town);
        else await Move(town, "nomor-1", "nomor-2");

        (await Number(town, "nomor-2")).ShouldBe(mover);
        await town.Say("nomor-2", "1");
        town.LastTo("nomor-2").Text.ShouldContain("2/9", customMessage: "their rating goes on");
        await town.Say("nomor-2", "/dataku");
        await town.Say("nomor-2", $"/cek {code}");
        await town.Say("nomor-2", "/peran");
        var told = town.Channel.All.Where(s => s.Message.Address == "nomor-2").Select(s => s.Message.Text).ToList();
        told.ShouldContain(t => t.Contains("Petugas pengaduan"));
        told.Skip(told.FindIndex(t => t.Contains("2/9"))).ShouldAllBe(t => !t.Contains("rahasia saya") && !t.Contains("Administrator"));
        var left = await town.Read(db => db.People.SingleAsync(p => p.Id == holder));
        left.Address.ShouldStartWith("left-");
        left.UnreachableSince.ShouldNotBeNull();
        (await town.Read(db => db.Complaints.Select(c => c.ComplainantId).SingleAsync())).ShouldBe(holder, "nothing is lost");
        (await town.Read(db => db.Memberships.Where(m => m.PersonId == holder).Select(m => m.Role).ToListAsync()))
            .ShouldBe([Role.InstansiAdministrator]);
        town.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_for_the_one_who_was_known_there_never_arrives_at_the_one_who_moved()
    {
        await using var town = Town();
        await town.Say("nomor-1", "/start");
        await town.Say("nomor-2", "/start");
        await town.With(async s =>
        {
            await s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                write.Db.Outbox.AddRange(Waiting(town, "nomor-1", "untuk satu"), Waiting(town, "nomor-2", "untuk dua"));
                write.Db.ReportRequests.Add(new ReportRequest
                {
                    Kind = ReportKind.Report,
                    Period = "2026-10",
                    Channel = "test",
                    Address = "nomor-2",
                    Language = "id",
                    At = town.Time.GetUtcNow(),
                });
                await write.Db.SaveChangesAsync();
            });
        });
        await Move(town, "nomor-1", "nomor-2");
        town.Time.Advance(TimeSpan.FromHours(2));
        await town.Say("seseorang", "/start");

        town.Channel.All.Select(s => s.Message.Text).ShouldContain("untuk satu");
        town.Channel.All.Select(s => s.Message.Text).ShouldNotContain("untuk dua");
        (await town.Read(db => db.ReportRequests.Select(r => r.Address).SingleAsync())).ShouldStartWith("left-");
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Somebody_with_another_address_is_found_there_from_then_on_with_what_waits_for_them()
    {
        await using var town = Town();
        await town.Say("nomor-1", "/start");
        await Say(town, "nomor-2", "tanda-9", "/nilai DPMPTSP");
        var holder = await Number(town, "nomor-2");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            write.Db.Outbox.Add(Waiting(town, "nomor-2", "untuk dua"));
            await write.Db.SaveChangesAsync();
        }));

        await Move(town, "nomor-1", "nomor-2");
        town.Time.Advance(TimeSpan.FromHours(2));
        await Say(town, "tanda-9", null, "1");

        (await Number(town, "tanda-9")).ShouldBe(holder);
        town.Channel.All.Where(s => s.Message.Text == "untuk dua").Select(s => s.Message.Address).ShouldBe(["tanda-9"]);
        town.LastTo("tanda-9").Text.ShouldContain("2/9");
        (await town.Read(db => db.OtherAddresses.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Another_address_that_becomes_somebody_elses_is_the_movers_from_then_on()
    {
        await using var town = Town();
        await Say(town, "tanda-1", "tanda-x", "/start");
        await Say(town, "tanda-2", "tanda-y", "/start");
        var mover = await Number(town, "tanda-1");

        await Move(town, "tanda-x", "tanda-y");
        await Move(town, "tanda-x", "tanda-y"); // told again
        await Say(town, "tanda-y", null, "/bantuan");

        town.Channel.All[^1].Message.Address.ShouldBe("tanda-1");
        (await Number(town, "tanda-1")).ShouldBe(mover);
        (await town.Read(db => db.People.CountAsync())).ShouldBe(2);
    }

    private static async Task Complain(Town town, string who)
    {
        foreach (var text in new[] { "/adukan DINSOS", "Setuju, lanjutkan", Story, "kemarin", "Selesai", "Kirim" })
            await town.Say(who, text);
        (await town.Read(db => db.Complaints.CountAsync())).ShouldBe(1, town.LastTo(who).Text);
    }

    private static async Task MeetTheMove(Town town)
    {
        town.Channel.Fault = m => m.Address == "nomor-1" ? new SendOutcome.Moved("nomor-2") : null;
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write => await s.GetRequiredService<SendLater>()
            .Put(write, new Outgoing("test", new OutgoingMessage { Address = "nomor-1", Text = "kabar" }))));
        await town.With(_ => Task.CompletedTask);
        town.LastTo("nomor-2").Text.ShouldBe("kabar");
    }

    private static OutboxMessage Waiting(Town town, string address, string text) => new()
    {
        Channel = "test",
        Address = address,
        Body = $$"""{"Address":"{{address}}","Text":"{{text}}"}""",
        DueAt = town.Time.GetUtcNow().AddHours(1),
        Lane = new ChatKey("test", address).Lane,
    };

    private static Task<long> Number(Town town, string address) =>
        town.Read(db => db.People.Where(p => p.Address == address).Select(p => p.Id).SingleAsync());
}
