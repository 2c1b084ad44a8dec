using System.Net;
using System.Text;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.People;
using Microsoft.AspNetCore.Routing;
using Tests.Support;

namespace Tests.Desk;

/// <summary>No form or address, however odd, breaks the desk or what comes after it.</summary>
public sealed class OddFormsTests
{
    private static readonly string[] Fields = ["versi", "kata", "siap", "jenis", "unit", "petugas", "alasan", "ke", "lain", "alih", "yakin",
        "simpan", "do", "k", "aksi", "kategori", "label", "layanan", "nasional", "mendesak", "judul", "isi", "id", "cerita", "asal",
        "setuju", "macam", "nama", "hubungi", "tempat", "kapan", "rahasia", "saring", "buang", "semua"];

    private static readonly string[] Asked = ["daftar", "q", "keadaan", "jenis", "unit", "layanan", "kategori", "pemegang", "kanal", "dari",
        "sampai", "urut", "hal", "umum", "beres", "versi", "lang"];

    /// <summary>As they stand in an address; some are no text at all.</summary>
    private static readonly string[] Odd = ["", "%20", "0", "1", "-1", "99999999999999999999", "2147483648", "1e9", "%D9%A3", "null", "ya",
        "lihat", "Spam", "NotOurs", "Duplicate", "Supervisory", "DINSOS", "!", "?", "%00", "a%00b%00cccccccccccccccccccccc", "%ED%A0%80",
        "%FF%FE", "%F0%9F%98%80", "=1%2B1", "%3Cscript%3E", "2026-13-45", "0001-01-01", "9999-12-31", "konter", "telepon",
        "'%22;--", "a%0D%0AX: y", "%E2%80%AEabc", "Loket%20ketiga%20sudah%20dibuka%20sejak%20pagi."];

    [Fact]
    [Slow]
    public async Task Nothing_that_is_sent_fails()
    {
        await using var town = await DeskTown.Start(("Reports:Folder", Path.Combine(Path.GetTempPath(), $"register-{Guid.NewGuid():N}")));
        (Role, string?)[] roles = [(Role.Officer, "DINSOS"), (Role.Triage, null)];
        var chance = new Random(11);
        foreach (var (role, unit) in roles)
        {
            var browser = await town.Enter(await town.Official($"{(int)role}", role, unit));
            var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
            foreach (var (way, posts) in Ways(town))
                for (var round = 0; round < 12; round++)
                {
                    var kind = role == Role.Triage ? (ComplaintClass?)null : ComplaintClass.Ordinary;
                    var code = await town.Complaint("Antrean di loket panjang.", kind: kind);
                    var address = way.Replace("{code}", code, StringComparison.Ordinal);
                    var query = string.Join('&', Some(chance, posts ? Fields : Asked, code));
                    using var answer = posts
                        ? await browser.Post(address, new StringContent($"t={token}&versi={(await town.Stored(code)).Version}&{query}",
                            Encoding.ASCII, "application/x-www-form-urlencoded"))
                        : await browser.Get($"{address}?{query}");
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{role} {address} {query}");
                }

            (await browser.Get("/meja?daftar=semua")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData(58)]
    [InlineData(59)]
    [InlineData(60)]
    public async Task What_is_too_long_is_cut_between_letters(int before)
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        var name = new string('a', before) + "😀😀";
        using var filed = await browser.Post("/meja/terima", ("t", token), ("cerita", "Lampu jalan di gang kami mati."),
            ("asal", Origins.TakenIn[0]), ("setuju", "1"), ("nama", name));
        filed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var kept = (await town.Stored(filed.Headers.Location!.ToString().Split('/')[^1])).ComplainantName!;
        name.ShouldStartWith(kept);
        (kept.EnumerateRunes().All(r => r != Rune.ReplacementChar), kept.Length).ShouldBe((true, before == 59 ? 59 : 60));
    }

    private static IEnumerable<string> Some(Random chance, string[] names, string code) => Enumerable.Range(0, chance.Next(1, 8))
        .Select(_ => $"{names[chance.Next(names.Length)]}={(chance.Next(6) == 0 ? code : Odd[chance.Next(Odd.Length)])}");

    private static IEnumerable<(string Way, bool Posts)> Ways(DeskTown town) => town.Host.Get<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.StartsWith("/meja", StringComparison.Ordinal))
        .SelectMany(e => Steps(e).Select(way => (way,
            e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("POST"))))
        .Where(w => w.way is not ("/meja/keluar" or "/meja/masuk" or "/meja/dalam")).Distinct();

    private static IEnumerable<string> Steps(RouteEndpoint route)
    {
        var way = route.RoutePattern.RawText!.TrimEnd('/').Replace("{id:long}", "1", StringComparison.Ordinal);
        if (way.Contains("{step}", StringComparison.Ordinal))
            return Core.Complaints.Handling.StepsOpen.Acts.Keys.Append("karangan")
                .Select(step => way.Replace("{step}", step, StringComparison.Ordinal));
        return new[] { "xlsx", "pdf" }.Select(form => way.Replace("{form}", form, StringComparison.Ordinal)
            .Replace("{act}", "lihat", StringComparison.Ordinal)).Distinct();
    }
}
