using Core.Membership.Privacy;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>A breach of personal data has 3 x 24 clock hours, which administrators see, until people and authority were told.</summary>
public sealed class BreachTests
{
    [Fact]
    public async Task Its_clock_runs_over_the_weekend_until_both_were_told()
    {
        await using var town = new Town();
        town.Time.Set(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero)); // Friday, 16.00 in Jakarta
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Write(town);
        town.LastTo("ratna").Text.ShouldContain("Senin, 30 November 2026 10.00");

        town.Time.Advance(TimeSpan.FromHours(64));
        await Open(town, "#1 · sisa 2 jam 0 menit");
        await town.Press("ratna", "Pemilik data sudah diberi tahu");
        town.LastTo("ratna").Text.ShouldContain("masih ada satu pihak");

        town.Time.Advance(TimeSpan.FromHours(5));
        await Open(town, "#1 · terlambat 3 jam");
        await town.Press("ratna", "Lembaga PDP sudah diberi tahu");
        (await town.Read(db => db.Breaches.SingleAsync())).IsOpen.ShouldBeFalse();
        await town.Say("ratna", "/audit");
        town.LastTo("ratna").Text.ShouldContain("mencatat insiden data pribadi #1");
    }

    [Fact]
    public async Task Administrators_are_reminded_a_day_before_its_end_and_once_it_is_over_until_both_were_told()
    {
        await using var town = new Town();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Write(town);
        List<string> told = [];
        foreach (var hours in new[] { 40, 3, 3, 26, 1 })
        {
            town.Time.Advance(TimeSpan.FromHours(hours));
            var before = town.Channel.All.Count;
            await town.With(s => s.GetRequiredService<RemindRequests>().Run());
            told.AddRange(town.Channel.All.Skip(before).Select(m => $"{hours}: {m.Message.Text}"));
        }

        told.Count.ShouldBe(2);
        told[0].ShouldStartWith("3: Insiden data pribadi #1");
        told[1].ShouldStartWith("26: ");
        told[1].ShouldContain("sudah lewat");
        await town.Say("ratna", "/audit");
        town.LastTo("ratna").Text.ShouldContain("batas insiden data pribadi #1 sudah lewat");
    }

    [Fact]
    public async Task Only_administrators_of_the_instansi_see_it()
    {
        await using var town = new Town();
        await town.Say("una", "/start");
        await town.Appoint("una", Role.UnitAdministrator, "DINSOS");
        await town.Say("una", "/insiden");

        town.LastTo("una").Text.ShouldContain("untuk peran lain");
    }

    private static async Task Write(Town town)
    {
        foreach (var text in new[] { "/insiden", "6 jam lalu", "Cadangan terkirim ke alamat surel yang salah." })
            await town.Say("ratna", text);
        await town.Press("ratna", "Selesai");
        foreach (var text in new[] { "Alamat akun sekitar 40 orang", "Penerima diminta menghapus; kunci diganti" })
            await town.Say("ratna", text);
    }

    private static async Task Open(Town town, string row)
    {
        await town.Say("ratna", "/insiden");
        await town.Press("ratna", $"● {row}");
    }
}
