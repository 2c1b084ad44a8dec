using System.Text.Json;
using Core.Complaints.National;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Lapor;

/// <summary>A complaint gets to SP4N-LAPOR! once, whatever goes wrong, and nothing of the citizen goes along.</summary>
public sealed class FilingTests
{
    [Fact]
    public async Task An_officers_press_files_it_with_our_numbers_for_theirs_and_keeps_their_number()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        await town.Send(code);
        await town.Run("lapor");

        var filed = town.Server.Filed.ShouldHaveSingleItem();
        (Number(filed, "disposition_id"), Number(filed, "category_id"), Number(filed, "classification_id"))
            .ShouldBe((151345, 436, 6));
        (Number(filed, "channel"), Number(filed, "location_id"), Number(filed, "user_id")).ShouldBe((13, 34, 5218));
        filed.GetProperty("content").GetString()!.ShouldContain(LaporTown.Story);
        filed.GetProperty("tags_raw").GetString().ShouldBe($"#{code}");
        town.Server.Wrong.ShouldBeEmpty();
        var copy = await town.Copy();
        (copy.State, copy.NationalId).ShouldBe((NationalState.Sent, "4711"));
        (await town.Town.Read(db => db.Complaints.SingleAsync())).NationalId.ShouldBe("4711");
        town.Town.LastTo("petugas").Text.ShouldContain("4711");
        town.Town.LastTo("warga").Text.ShouldContain("SP4N-LAPOR!");

        await town.Run("lapor");
        town.Server.Filed.Count.ShouldBe(1);
        await town.Town.Say("petugas", $"/tugas {code} lapor");
        town.Town.LastTo("petugas").Text.ShouldContain("4711");
    }

    [Fact]
    public async Task Of_whoever_complains_nothing_goes_along()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        await town.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            await write.Db.Complaints.ExecuteUpdateAsync(c => c.SetProperty(x => x.Place, "Jalan Melati 5")
                .SetProperty(x => x.Story, "Hubungi saya di 0812 3456 7890, lampu jalan mati sejak Senin di depan rumah."));
        }));
        await town.Send(code);
        town.Town.LastTo("petugas").Text.ShouldNotContain("Melati");
        await town.Run("lapor");

        var filed = town.Server.Filed.ShouldHaveSingleItem();
        (filed.GetProperty("is_anonymous").GetBoolean(), filed.GetProperty("is_secret").GetBoolean()).ShouldBe((true, true));
        var all = filed.GetRawText();
        foreach (var own in new[] { "3456", "Melati", "warga", "nameUser", "phoneUser", "emailUser" }) all.ShouldNotContain(own);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Priority_goes_along_while_the_mark_stands_and_is_seen_before(bool takenOff)
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint("Ada kebakaran di belakang sekolah kami, api membesar!");
        if (takenOff) await town.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            write.Db.Complaints.Single().Sort(null, null, false, null, null);
            return ValueTask.CompletedTask;
        }));
        await town.Town.Say("petugas", $"/tugas {code} lapor");
        town.Town.LastTo("petugas").Text.Contains("is_priority", StringComparison.Ordinal).ShouldBe(!takenOff);
        await town.Town.Press("petugas", "Kirim ke SP4N-LAPOR!");
        await town.Run("lapor");
        town.Server.Filed.ShouldHaveSingleItem().GetProperty("is_priority").GetBoolean().ShouldBe(!takenOff);
    }

    [Fact]
    public async Task Nothing_that_was_said_gets_into_the_log()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        town.Server.Fault = LaporFault.Refuses;
        await town.Send(code);
        await town.Run("lapor");
        town.Town.Log.Lines.ShouldContain(l => l.Contains("422", StringComparison.Ordinal));
        foreach (var secret in new[] { "Lampu jalan", LaporServer.Auth, LaporServer.Token, "rahasia-pertama" })
            foreach (var line in town.Town.Log.Lines) line.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData(LaporFault.CutAfter)]
    [InlineData(LaporFault.SilentAfter)]
    [InlineData(LaporFault.NoNumber)]
    [InlineData(LaporFault.Error)]
    public async Task What_may_have_got_there_is_asked_of_a_person_and_not_filed_again(LaporFault fault)
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        town.Server.Fault = fault;
        await town.Send(code);
        await town.Run("lapor");
        var filed = town.Server.Filed.Count;
        town.Server.Fault = LaporFault.None;
        town.Town.Time.Advance(TimeSpan.FromHours(6));
        await town.Run("lapor");

        town.Server.Filed.Count.ShouldBe(filed);
        (await town.Copy()).State.ShouldBe(NationalState.Unsure);
        town.Town.LastTo("petugas").Text.ShouldContain("Kami tidak tahu apakah");

        // Somebody looks: it is there.
        await town.Town.Say("petugas", $"/tugas {code} lapor");
        await town.Town.Press("petugas", fault == LaporFault.Error ? "Belum ada, kirim lagi" : "Sudah ada di sana");
        if (fault != LaporFault.Error) await town.Town.Say("petugas", "4711");
        await town.Run("lapor");
        var copy = await town.Copy();
        (copy.State, copy.NationalId).ShouldBe((NationalState.Sent, "4711"));
        town.Server.Filed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_given_twice_is_believed_once_and_asked_of_a_person()
    {
        await using var town = await LaporTown.Start();
        town.Server.Same = 4711;
        var (first, second) = (await town.Complaint(), await town.Complaint("Saluran air di gang kami mampet sejak Rabu.", "budi"));
        await town.Send(first);
        await town.Run("lapor");
        await town.Send(second);
        await town.Run("lapor");
        var copies = await town.Town.Read(db => db.NationalCopies.OrderBy(c => c.Id).ToListAsync());
        copies.Select(c => c.State).ShouldBe([NationalState.Sent, NationalState.Unsure]);
        town.Town.LastTo("petugas").Text.ShouldContain("Kami tidak tahu apakah");

        // Nor is it by a person who reads the wrong line there.
        await town.Town.Say("petugas", $"/tugas {second} lapor");
        await town.Town.Press("petugas", "Sudah ada di sana");
        await town.Town.Say("petugas", "4711");
        town.Server.Pages.Add([new { id = 1, content = "Lampunya sudah diganti.", type = "jawaban" }]);
        await town.Run("lapor");
        town.Town.Time.Advance(TimeSpan.FromHours(2));
        await town.Run("kabar-lapor");
        town.Town.Channel.All.Where(m => m.Message.Address == "budi").Select(m => m.Message.Text)
            .ShouldNotContain(t => t.Contains("Lampunya", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json; charset=karangan")]
    [InlineData("text/html; charset=\"utf-8;\"")]
    [InlineData("application/octet-stream")]
    public async Task What_an_answer_says_of_itself_stops_nothing(string type)
    {
        await using var town = await LaporTown.Start();
        town.Server.Type = type;
        await town.Send(await town.Complaint());
        await town.Run("lapor");
        (await town.Copy()).State.ShouldBe(NationalState.Sent);
        town.Town.Time.Advance(TimeSpan.FromHours(2));
        town.Server.Pages.Add([new { id = 1, content = "Lampunya sudah diganti.", type = "jawaban" }]);
        await town.Run("kabar-lapor");
        town.Town.LastTo("warga").Text.ShouldContain("Lampunya");
    }

    [Fact]
    public async Task A_number_that_is_not_there_is_asked_again()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        town.Server.Fault = LaporFault.CutAfter;
        await town.Send(code);
        await town.Run("lapor");
        await town.Town.Say("petugas", $"/tugas {code} lapor");
        await town.Town.Press("petugas", "Sudah ada di sana");
        await town.Town.Say("petugas", "nomor 4711?");
        town.Town.LastTo("petugas").Text.ShouldContain("bukan nomor SP4N-LAPOR!");
        await town.Town.Say("petugas", "999999");
        await town.Run("lapor");
        var copy = await town.Copy();
        (copy.State, copy.NationalId).ShouldBe((NationalState.Unsure, null));
    }

    [Fact]
    public async Task A_process_that_dies_during_the_call_files_nothing_twice()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        await town.Send(code);
        await town.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.NationalCopies.SingleAsync()).Call(town.Town.Time.GetUtcNow())));
        await town.Run("lapor");
        (await town.Copy()).State.ShouldBe(NationalState.Calling);
        town.Town.Time.Advance(TimeSpan.FromMinutes(6));
        await town.Run("lapor");
        (await town.Copy()).State.ShouldBe(NationalState.Unsure);
        town.Server.Filed.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_restored_copy_was_still_to_file_may_be_there_and_is_asked_about()
    {
        await using var town = await LaporTown.Start();
        await town.Send(await town.Complaint());

        await town.Town.With(s => s.GetRequiredService<CarryUp>().DoubtWanted());
        town.Town.Time.Advance(TimeSpan.FromMinutes(6));
        await town.Run("lapor");

        (await town.Copy()).State.ShouldBe(NationalState.Unsure);
        town.Server.Filed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task An_outage_costs_no_question_and_is_tried_again_further_apart(int status)
    {
        await using var town = await LaporTown.Start();
        foreach (var who in new[] { "warga", "tini" }) await town.Send(await town.Complaint(who: who));
        town.Server.Everything = status;
        await town.Run("lapor");
        var copies = await town.Town.Read(db => db.NationalCopies.ToListAsync());
        copies.ShouldAllBe(c => c.State == NationalState.Wanted && c.Tries == 1 && c.Trouble == $"{status}" && c.FailingSince != null);
        var calls = town.Server.Calls.Count;
        await town.Run("lapor");
        town.Server.Calls.Count.ShouldBe(calls);

        for (var i = 0; i < 10; i++)
        {
            town.Town.Time.Advance(TimeSpan.FromHours(4));
            await town.Run("lapor");
        }

        (await town.Town.Read(db => db.NationalCopies.MaxAsync(c => c.NextTryAt)))!.Value
            .ShouldBeLessThanOrEqualTo(town.Town.Time.GetUtcNow().AddHours(4));
        town.Server.Everything = 0;
        town.Town.Time.Advance(TimeSpan.FromHours(4));
        await town.Run("lapor");
        (await town.Town.Read(db => db.NationalCopies.ToListAsync()))
            .ShouldAllBe(c => c.State == NationalState.Sent && c.FailingSince == null);
        town.Server.Filed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_an_outage_too()
    {
        await using var town = await LaporTown.Start(("Lapor:BaseUrl", "http://127.0.0.1:9"));
        await town.Send(await town.Complaint());
        await town.Run("lapor");
        var copy = await town.Copy();
        (copy.State, copy.Trouble).ShouldBe((NationalState.Wanted, "connection"));
    }

    [Fact]
    public async Task What_is_refused_waits_for_a_person_who_sends_it_again()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        town.Server.Fault = LaporFault.Refuses;
        await town.Send(code);
        await town.Run("lapor");
        (await town.Copy()).State.ShouldBe(NationalState.Refused);
        town.Town.LastTo("petugas").Text.ShouldContain("menolak");
        town.Server.Fault = LaporFault.None;
        await town.Send(code);
        await town.Run("lapor");
        (await town.Copy()).State.ShouldBe(NationalState.Sent);
    }

    [Fact]
    public async Task It_can_be_taken_back_until_it_goes()
    {
        await using var town = await LaporTown.Start(("Complaints:TakeBackMinutes", "10"));
        var code = await town.Complaint();
        town.Town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Send(code);
        await town.Run("lapor");
        town.Server.Calls.ShouldBeEmpty();
        await town.Town.Press("petugas", "Tarik kembali");
        town.Town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Run("lapor");
        town.Server.Calls.ShouldBeEmpty();
        (await town.Town.Read(db => db.NationalCopies.CountAsync())).ShouldBe(0);

        await town.Send(code);
        await town.Town.Press("petugas", "Kirim sekarang");
        await town.Run("lapor");
        town.Server.Filed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_became_the_inspectorates_meanwhile_does_not_go_by_an_officers_press()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        await town.Send(code);
        await town.Town.GiveRole("irban", Role.Inspectorate);
        await town.Town.Say("petugas", $"/tugas {code} teruskan");
        await town.Town.Press("petugas", "Inspektorat (berkadar pengawasan)");
        await town.Town.Say("petugas", "Petugas loket meminta uang kepada pelapor.");
        await town.Run("lapor");
        town.Server.Filed.ShouldBeEmpty();
        (await town.Town.Read(db => db.NationalCopies.CountAsync())).ShouldBe(0);

        await town.Send(code, "irban");
        await town.Run("lapor");

        // Not to the accused unit, and what it may read there quotes nothing.
        var filed = town.Server.Filed.ShouldHaveSingleItem();
        (Number(filed, "disposition_id"), filed.GetProperty("is_secret").GetBoolean()).ShouldBe((151777, true));
        filed.GetProperty("title").GetString()!.ShouldNotContain("Lampu");
    }

    [Fact]
    public async Task What_is_about_the_inspectorate_goes_to_the_head_of_the_instansi()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        await town.Town.GiveRole("walikota", Role.InstansiHead);
        await town.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.Complaints.SingleAsync()).PassToInspectorate(ofInspectorate: true, town.Town.Time.GetUtcNow(),
                s.GetRequiredService<Core.Complaints.Deadlines.ComplaintClock>())));
        await town.Send(code, "walikota");
        await town.Run("lapor");
        Number(town.Server.Filed.ShouldHaveSingleItem(), "disposition_id").ShouldBe(151778);
    }

    [Fact]
    public async Task An_accusation_that_comes_after_a_refusal_is_classed_first_too()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Town.FileComplaint("warga", LaporTown.Story);
        town.Server.Fault = LaporFault.Refuses;
        await town.Send(code, "tri");
        await town.Run("lapor");
        (await town.Copy()).State.ShouldBe(NationalState.Refused);
        await town.Town.Say("warga", $"/cek {code} tambah");
        await town.Town.Say("warga", "Petugasnya minta uang suap seratus ribu untuk menyalakannya.");
        await town.Town.Press("warga", "Selesai");
        await town.Town.Say("tri", $"/tugas {code} lapor");
        town.Town.LastTo("tri").Text.ShouldContain("Tentukan dulu kelasnya");
    }

    [Fact]
    public async Task Triage_decides_the_class_of_an_accusation_before_it_may_go()
    {
        await using var town = await LaporTown.Start();
        var accusation = await town.Town.FileComplaint("warga", "Petugas loket minta uang suap seratus ribu untuk KTP.");
        await town.Town.Say("tri", $"/tugas {accusation} lapor");
        town.Town.LastTo("tri").Text.ShouldContain("Tentukan dulu kelasnya");
        var other = await town.Town.FileComplaint("tini", LaporTown.Story);
        await town.Send(other, "tri");
        await town.Run("lapor");
        town.Server.Filed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Switched_off_nobody_is_offered_it_and_nothing_is_called()
    {
        await using var town = await LaporTown.Start(("Lapor:On", "false"));
        var code = await town.Complaint();
        await town.Town.Say("petugas", $"/tugas {code}");
        town.Town.LastTo("petugas").Rows.SelectMany(r => r).ShouldNotContain(b => b.Label!.Contains("LAPOR", StringComparison.Ordinal));
        await town.Town.Say("petugas", $"/tugas {code} lapor");
        town.Town.LastTo("petugas").Text.ShouldContain("belum dinyalakan");
        await town.Run("lapor");
        await town.Run("kabar-lapor");
        town.Server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_ends_here_as_not_ours_is_said_there()
    {
        await using var town = await LaporTown.Start();
        var code = await town.Complaint();
        await town.Send(code);
        await town.Run("lapor");
        await town.Town.Say("petugas", $"/tugas {code} tutup");
        await town.Town.Press("petugas", "Bukan wewenang kami");
        await town.Town.Say("petugas", "PLN");
        town.Server.Everything = 500;
        await town.Run("lapor");
        town.Server.Rejected.ShouldBeEmpty();
        town.Server.Everything = 0;
        town.Town.Time.Advance(TimeSpan.FromHours(1));
        await town.Run("lapor");
        await town.Run("lapor");

        var (number, body) = town.Server.Rejected.ShouldHaveSingleItem();
        (number, body.GetProperty("reason").GetInt32()).ShouldBe(("4711", 901));
        (await town.Copy()).Rejection.ShouldBe(NationalRejection.Said);
    }

    private static int Number(JsonElement filed, string name) => filed.GetProperty(name).GetInt32();
}
