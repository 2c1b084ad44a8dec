using Core.Membership.Privacy;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>A right that no button gives is asked of the office, which has 3 x 24 clock hours and sees them run.</summary>
public sealed class PrivacyRequestTests
{
    [Fact]
    public async Task Administrators_are_told_at_once_reminded_once_and_their_answer_reaches_the_person()
    {
        await using var town = new Town();
        town.Time.Set(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero)); // Friday, 16.00 in Jakarta
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        foreach (var text in new[] { "/hakdata", "Perbaikan data", "Nama saya pada laporan keliru ejaannya." })
            await town.Say("warga", text);
        town.LastTo("warga").Text.ShouldContain("Senin, 30 November 2026 16.00");
        town.LastTo("ratna").Text.ShouldContain("Perbaikan data");
        town.LastTo("ratna").Text.ShouldNotContain("ejaannya", Case.Insensitive, "a notice holds no words of the person");

        await town.With(s => s.GetRequiredService<RemindRequests>().Run());
        var before = town.Channel.All.Count;
        town.Time.Advance(TimeSpan.FromHours(50));
        for (var i = 0; i < 2; i++) await town.With(s => s.GetRequiredService<RemindRequests>().Run());
        town.Channel.All.Skip(before).ShouldHaveSingleItem().Message.Text.ShouldContain("belum dijawab");

        await town.Say("ratna", "/permohonan");
        await town.Press("ratna", "#1 · Perbaikan data · sisa 22 jam 0 menit");
        town.LastTo("ratna").Text.ShouldContain("ejaannya");
        await town.Say("ratna", "Sudah kami perbaiki.");
        town.LastTo("warga").Text.ShouldContain("Sudah kami perbaiki.");
        await town.Say("ratna", "/permohonan");
        town.LastTo("ratna").Text.ShouldContain("Tidak ada permohonan");
        await town.Say("warga", "/dataku");
        town.LastTo("warga").Text.ShouldContain("Sudah kami perbaiki.");
    }

    [Fact]
    public async Task What_is_late_is_told_once_more()
    {
        await using var town = new Town();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        foreach (var text in new[] { "/hakdata", "Keterangan lebih lanjut", "Siapa yang membaca data saya?" })
            await town.Say("warga", text);
        town.Time.Advance(TimeSpan.FromHours(50));
        await town.With(s => s.GetRequiredService<RemindRequests>().Run());

        town.Time.Advance(TimeSpan.FromHours(23));
        var before = town.Channel.All.Count;
        for (var i = 0; i < 2; i++) await town.With(s => s.GetRequiredService<RemindRequests>().Run());
        town.Channel.All.Skip(before).ShouldHaveSingleItem().Message.Text.ShouldContain("sudah lewat batasnya");
    }

    [Fact]
    public async Task Whoever_has_no_open_report_says_which_consent_they_mean()
    {
        await using var town = new Town();
        foreach (var text in new[] { "/hakdata", "Penarikan persetujuan" }) await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain("persetujuan mana yang ingin Anda tarik");
    }

    [Fact]
    public async Task Nobody_answers_their_own()
    {
        await using var town = new Town();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        foreach (var text in new[] { "/hakdata", "Keterangan lebih lanjut", "Siapa yang membaca data saya?", "/permohonan" })
            await town.Say("ratna", text);

        town.LastTo("ratna").Text.ShouldContain("Tidak ada permohonan");
        (await town.Read(db => db.PrivacyRequests.CountAsync())).ShouldBe(1);
    }
}
