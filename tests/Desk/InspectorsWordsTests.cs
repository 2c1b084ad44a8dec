using System.Net;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.Handling;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Tests.Complaints;

namespace Tests.Desk;

/// <summary>What was said while the inspectorate had a complaint is not read, found or opened by the unit that gets it back.</summary>
public sealed class InspectorsWordsTests
{
    [Fact]
    public async Task The_accused_unit_gets_it_back_without_what_was_said_meanwhile()
    {
        var folder = Directory.CreateTempSubdirectory("inspectors-").FullName;
        await using var town = await DeskTown.Start(("Complaints:AttachmentFolder", folder));
        var (officer, triage) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Triage));
        var inspector = await town.Official("3", Role.Inspectorate);
        var code = await town.Complaint("Antrean di loket sangat panjang.", kind: ComplaintClass.Supervisory);
        await Do(town, code, Act.Take, Relation.Inspector, null, (c, now, clock) => c.Take(inspector, now, clock));
        await Do(town, code, Act.Ask, Relation.Inspector, "Siapa zqtanya di loket itu?", (c, now, clock) => c.Ask(now, clock));
        var witness = await Do(town, code, Act.Answer, Relation.Complainant, "Saksinya Bu zqrina dari loket dua.",
            (c, now, clock) => c.Answer(now, clock), file: true);
        var told = await town.Enter(inspector);
        (await told.Page($"/meja/k/{code}")).Body!.TextContent.ShouldContain("zqrina");
        await Do(town, code, Act.PassOn, Relation.Inspector, "Kami periksa zqalasan, tidak terbukti.",
            (c, now, clock) => c.PassOn(null, now, clock));
        var seen = (await (await town.Enter(triage)).Page($"/meja/k/{code}")).Body!.TextContent;
        seen.ShouldContain("zqalasan");
        seen.ShouldNotContain("zqrina");

        var unit = town.Host.Get<Core.Units.UnitCatalog>().Find("DINSOS")!.Id;
        await Do(town, code, Act.Verify, Relation.Triage, null, (c, now, clock) => c.Verify(ComplaintClass.Ordinary, unit, now, clock));
        var later = await Do(town, code, Act.Add, Relation.Complainant, "Hari ini zqlagi begitu.", (c, now, clock) => c.Add(now, clock),
            file: true);
        var browser = await town.Enter(officer);
        var page = await browser.Page($"/meja/k/{code}");
        page.Body!.TextContent.ShouldContain("zqlagi");
        foreach (var word in (string[])["zqtanya", "zqrina", "zqalasan"]) page.Body.TextContent.ShouldNotContain(word);
        page.QuerySelector(".history")!.TextContent.ShouldNotContain("Inspektorat");
        page.QuerySelectorAll(".files a").Select(a => a.GetAttribute("href")).ShouldBe([$"/meja/k/{code}/berkas/{later}"]);
        (await browser.Get($"/meja/k/{code}/berkas/{witness}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get($"/meja/k/{code}/berkas/{later}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var (typed, found) in new[] { ("antrean", 1), ("zqrina", 0), ("antrean zqrina", 0), ("zqalasan", 0) })
            (await browser.Page($"/meja?q={Uri.EscapeDataString(typed)}")).QuerySelectorAll(".rows .go").Length.ShouldBe(found, typed);

        await using var db = await town.Host.Open();
        var (history, complaint) = (town.Host.Get<ComplaintHistory>(), await town.Stored(code));
        var words = Wording.Of("id");
        var all = await history.Tell(db, complaint, Relation.Officer, words) + await history.Words(db, complaint, Relation.Officer, words);
        foreach (var word in (string[])["zqtanya", "zqrina", "zqalasan", "Inspektorat"]) all.ShouldNotContain(word);
        (await history.Files(db, complaint, Relation.Officer)).Count.ShouldBe(1);
        (await history.Tell(db, complaint, Relation.Complainant, words)).ShouldContain("zqrina");
    }

    [Theory]
    [InlineData(Relation.Inspector, true)]
    [InlineData(Relation.Triage, true)]
    [InlineData(Relation.Chief, false)]
    [InlineData(Relation.Complainant, false)]
    internal void What_the_head_of_the_instansi_did_about_the_inspectorate_is_not_for_it(Relation reader, bool kept) =>
        InspectorsWords.IsKeptFrom(reader, new ComplaintEvent
        {
            ComplaintId = 1,
            At = default,
            Act = Act.Progress,
            By = Relation.Chief,
            From = ComplaintState.InProgress,
            To = ComplaintState.InProgress,
            Class = ComplaintClass.Supervisory,
            OfInspectorate = true,
        }).ShouldBe(kept);

    /// <summary>One step an hour; the number of the file that came with it.</summary>
    private static async Task<long> Do(DeskTown town, string code, Act act, Relation by, string? words,
        Action<Complaint, DateTimeOffset, ComplaintClock> change, bool file = false)
    {
        town.Host.Time.Advance(TimeSpan.FromHours(1));
        var (now, clock) = (town.Host.Time.GetUtcNow(), town.Host.Get<ComplaintClock>());
        return await town.Host.Get<WriteQueue>().Enqueue(async write =>
        {
            var complaint = (await FindComplaint.ByCode(write.Db, code))!;
            var from = complaint.State;
            change(complaint, now, clock);
            new ComplaintJournal(write.Db, _ => ValueTask.CompletedTask, now, by, null).Record(complaint, act, from, words);
            if (!file) return 0;
            var name = AttachmentFolder.DrawName() + ".png";
            await town.Host.Get<AttachmentFolder>().Keep(Pictures.Png(), name, default);
            var row = ComplaintAttachment.Of(complaint.Id, true, "telegram", new InboundFile("x", FileKind.Photo, null, null, 1), now);
            row.Keep(name, 1);
            write.Db.Add(row);
            await write.Db.SaveChangesAsync();
            return row.Id;
        });
    }
}
