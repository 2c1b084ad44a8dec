using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Desk;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>Complaints are found by their words on both databases alike, and what is erased is not found any more.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("blangko", "A")]
    [InlineData("BLANGKO habis", "A")]
    [InlineData("habis ktp", "A")]
    [InlineData("lamp", "B")]
    [InlineData("e-ktp", "A")]
    [InlineData("jalan", "AB")]
    [InlineData("jalan blangko", "A")]
    [InlineData("teknisi", "B")]
    [InlineData("kereta", "")]
    [InlineData("\"' OR * (near) %", "")]
    [InlineData("RW.05", "B")]
    public async Task Both_databases_find_the_same(string words, string found)
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var codes = new Dictionary<string, string>
        {
            ["A"] = await town.Complaint("Blangko e-KTP habis sejak minggu lalu, saya disuruh jalan ke kecamatan."),
            ["B"] = await town.Complaint("Lampu jalan di RW-05 padam dua minggu."),
        };
        await Say(town, codes["B"], "Teknisi kami datang besok pagi.");
        await town.Complaint("Lampu jalan milik unit lain, blangko, teknisi.", "DISDUK");
        var browser = await town.Enter(officer);

        var rows = (await browser.Page($"/meja?q={Uri.EscapeDataString(words)}")).QuerySelectorAll(".rows .go").Select(a => a.TextContent);

        string.Concat(rows.Select(code => codes.Single(c => c.Value == code).Key).Order()).ShouldBe(found);
    }

    [Fact]
    public async Task A_code_is_found_by_its_beginning_with_and_without_dashes()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Blangko habis sejak minggu lalu.");
        var browser = await town.Enter(officer);
        foreach (var typed in new[] { code, code.ToLowerInvariant(), code[..6], code.Replace("-", "", StringComparison.Ordinal) })
            (await browser.Page($"/meja?q={typed}")).QuerySelectorAll(".rows .go").Select(a => a.TextContent).ShouldBe([code], typed);
    }

    [Fact]
    public async Task Whoever_only_watches_over_dates_finds_nothing_by_words()
    {
        await using var town = await DeskTown.Start();
        var bureau = await town.Official("1", Role.InstansiAdministrator);
        await town.Official("2", Role.Officer, "DINSOS");
        var code = await town.Complaint("Blangko habis sejak minggu lalu.");
        var browser = await town.Enter(bureau);
        (await browser.Page("/meja?q=blangko")).QuerySelectorAll(".rows tbody tr").ShouldBeEmpty();
        var row = (await browser.Page("/meja")).QuerySelector(".rows tbody tr").ShouldNotBeNull();
        row.TextContent.ShouldContain(code);
        row.TextContent.ShouldNotContain("Blangko");
        (await browser.Page($"/meja?q={code[..4]}")).QuerySelectorAll(".rows tbody tr").Length.ShouldBe(1);
        (await browser.Get($"/meja/k/{code}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Erased_words_are_in_the_index_no_more()
    {
        await using var town = await DeskTown.Start();
        var code = await town.Complaint("Blangko habis zxqvwunik sejak minggu lalu.");
        await Say(town, code, "Kami perbaiki qzjawab besok.");
        (await Hits(town, "zxqvwunik qzjawab")).ShouldBe(1);
        await town.Host.Get<WriteQueue>().Enqueue(async write =>
        {
            var plain = code.Replace("-", "", StringComparison.Ordinal);
            var complaint = await write.Db.Complaints.SingleAsync(c => c.Code == plain);
            complaint.Forget();
            foreach (var line in await write.Db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id).ToListAsync()) line.Words = null;
        });

        (await Hits(town, "zxqvwunik")).ShouldBe(0);
        (await Hits(town, "qzjawab")).ShouldBe(0);
        if (Support.TestDatabase.IsPostgres) return;
        await using var db = await town.Host.Open();
        await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)");
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        bytes.ShouldNotContain("zxqvwunik");
        bytes.ShouldNotContain("qzjawab");
    }

    private static async Task<int> Hits(DeskTown town, string words)
    {
        await using var db = await town.Host.Open();
        return await DeskWords.Find(db, town.Host.Get<IWordIndex>(), words)!.CountAsync();
    }

    private static Task Say(DeskTown town, string code, string words) => town.Host.Get<WriteQueue>().Enqueue(async write =>
    {
        var plain = code.Replace("-", "", StringComparison.Ordinal);
        var complaint = await write.Db.Complaints.SingleAsync(c => c.Code == plain);
        var (now, clock) = (town.Host.Time.GetUtcNow(), town.Host.Get<ComplaintClock>());
        complaint.Note(now, clock);
        new ComplaintJournal(write.Db, _ => ValueTask.CompletedTask, now, Relation.Officer, null).Record(complaint, Act.Note,
            complaint.State, words);
    });
}
