using System.Net;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Tests.Web;

public sealed class ComplaintPageTests
{
    private const string Story = "Bantuan saya belum cair padahal sudah tiga bulan.";
    private const string Secret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task Somebody_with_the_code_sees_the_state_and_nothing_else()
    {
        await using var host = await PageHost.Start();
        var code = await File(host, "somebody");
        var page = await host.Http.GetStringAsync($"/cek/{code.ToLowerInvariant()}");
        page.ShouldContain("menunggu verifikasi");
        foreach (var hidden in new[] { "Bantuan saya", "DINSOS", "somebody", "pengaduan disampaikan", "November" })
            page.ShouldNotContain(hidden);
    }

    [Fact]
    public async Task The_browser_that_filed_it_sees_its_history()
    {
        await using var host = await PageHost.Start();
        var code = await File(host, AddressOf(Secret));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/cek/{code}");
        request.Headers.Add("Cookie", $"suara-layanan={Secret}");
        using var response = await host.Http.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("Paling lambat");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/cek/K7QF-3MXW-E")]
    [InlineData("/cek/K7QF-3MXW-Q")]
    [InlineData("/cek/%3Cscript%3E")]
    public async Task An_unknown_code_and_no_code_are_told_alike(string path)
    {
        await using var host = await PageHost.Start();
        using var response = await host.Http.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("tidak menemukan pengaduan");
        page.ShouldContain("<h1>Cek pengaduan</h1>");
        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Somebody_who_tries_codes_out_is_stopped_and_others_are_not()
    {
        await using var host = await PageHost.Start(("Web:CodesPerMinutePerIp", "3"), ("Web:TrustProxy", "true"));
        var code = await File(host, "somebody");
        for (var guess = 0; guess < 3; guess++)
            (await LookUp(host, "K7QF-3MXW-E", "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var stopped = await LookUp(host, code, "203.0.113.7");
        stopped.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        stopped.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        var page = await stopped.Content.ReadAsStringAsync();
        page.ShouldContain("Silakan coba lagi");
        page.ShouldNotContain("menunggu verifikasi");
        (await LookUp(host, code, "203.0.113.8")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_IPv6_network_is_one_visitor()
    {
        await using var host = await PageHost.Start(("Web:CodesPerMinutePerIp", "3"), ("Web:TrustProxy", "true"));
        for (var guess = 1; guess <= 3; guess++)
            (await LookUp(host, "K7QF-3MXW-E", $"2001:db8:1:2::{guess}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LookUp(host, "K7QF-3MXW-E", "2001:db8:1:2:ffff::9")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await LookUp(host, "K7QF-3MXW-E", "2001:db8:1:3::1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_typed_code_leads_to_its_page()
    {
        await using var host = await PageHost.Start();
        (await host.Http.GetStringAsync("/cek")).ShouldContain("name=\"code\"");
        using var response = await host.Http.GetAsync("/cek?code=k7qf%203mxw%20e");
        response.Headers.Location!.ToString().ShouldBe("/cek/k7qf%203mxw%20e");
    }

    [Fact]
    public async Task A_units_page_and_the_open_data_tell_numbers_and_never_texts()
    {
        await using var host = await PageHost.Start();
        await File(host, "somebody");
        (await host.Page("/unit/DINSOS")).QuerySelectorAll(".complaints .facts div").ShouldBeEmpty("of no unit until it is forwarded");
        await host.Get<WriteQueue>().Enqueue(async write =>
        {
            var complaint = await write.Db.Complaints.SingleAsync();
            complaint.Verify(ComplaintClass.Ordinary, complaint.UnitId!.Value, PageHost.Noon, host.Get<ComplaintClock>());
        });
        foreach (var address in new[] { "/unit/DINSOS", "/?month=2026-11" })
        {
            var page = await host.Page(address);
            page.QuerySelectorAll(".complaints .facts div").Select(f => f.TextContent)
                .ShouldBe(["masuk1", "masih terbuka1", "selesai tepat waktu0", "terlambat0"]);
            page.DocumentElement.TextContent.ShouldNotContain("Bantuan saya");
        }

        var data = await host.Http.GetStringAsync("/api/v1/units/DINSOS/complaints?from=2026-10&to=2026-11");
        var month = System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("months")[1];
        (month.GetProperty("month").GetString(), month.GetProperty("received").GetInt32(), month.GetProperty("open")
            .GetInt32()).ShouldBe(("2026-11", 1, 1));
        data.ShouldNotContain("Bantuan saya");
        (await host.Http.GetAsync("/api/v1/units/DINSOS/complaints?from=2026-13")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Http.GetAsync("/api/v1/units/NOWHERE/complaints")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpResponseMessage> LookUp(PageHost host, string code, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/cek/{code}");
        request.Headers.Add("X-Forwarded-For", from);
        return await host.Http.SendAsync(request);
    }

    private static async Task<string> File(PageHost host, string address)
    {
        var unit = await host.Unit("DINSOS", "Dinas Sosial");
        await host.Get<WriteQueue>().Enqueue(async write =>
        {
            var person = new Person { Channel = "web", Address = address, FirstSeen = PageHost.Noon };
            write.Db.People.Add(person);
            await write.Db.SaveChangesAsync();
            write.Db.Complaints.Add(Complaint.File(
                new NewComplaint(person.Id, ComplaintKind.Complaint, unit, Story), new DrawCodes().Next(), PageHost.Noon,
                    new DateOnly(2026, 11, 22), host.Get<ComplaintClock>()));
        });
        await using var db = await host.Open();
        return TrackingCode.Show(await db.Complaints.Select(c => c.Code).SingleAsync());
    }

    private static string AddressOf(string secret) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret)));
}
