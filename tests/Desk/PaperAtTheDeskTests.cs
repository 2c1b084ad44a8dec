using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Tests.OnPaper;

namespace Tests.Desk;

/// <summary>Paper questionnaires at the desk: mistakes by cell, a look before it counts, once, and back as a whole.</summary>
public sealed class PaperAtTheDeskTests
{
    private const HttpStatusCode Refused = HttpStatusCode.UnprocessableEntity;

    [Fact]
    public async Task A_sheet_is_shown_counts_when_that_is_said_and_is_taken_back()
    {
        await using var town = await Start();
        var browser = await town.Enter(await town.Official("1", Role.UnitAdministrator, "DINSOS"));
        var shown = await Send(browser, FilledForms.Sheet(FilledForms.Ten()));
        shown.Body!.TextContent.ShouldContain("10 responden");
        (await Counted(town)).ShouldBe(0);

        var counted = await Press(browser, shown, "/meja/kertas/hitung");
        counted.QuerySelector("[role=status]")!.TextContent.ShouldContain("10 lembar kertas dihitung");
        (await Counted(town)).ShouldBe(10);
        (await Press(browser, shown, "/meja/kertas/hitung", Refused)).QuerySelector(".trouble").ShouldNotBeNull();
        (await Send(browser, FilledForms.Sheet(FilledForms.Ten()), Refused)).Body!.TextContent
            .ShouldContain("sudah dihitung sejak");

        var back = await Press(browser, await browser.Page("/meja/kertas"), "/meja/kertas/tarik");
        back.QuerySelector("[role=status]")!.TextContent.ShouldContain("dibatalkan");
        (await Counted(town)).ShouldBe(0);
        await using var db = await town.Host.Open();
        (await db.Audit.Where(a => a.Act.StartsWith("paper")).OrderBy(a => a.Id).Select(a => a.Act).ToListAsync())
            .ShouldBe(["paper-in", "paper-out"]);
    }

    [Fact]
    public async Task Mistakes_are_told_by_cell_and_nothing_is_kept()
    {
        await using var town = await Start();
        var browser = await town.Enter(await town.Official("1", Role.UnitAdministrator, "DINSOS"));
        var rows = FilledForms.Ten();
        rows[2][3] = "7";
        var told = await Send(browser, FilledForms.Sheet(rows), Refused);

        told.QuerySelector(".trouble")!.TextContent.ShouldContain("E9");
        told.QuerySelector(".trouble")!.TextContent.ShouldContain("bukan 1 sampai 4");
        (await Send(browser, "bukan lembar"u8.ToArray(), Refused)).QuerySelector(".trouble").ShouldNotBeNull();
        (await Send(browser, [], Refused)).QuerySelector(".trouble")!.TextContent.ShouldContain("Pilih satu berkas");
        await using var db = await town.Host.Open();
        (await db.ImportFiles.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_dropped_is_gone()
    {
        await using var town = await Start();
        var browser = await town.Enter(await town.Official("1", Role.UnitAdministrator, "DINSOS"));
        var shown = await Send(browser, FilledForms.Sheet(FilledForms.Ten()));
        await Press(browser, shown, "/meja/kertas/buang");

        (await Press(browser, shown, "/meja/kertas/hitung", Refused)).QuerySelector(".trouble").ShouldNotBeNull();
        (await Counted(town)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_who_administers_the_unit_has_the_page_and_its_forms()
    {
        await using var town = await Start();
        var officer = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        (await officer.Page("/meja")).QuerySelector("a[href='/meja/kertas']").ShouldBeNull();
        (await officer.Get("/meja/kertas")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.Get("/meja/kertas/isian?unit=DINSOS")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var other = await town.Enter(await town.Official("2", Role.UnitAdministrator, "DISDUK"));
        (await other.Get("/meja/kertas/isian?unit=DINSOS")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var mine = await town.Enter(await town.Official("3", Role.UnitAdministrator, "DINSOS"));
        var shown = await Send(mine, FilledForms.Sheet(FilledForms.Ten()));
        var number = shown.QuerySelector("input[name=nomor]")!.GetAttribute("value")!;
        var theirs = await other.Page("/meja/kertas");
        using var stolen = await other.Post("/meja/kertas/hitung", ("t", theirs.QuerySelector("input[name=t]")!.GetAttribute("value")!),
            ("unit", "DISDUK"), ("nomor", number));
        stolen.StatusCode.ShouldBe(Refused);
        (await Counted(town)).ShouldBe(0);

        var everywhere = await town.Enter(await town.Official("4", Role.InstansiAdministrator));
        var choice = await everywhere.Page("/meja/kertas");
        choice.QuerySelectorAll("option").Select(o => o.GetAttribute("value")).ShouldBe(["DISDUK", "DINSOS"]);
        using var sheet = await everywhere.Get("/meja/kertas/isian?unit=DINSOS");
        (await sheet.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith("PK"u8).ShouldBeTrue();
    }

    private static async Task<DeskTown> Start()
    {
        var town = await DeskTown.Start(("Reports:Folder", Directory.CreateTempSubdirectory("paper-desk-").FullName));
        await town.Host.Get<WriteQueue>().Enqueue(async write =>
        {
            var unit = await write.Db.Units.Include(u => u.Services).SingleAsync(u => u.Code == "DINSOS");
            unit.Services.Clear();
            unit.Services.Add(new Service { Code = "bantuan-sosial", Name = "Bantuan sosial" });
        });
        await town.Host.Get<UnitCatalog>().Reload();
        return town;
    }

    private static async Task<IDocument> Send(DeskBrowser browser, byte[] content, HttpStatusCode status = HttpStatusCode.OK)
    {
        var page = await browser.Page("/meja/kertas");
        using var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelector("form[action='/meja/kertas/baca']")!.QuerySelectorAll("input[type=hidden]"))
            form.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        form.Add(file, "berkas", "isian.xlsx");
        using var answer = await browser.Post("/meja/kertas/baca", form);
        return await DeskBrowser.Read(answer, status);
    }

    private static async Task<IDocument> Press(DeskBrowser browser, IDocument page, string action,
        HttpStatusCode status = HttpStatusCode.OK)
    {
        var fields = page.QuerySelector($"form[action='{action}']")!.QuerySelectorAll("input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();
        using var answer = await browser.Post(action, fields);
        return await DeskBrowser.Read(answer, status);
    }

    private static async Task<int> Counted(DeskTown town)
    {
        await using var db = await town.Host.Open();
        return await db.Ratings.CountAsync(r => r.PaperBatch != null);
    }
}
