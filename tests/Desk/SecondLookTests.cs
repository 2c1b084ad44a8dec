using System.Net;
using Core.Complaints;
using Core.Complaints.Notices;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>
/// The second pair of eyes on what somebody takes for spam: a colleague who is there, their deputy, then triage, then the bureau. Nothing
/// waits for somebody who is away.
/// </summary>
public sealed class SecondLookTests
{
    [Fact]
    public async Task Where_all_colleagues_are_away_triage_looks()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Ani");
        var budi = await town.Official("2", Role.Officer, "DINSOS", "Budi");
        var triage = await town.Official("3", Role.Triage);
        var code = await town.Complaint("Pinjaman cepat cair, hubungi kami.");
        var looks = await town.Enter(triage);
        await looks.Page($"/meja/k/{code}", HttpStatusCode.NotFound);
        await Leave(town, budi);

        await Suspect(town, ani, code);

        (await Asked(town)).ShouldBe([triage]);
        var page = await looks.Page($"/meja/k/{code}");
        page.QuerySelector(".told .story")!.TextContent.ShouldContain("Pinjaman cepat");
        page.QuerySelectorAll("[data-step]").Select(s => s.GetAttribute("data-step")).ShouldBe(["spam-ya", "spam-bukan"]);
        (await looks.Page("/meja")).QuerySelectorAll(".rows a.go").Select(a => a.TextContent).ShouldBe([code]);
        using var done = await looks.Step(code, "spam-ya");
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await town.Stored(code)).EndReason.ShouldBe(EndReason.Spam);
    }

    [Fact]
    public async Task A_deputy_who_is_away_too_is_passed_over()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Ani");
        var budi = await town.Official("2", Role.Officer, "DINSOS", "Budi");
        var head = await town.Official("3", Role.Head, "DINSOS", "Kadis");
        var cici = await town.Official("4", Role.Officer, "DINSOS", "Cici");
        await Leave(town, budi, deputy: cici);
        await Leave(town, cici);
        var code = await town.Complaint("Pinjaman cepat cair, hubungi kami.");
        await Suspect(town, ani, code);
        (await Asked(town)).ShouldBe([head]);
    }

    [Fact]
    public async Task Nobody_is_their_own_second_pair_of_eyes_as_somebodys_deputy()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Ani");
        var budi = await town.Official("2", Role.Officer, "DINSOS", "Budi");
        var bureau = await town.Official("3", Role.InstansiAdministrator);
        await Leave(town, budi, deputy: ani);
        var code = await town.Complaint("Pinjaman cepat cair, hubungi kami.");
        await Suspect(town, ani, code);
        (await Asked(town)).ShouldBe([bureau]);
    }

    [Fact]
    public async Task Triage_of_the_unit_and_triage_without_a_suspicion_look_at_nothing()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Ani");
        var own = await town.Official("3", Role.Triage);
        await town.Official("3", Role.Asn, "DINSOS");
        var supervisory = await town.Complaint("Petugas minta uang.", kind: ComplaintClass.Supervisory);
        var code = await town.Complaint("Pinjaman cepat cair, hubungi kami.");
        await Suspect(town, ani, code);
        var browser = await town.Enter(own);
        await browser.Page($"/meja/k/{code}", HttpStatusCode.NotFound);
        await browser.Page($"/meja/k/{supervisory}", HttpStatusCode.NotFound);

        var other = await town.Official("4", Role.Triage);
        var looks = await town.Enter(other);
        (await looks.Page($"/meja/k/{code}")).QuerySelectorAll("[data-step]").Length.ShouldBe(2);
        using var cleared = await looks.Step(code, "spam-bukan");
        await looks.Page($"/meja/k/{code}", HttpStatusCode.NotFound);
        (await town.Stored(code)).State.ShouldBe(ComplaintState.InProgress);
    }

    private static async Task Suspect(DeskTown town, long who, string code)
    {
        var browser = await town.Enter(who);
        using var done = await browser.Step(code, "tutup", ("alasan", "Spam"), ("kata", "Isinya iklan pinjaman."), ("do", "ya"));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<List<long>> Asked(DeskTown town)
    {
        await using var db = await town.Host.Open();
        return await db.ComplaintNews.Where(n => n.Key == "complaint.office.spam").OrderBy(n => n.PersonId).Select(n => n.PersonId)
            .ToListAsync();
    }

    private static Task Leave(DeskTown town, long who, long? deputy = null) => town.Host.Get<WriteQueue>().Enqueue(write =>
    {
        var day = DateOnly.FromDateTime(town.Host.Time.GetUtcNow().UtcDateTime);
        write.Db.Leaves.Add(new Leave { PersonId = who, From = day.AddDays(-2), To = day.AddDays(5) });
        write.Db.DeskSettings.Add(new DeskSettings { PersonId = who, DeputyId = deputy });
        return ValueTask.CompletedTask;
    });
}
