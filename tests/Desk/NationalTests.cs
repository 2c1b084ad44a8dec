using System.Net;
using Core.Complaints;
using Core.Complaints.National;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Desk;

/// <summary>An official gives a complaint to SP4N-LAPOR! at the desk: what goes is seen before, and a doubt is settled there too.</summary>
public sealed class NationalTests
{
    [Fact]
    public async Task What_goes_is_shown_before_it_can_be_sent_and_then_waits_to_be_called()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Siti menulis: lampu jalan mati, telepon saya 0812 3456 7890.");
        var browser = await town.Enter(officer);
        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelectorAll("form[action$=lapor] button[value=ya]").ShouldBeEmpty();

        using var answer = await browser.Send(page, code, "lapor", ("do", "lihat"));
        var preview = await DeskBrowser.Read(answer);
        var sends = preview.QuerySelector(".sends")!.TextContent;
        sends.ShouldContain("lampu jalan mati");
        sends.ShouldContain("[nama pelapor]");
        sends.ShouldNotContain("3456");
        preview.QuerySelectorAll("form[action$=lapor] button[value=ya]").Length.ShouldBe(1);
        await using (var none = await town.Host.Open()) (await none.NationalCopies.CountAsync()).ShouldBe(0);

        (await browser.Send(preview, code, "lapor", ("do", "ya"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = await town.Host.Open();
        var copy = await db.NationalCopies.SingleAsync();
        (copy.State, copy.NextTryAt).ShouldBe((NationalState.Wanted, town.Host.Time.GetUtcNow().AddMinutes(10)));
        (await browser.Page($"/meja/k/{code}")).QuerySelectorAll("form[action$=lapor]").ShouldBeEmpty();

        (await browser.Step(code, "tarik")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await db.NationalCopies.CountAsync()).ShouldBe(0);
        (await browser.Page($"/meja/k/{code}")).QuerySelectorAll("form[action$=lapor]").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_doubt_is_settled_with_the_number_that_somebody_found()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Lampu jalan mati sejak Senin.");
        var browser = await town.Enter(officer);
        await town.Host.Get<Core.Persistence.WriteQueue>().Enqueue(async write =>
        {
            var complaint = await write.Db.Complaints.SingleAsync();
            var copy = NationalCopy.Want(complaint, officer, null, town.Host.Time.GetUtcNow(), town.Host.Time.GetUtcNow());
            copy.Doubt("timeout");
            write.Db.Add(copy);
        });
        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelector("form[action$=lapor]")!.TextContent.ShouldContain("Kami tidak tahu");
        using var unsaid = await browser.Send(page, code, "lapor", ("do", "ya"));
        (await DeskBrowser.Read(unsaid)).QuerySelector("form[action$=lapor] .trouble")!.TextContent.ShouldContain("Kami tidak tahu");
        (await browser.Send(page, code, "lapor", ("do", "ya"), ("lain", "4711"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = await town.Host.Open();
        var settled = await db.NationalCopies.SingleAsync();
        (settled.State, settled.NationalId).ShouldBe((NationalState.Looking, "4711"));
    }

    [Fact]
    public async Task Switched_off_it_is_neither_offered_nor_done()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Lampu jalan mati sejak Senin.");
        var browser = await town.Enter(officer);
        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelectorAll("form[action$=lapor]").ShouldBeEmpty();
        var token = page.QuerySelector("input[name=t]")!.GetAttribute("value")!;
        var version = $"{(await town.Stored(code)).Version}";
        using var answer = await browser.Post($"/meja/k/{code}/lapor", ("t", token), ("versi", version), ("do", "ya"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Forwarded);
        await using var db = await town.Host.Open();
        (await db.NationalCopies.CountAsync()).ShouldBe(0);
    }

    private static Task<DeskTown> Start()
    {
        var settings = LaporServer.Settings(Directory.CreateTempSubdirectory("lapor-").FullName, "http://127.0.0.1:9");
        return DeskTown.Start([.. settings.Select(s => (s.Key, s.Value!)), ("Complaints:TakeBackMinutes", "10")]);
    }
}
