using System.Text.RegularExpressions;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Tracking;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>What somebody who wants to be erased is told, asked and given.</summary>
public sealed partial class ForgettingTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis, sudah tiga kali.";

    [Fact]
    public async Task A_citizen_hears_nothing_of_what_only_civil_servants_have()
    {
        await using var town = new Town();
        await town.Say("warga", "/start");
        await town.Say("warga", "/hapus");
        var asked = town.LastTo("warga").Text;

        asked.ShouldContain("akun");
        foreach (var word in new[] { "peran", "profil", "NIP", "target", "cuti", "pengingat", "pegawai", "pengaduan" })
            asked.ShouldNotContain(word);
    }

    [Fact]
    public async Task In_the_middle_of_a_dialog_nothing_goes_on_after_the_erasure()
    {
        await using var town = new Town();
        foreach (var text in new[] { "/nilai DISDUKCAPIL", "3", "3", "/adukan DINSOS", "Setuju, lanjutkan", "/hapus", "Hapus data saya" })
            await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain("HPS-");
        (await town.Read(db => db.Conversations.CountAsync())).ShouldBe(0);
        await town.Say("warga", "Pengaduan");
        town.LastTo("warga").Text.ShouldContain("Setuju melanjutkan?"); // begun anew: the consent of before went too
    }

    [Fact]
    public async Task Whoever_has_an_open_complaint_is_asked_and_may_wait()
    {
        await using var town = ComplaintTown.New();
        var code = await town.FileComplaint("warga", Story);
        await town.Say("warga", "/hapus");
        town.LastTo("warga").Text.ShouldContain(TrackingCode.Show(code));
        await town.Press("warga", "Tunggu sampai selesai");

        (await town.Read(db => db.People.CountAsync(p => p.Address == "warga"))).ShouldBe(1);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe(Story);
    }

    [Fact]
    public async Task Withdrawn_with_the_person_it_loses_its_words_and_the_office_hears_of_it()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("verifikator", Role.Triage);
        await town.FileComplaint("warga", Story);
        await town.Say("warga", "/hapus");
        foreach (var press in new[] { "Cabut juga", "Hapus data saya" }) await town.Press("warga", press);

        var complaint = await town.Read(db => db.Complaints.SingleAsync());
        (complaint.State, complaint.Story, complaint.ComplainantId).ShouldBe((ComplaintState.Withdrawn, "", null));
        town.LastTo("verifikator").Text.ShouldContain("mencabut");
    }

    [Fact]
    public async Task Going_on_without_the_person_it_is_handled_and_told_to_nobody()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("verifikator", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", Story);
        await town.Say("warga", "/hapus");
        foreach (var press in new[] { "Teruskan tanpa saya", "Hapus data saya" }) await town.Press("warga", press);
        var told = town.Channel.All.Count(s => s.Message.Address == "warga");
        await town.Verify("verifikator", code);
        await town.Say("petugas", $"/tugas {code} ambil");

        var complaint = await town.Read(db => db.Complaints.SingleAsync());
        (complaint.State, complaint.Story, complaint.ComplainantId).ShouldBe((ComplaintState.InProgress, Story, null));
        (await town.Read(db => db.ComplaintConsents.CountAsync(c => c.PersonId != null))).ShouldBe(0);
        town.Channel.All.Count(s => s.Message.Address == "warga").ShouldBe(told);
    }

    [Fact]
    public async Task The_proof_is_genuine_for_anybody_and_a_changed_one_is_not()
    {
        await using var town = new Town();
        foreach (var text in new[] { "/start", "/hapus", "Hapus data saya" }) await town.Say("warga", text);
        var proof = Proof().Match(town.LastTo("warga").Text).Value;
        proof.ShouldNotBeEmpty();

        await town.Say("wartawan", $"/cek {proof.ToLowerInvariant()}");
        town.LastTo("wartawan").Text.ShouldContain("asli");
        await town.Say("wartawan", $"/cek {proof[..^1]}{(proof[^1] == 'A' ? 'B' : 'A')}");
        town.LastTo("wartawan").Text.ShouldContain("bukan bukti");
        await town.Say("wartawan", $"/cek {proof.Replace("-2611", "-2610", StringComparison.Ordinal)}");
        town.LastTo("wartawan").Text.ShouldContain("bukan bukti");
    }

    [Fact]
    public async Task A_raw_upload_goes_as_soon_as_its_cleaned_copy_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory("uploads-").FullName;
        await using var town = OnePerson.Town(folder);
        var person = new OnePerson(town, "web", "Zx9alamatWebDariSebuahPerambanLainXyz012345");
        await person.Say("/adukan DINSOS", "Setuju, lanjutkan", Story, "kemarin di loket 3");
        await person.SendPhoto(Pictures.Jpeg(6), "loket.jpg");
        await person.Say("[Selesai]", "[Kirim]");
        Directory.GetFiles(Path.Combine(folder, "web-uploads")).Length.ShouldBe(1);

        await town.With(s => s.GetRequiredService<FetchAttachments>().Run());

        Directory.GetFiles(Path.Combine(folder, "web-uploads")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(folder, "attachments")).Length.ShouldBe(1);
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"HPS-\d{6}-[0-9A-F]{6}-[0-9A-F]{10}")]
    private static partial Regex Proof();
}
