using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bot;
using Bot.Telegram;
using Bot.Web.Chat;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>Health tells of a certificate before it ends, of the public address as of the webhook's.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("Web:PublicUrl", 5, "degraded", "in 5 days: renew it")]
    [InlineData("Telegram:Webhook:Url", 5, "degraded", "in 5 days: renew it")]
    [InlineData("Web:PublicUrl", -1, "degraded", "ended on")]
    [InlineData("Web:PublicUrl", 60, "ready", "ok")]
    public async Task A_certificate_near_its_end_is_told_and_one_that_lasts_is_not(string setting, int days, string status, string said)
    {
        await using var town = new Town();
        using var site = new TlsSite(town.Time.GetUtcNow().AddDays(days).AddHours(1));
        var settings = new Dictionary<string, string?> { [setting] = setting == "Web:PublicUrl" ? site.Root : site.Address };
        if (setting != "Web:PublicUrl")
            foreach (var (key, value) in new[] { ("Token", "123:abcdefghijkl"), ("Mode", "webhook"), ("BaseUrl", "http://127.0.0.1:1"),
                ("Webhook:SecretToken", "rahasia-uji") }) settings[$"Telegram:{key}"] = value;
        var (code, report) = await Ask(town, settings);

        code.ShouldBe(200);
        report.GetProperty("status").GetString().ShouldBe(status);
        report.GetProperty("certificate").GetString()!.ShouldContain(said);
    }

    [Fact]
    public async Task What_cannot_be_seen_from_here_or_is_no_https_is_nobodys_trouble()
    {
        await using var town = new Town();
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        foreach (var address in new[] { $"https://127.0.0.1:{port}", "http://suara.kota.go.id", "" })
            (await Ask(town, new() { ["Web:PublicUrl"] = address })).Said.GetProperty("certificate").GetString().ShouldBe("ok");
    }

    private static async Task<(int Code, JsonElement Said)> Ask(Town town, Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var doors = new Town(settings,
            services => services.AddTelegram(configuration).AddWebChat(configuration).AddHealth().AddSingleton<TimeProvider>(town.Time));
        return await doors.With(async s =>
        {
            var answer = await s.GetRequiredService<HealthPage>().Ready(null);
            return (((IStatusCodeHttpResult)answer).StatusCode!.Value,
                JsonSerializer.SerializeToElement(((IValueHttpResult)answer).Value));
        });
    }
}
