using Core.Complaints;
using Core.Complaints.Tracking;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>Two citizens say the same: one report goes on, both hear of it, and neither is lost whatever becomes of the other.</summary>
public sealed class MergedTests
{
    [Fact]
    public async Task Both_citizens_are_told_once_the_step_cannot_be_taken_back_and_neither_learns_the_others_code()
    {
        await using var town = await New();
        var (one, two) = await Merge(town);
        (await Shown(town, "dua", two)).ShouldNotContain("digabungkan");
        (await Shown(town, "satu", one)).ShouldContain("menunggu verifikasi");
        town.Time.Advance(TimeSpan.FromMinutes(11));
        (await Shown(town, "satu", one)).ShouldContain("Status: digabung");
        await Shown(town, "dua", two);
        var (told, other) = (Told(town, "satu"), Told(town, "dua"));
        told.ShouldContain("kami gabungkan ke sana");
        other.ShouldContain("Warga lain menyampaikan hal yang sama");
        told.ShouldNotContain(TrackingCode.Show(two));
        other.ShouldNotContain(TrackingCode.Show(one));
    }

    [Fact]
    public async Task What_is_taken_back_never_happened_to_the_other_one_either()
    {
        await using var town = await New();
        var (one, two) = await Merge(town);
        await town.Say("tri", $"/tugas {one} tarik");
        town.LastTo("tri").Text.ShouldContain("menunggu verifikasi");
        town.Time.Advance(TimeSpan.FromMinutes(11));
        (await Shown(town, "dua", two)).ShouldNotContain("digabungkan");
        Told(town, "dua").ShouldNotContain("Warga lain");
        Told(town, "satu").ShouldNotContain("gabung");
    }

    [Fact]
    public async Task The_other_one_cannot_be_taken_back_to_what_the_closed_one_was()
    {
        await using var town = await New();
        var (_, two) = await Merge(town);
        var before = await Of(town, two);
        await town.Say("tri", $"/tugas {two} tarik");
        town.LastTo("tri").Text.ShouldContain("tidak ada");
        var after = await Of(town, two);
        (after.UnitId, after.State, after.Version).ShouldBe((before.UnitId, before.State, before.Version));
    }

    [Fact]
    public async Task While_it_can_be_taken_back_the_other_citizen_sees_their_own_state()
    {
        await using var town = await New();
        var (_, two) = await Merge(town);
        var shown = await Shown(town, "dua", two);
        shown.ShouldContain("Ditangani: Dinas Pendidikan");
        shown.ShouldNotContain("Status: menunggu verifikasi");
    }

    [Fact]
    public async Task Sent_at_once_both_see_it_at_once()
    {
        await using var town = await New();
        var (one, two) = await Merge(town);
        await town.Say("tri", $"/tugas {one} kirim");
        (await Shown(town, "dua", two)).ShouldContain("digabung");
    }

    [Theory]
    [InlineData("cabut")]
    [InlineData("bukan")]
    [InlineData("tidak-perlu")]
    [InlineData("gabung")]
    [InlineData("selesai")]
    public async Task Whoever_was_merged_hears_of_the_end_of_the_other_whatever_it_is(string end)
    {
        await using var town = await New();
        await town.GiveRole("ani", Role.Officer, "DISDIK");
        var (one, two) = await Merge(town);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        if (end == "cabut")
        {
            await town.Say("dua", $"/cek {two} cabut");
            await town.Press("dua", "Ya, cabut");
        }
        else if (end == "selesai") await Finish(town, two);
        else
        {
            var third = end == "gabung" ? await Third(town) : "";
            await town.Say("ani", $"/tugas {two} tutup");
            await town.Press("ani", end switch
            {
                "bukan" => "Bukan wewenang kami",
                "gabung" => "Sama dengan pengaduan lain",
                _ => "Pelapor tidak lagi memerlukan",
            });
            if (end == "bukan") await town.Press("ani", "PLN (listrik padam, meteran): telepon 123 atau aplikasi PLN Mobile");
            else await town.Say("ani", end == "gabung" ? third : "Pelapor menelepon, sudah tidak perlu.");
            if (end == "gabung") await Finish(town, third);
        }

        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Say("satu", $"/cek {one}");
        Told(town, "satu").ShouldContain(end switch
        {
            "cabut" or "tidak-perlu" => $"Pengaduan lain tempat {TrackingCode.Show(one)} kami gabungkan tidak diteruskan pelapornya",
            "bukan" => $"Hal yang Anda sampaikan pada {TrackingCode.Show(one)} bukan wewenang kami",
            "selesai" or "gabung" => $"Hal yang Anda sampaikan pada {TrackingCode.Show(one)} sudah ditindaklanjuti",
            _ => "",
        });
    }

    [Fact]
    public async Task The_other_one_withdrawn_the_merged_one_goes_on_with_its_unit_and_limits_of_its_own()
    {
        await using var town = await New();
        await town.GiveRole("ani", Role.Officer, "DISDIK");
        var (one, two) = await Merge(town);
        town.Time.Set(DeadlineTests.Moment("2026-12-07 09:00"));
        await Withdraw(town, "dua", two);
        var goes = await Of(town, one);
        var ended = await Of(town, two);
        (goes.State, goes.Class, goes.UnitId).ShouldBe((ComplaintState.Forwarded, ComplaintClass.Ordinary, ended.UnitId));
        (goes.EndReason, goes.DuplicateOfId, goes.EndedAt, goes.Reopened).ShouldBe((null, null, null, 0));
        (goes.DueOn, goes.ReceivedOn).ShouldBe((new DateOnly(2026, 12, 14), new DateOnly(2026, 12, 7)));
        await town.Run("kabar");
        Told(town, "ani").ShouldContain($"Pengaduan {TrackingCode.Show(one)} (pengaduan tidak berkadar pengawasan) untuk Dinas Pendidikan");
        (await Shown(town, "satu", one)).ShouldContain("ditangani tersendiri oleh Dinas Pendidikan");
        await Finish(town, one);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        (await Shown(town, "satu", one)).ShouldContain("Atap sudah diganti");
    }

    [Fact]
    public async Task Of_several_merged_ones_the_first_goes_on_and_the_rest_hear_of_its_end()
    {
        await using var town = await New();
        await town.GiveRole("ani", Role.Officer, "DISDIK");
        var (one, two) = await Merge(town);
        var third = await MergeInto(town, "tiga", two);
        await Withdraw(town, "dua", two);
        (await Of(town, third)).DuplicateOfId.ShouldBe((await Of(town, one)).Id);
        await Finish(town, one);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await Shown(town, "tiga", third);
        Told(town, "tiga").ShouldContain($"Hal yang Anda sampaikan pada {TrackingCode.Show(third)} sudah ditindaklanjuti");
        Told(town, "tiga").ShouldNotContain("tidak diteruskan");
    }

    [Fact]
    public async Task What_the_same_citizen_filed_twice_ends_with_it_but_not_what_others_merged_there()
    {
        await using var town = await New();
        var first = await town.FileComplaint("dua", "Atap kelas empat bocor setiap hujan.", "DISDIK");
        await town.Verify("tri", first);
        var own = await MergeInto(town, "dua", first);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await Withdraw(town, "dua", first);
        (await Of(town, own)).State.ShouldBe(ComplaintState.Closed);
        Told(town, "dua").ShouldContain($"tempat {TrackingCode.Show(own)} kami gabungkan berakhir");
    }

    [Fact]
    public async Task One_that_still_was_with_triage_lets_the_other_go_back_there()
    {
        await using var town = await New();
        var two = await town.FileComplaint("dua", "Atap kelas empat bocor setiap hujan.", "DISDIK");
        var one = await MergeInto(town, "satu", two);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await Withdraw(town, "dua", two);
        var goes = await Of(town, one);
        (goes.State, goes.Class).ShouldBe((ComplaintState.Submitted, null));
        await town.Verify("tri", one);
        (await Of(town, one)).State.ShouldBe(ComplaintState.Forwarded);
    }

    [Fact]
    public async Task Taken_back_that_the_other_is_not_wanted_the_merged_one_is_merged_as_before()
    {
        await using var town = await New();
        await town.GiveRole("ani", Role.Officer, "DISDIK");
        var (one, two) = await Merge(town);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Say("ani", $"/tugas {two} tutup");
        await town.Press("ani", "Pelapor tidak lagi memerlukan");
        await town.Say("ani", "Pelapor menelepon, sudah tidak perlu.");
        (await Of(town, one)).State.ShouldBe(ComplaintState.Forwarded);
        (await Shown(town, "satu", one)).ShouldContain("Status: digabung");
        await town.Say("ani", $"/tugas {two} tarik");
        var back = await Of(town, one);
        (back.State, back.DuplicateOfId).ShouldBe((ComplaintState.Closed, (await Of(town, two)).Id));
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Run("kabar");
        (await Shown(town, "satu", one)).ShouldNotContain("ditangani tersendiri");
        Told(town, "satu").ShouldNotContain("tidak diteruskan");
        Told(town, "ani").ShouldNotContain(TrackingCode.Show(one));
    }

    [Fact]
    public async Task Whoever_is_erased_with_what_is_open_leaves_the_merged_one_going_on()
    {
        await using var town = await New();
        var (one, _) = await Merge(town);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Say("dua", "/hapus");
        foreach (var press in new[] { "Cabut juga", "Hapus data saya" }) await town.Press("dua", press);
        (await Of(town, one)).State.ShouldBe(ComplaintState.Forwarded, town.LastTo("dua").Text);
    }

    [Fact]
    public async Task A_code_that_was_mistyped_or_is_its_own_is_asked_for_again()
    {
        await using var town = await New();
        var two = await town.FileComplaint("dua", "Atap kelas empat bocor setiap hujan.", "DISDIK");
        await town.Verify("tri", two);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        var one = await MergeInto(town, "satu", two[..^1] + (two[^1] == '7' ? '8' : '7'));
        town.LastTo("tri").Text.ShouldContain("salah ketik");

        await town.Say("tri", one);
        town.LastTo("tri").Text.ShouldContain("bukan kode pengaduan lain");
        await town.Say("tri", "yang atap bocor");
        town.LastTo("tri").Text.ShouldContain("bukan kode pengaduan lain");
        await town.Say("tri", two);

        town.LastTo("tri").Text.ShouldContain("kami gabungkan ke sana");
        (await Of(town, one)).EndReason.ShouldBe(EndReason.Duplicate);
    }

    private static async Task Withdraw(Town town, string who, string code)
    {
        await town.Say(who, $"/cek {code} cabut");
        await town.Press(who, "Ya, cabut");
    }

    private static async Task<string> MergeInto(Town town, string who, string other)
    {
        var code = await town.FileComplaint(who, "Atap kelas bocor lagi, murid basah.", "DINSOS");
        await town.Say("tri", $"/tugas {code} tutup");
        await town.Press("tri", "Sama dengan pengaduan lain");
        await town.Say("tri", other);
        return code;
    }

    private static async Task<string> Third(Town town)
    {
        var third = await town.FileComplaint("tiga", "Plafon kelas empat jebol karena bocor.", "DISDIK");
        await town.Verify("tri", third);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        return third;
    }

    private static async Task Finish(Town town, string code)
    {
        await town.Say("ani", $"/tugas {code} selesai");
        await town.Say("ani", "Atap sudah diganti minggu ini.");
        await town.Press("ani", "Tanpa lampiran");
    }

    private static async Task<Town> New()
    {
        var town = ComplaintTown.New(settings: new() { ["Complaints:TakeBackMinutes"] = "10" });
        await town.GiveRole("tri", Role.Triage);
        return town;
    }

    private static async Task<(string One, string Two)> Merge(Town town)
    {
        var two = await town.FileComplaint("dua", "Atap kelas empat bocor setiap hujan.", "DISDIK");
        await town.Verify("tri", two);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        var one = await town.FileComplaint("satu", "Atap kelas IV SD kami bocor.", "DINSOS");
        await town.Say("tri", $"/tugas {one} tutup");
        await town.Press("tri", "Sama dengan pengaduan lain");
        await town.Say("tri", two);
        town.LastTo("tri").Text.ShouldContain("kami gabungkan ke sana");
        return (one, two);
    }

    private static async Task<string> Shown(Town town, string who, string code)
    {
        await town.Say(who, $"/cek {code}");
        return town.LastTo(who).Text;
    }

    private static string Told(Town town, string who) =>
        string.Join('\n', town.Channel.All.Where(s => s.Message.Address == who).Select(s => s.Message.Text));

    private static Task<Complaint> Of(Town town, string code) => town.Read(db => db.Complaints.SingleAsync(c => c.Code == code));
}
