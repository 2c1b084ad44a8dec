using System.Net;
using AngleSharp.Dom;
using Core.Complaints;
using Core.People;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>
/// A day's walk: fifty complaints of fifty citizens go from filing to their end at the desk, and every press and text is counted.
/// A press is a link, a tick, a choice or a button; by keyboard a key.
/// </summary>
public sealed class DaysWalkTests
{
    [Fact]
    public async Task Fifty_complaints_reach_their_end_with_at_most_four_presses_and_one_text_each()
    {
        await using var town = await DeskTown.Start();
        var codes = new List<string>();
        for (var n = 0; n < 50; n++)
            codes.Add(await town.Complaint($"Antrean di loket {n} panjang sekali sejak pagi tadi.", kind: null,
                by: await town.Official($"9{n:00}", null)));
        var triage = new Hand(await town.Enter(await town.Official("3", Role.Triage)));
        var officer = new Hand(await town.Enter(await town.Official("1", Role.Officer, "DINSOS")));
        var other = new Hand(await town.Enter(await town.Official("2", Role.Officer, "DISDUK")));

        foreach (var code in codes) await triage.Do(code, "verifikasi", ("jenis", "Ordinary"));
        (triage.Presses, triage.Texts).ShouldBe((3 * 50, 0));

        // The usual one: open it, write what was done, look at what the citizen will read, send it.
        foreach (var code in codes[..34]) await officer.Do(code, "selesai", preview: true, ("kata", "Loket kedua sudah kami buka."));
        (officer.Presses, officer.Texts).ShouldBe((3 * 34, 34));

        // Ten that ask for the same: one text for all of them.
        var before = (officer.Presses, officer.Texts);
        await officer.ForMany(codes[34..44], "selesai", "Sistem antrean sudah kami perbaiki.");
        (officer.Presses - before.Presses, officer.Texts - before.Texts).ShouldBe((14, 1));

        // What is not the unit's: another body, the same as another, another unit by its own word and by triage's.
        await officer.Do(codes[44], "tutup", ("alasan", "NotOurs"), ("ke", "pln"));
        await officer.Do(codes[45], "tutup", ("alasan", "Duplicate"), ("lain", codes[49]));
        await officer.Do(codes[46], "teruskan", ("unit", "DISDUK"), ("kata", "Ini loket kependudukan."));
        await other.Do(codes[46], "selesai", ("kata", "Loket kami sudah dibuka lagi."));
        await officer.Do(codes[47], "tolak", ("kata", "Ini loket kependudukan."));
        await triage.Do(codes[47], "verifikasi", ("jenis", "Ordinary"), ("unit", "DISDUK"));
        await other.Do(codes[47], "selesai", ("kata", "Loket kami sudah dibuka lagi."));

        // One that was settled by mistake is taken back before the citizen reads it.
        await officer.Do(codes[48], "selesai", ("kata", "Tertukar dengan yang lain."));
        await officer.Do(codes[48], "tarik");
        await officer.Do(codes[48], "kabar", ("kata", "Kami periksa hari ini."));
        await officer.Do(codes[48], "selesai", ("kata", "Loket sudah kami tambah."));
        await officer.Do(codes[49], "selesai", ("kata", "Loket kedua sudah kami buka."));

        foreach (var code in codes) (await town.Stored(code)).State.ShouldBe(code == codes[44] || code == codes[45] ? ComplaintState.Closed
            : ComplaintState.Resolved, code);
        ((officer.Presses + other.Presses) / 50.0).ShouldBeLessThanOrEqualTo(4);
        (officer.Texts + other.Texts).ShouldBeLessThanOrEqualTo(50);
        (await officer.Browser.Page("/meja")).QuerySelectorAll(".rows .go").ShouldBeEmpty();

        // Each citizen is told how it ended, and nobody reads what was taken back.
        await using var db = await town.Host.Open();
        var sent = await db.Outbox.Select(m => new { m.Address, m.Body }).ToListAsync();
        var told = sent.Where(m => m.Address.StartsWith('9')).ToList();
        told.Select(t => t.Address).Distinct().Count().ShouldBe(50);
        told.ShouldNotContain(t => t.Body.Contains("Tertukar"));
    }

    /// <summary>Somebody at the desk whose presses and texts are counted.</summary>
    private sealed class Hand(DeskBrowser browser)
    {
        public DeskBrowser Browser => browser;

        public int Presses { get; private set; }

        public int Texts { get; private set; }

        public Task Do(string code, string step, params (string Name, string Value)[] fields) => Do(code, step, false, fields);

        public async Task Do(string code, string step, bool preview, params (string Name, string Value)[] fields)
        {
            var page = await Open(code);
            Count(fields);
            if (preview)
            {
                using var tried = await browser.Send(page, code, step, [.. fields, ("do", "lihat")]);
                page = await DeskBrowser.Read(tried);
                page.QuerySelector(".preview blockquote").ShouldNotBeNull();
                Presses++;
            }

            using var done = await browser.Send(page, code, step, [.. fields, ("do", "ya")]);
            done.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{code} {step}");
            Presses++;
        }

        public async Task ForMany(IReadOnlyList<string> codes, string step, string words)
        {
            var list = await browser.Page("/meja?daftar=bebas");
            Presses++;
            foreach (var code in codes) list.QuerySelector($"input[name=k][value='{code}']").ShouldNotBeNull();
            Presses += codes.Count;
            Count(("aksi", step), ("kata", words));
            var token = list.QuerySelector("input[name=t]")!.GetAttribute("value")!;
            using var tried = await browser.Post("/meja/borongan",
                [("t", token), ("aksi", step), ("kata", words), .. codes.Select(c => ("k", c))]);
            var form = (await DeskBrowser.Read(tried)).QuerySelector("form[action='/meja/borongan']")!;
            Presses++;
            var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
            using var done = await browser.Post("/meja/borongan", [.. hidden, ("do", "ya")]);
            (await DeskBrowser.Read(done)).QuerySelectorAll(".outcomes li.not").ShouldBeEmpty();
            Presses++;
        }

        private Task<IDocument> Open(string code)
        {
            Presses++;
            return browser.Page($"/meja/k/{code}");
        }

        private void Count(params (string Name, string Value)[] fields)
        {
            Texts += fields.Count(f => f.Name == "kata");
            Presses += fields.Count(f => f.Name != "kata");
        }
    }
}
