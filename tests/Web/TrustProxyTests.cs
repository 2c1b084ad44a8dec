using System.Net;
using Bot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tests.Web;

/// <summary>Whose word about a visitor's address and protocol counts (<c>Web:TrustProxy</c>).</summary>
public sealed class TrustProxyTests
{
    /// <summary>A QR code leads to the page by the protocol that the visitor used.</summary>
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task The_protocol_is_the_proxys_only_when_it_is_trusted(string trust, bool counts)
    {
        await using var host = await PageHost.Start(("Web:TrustProxy", trust));
        await host.Unit("DINSOS");

        var direct = await host.Http.GetByteArrayAsync("/qr/DINSOS.png");
        using var answer = await Ask(host, "/qr/DINSOS.png", "203.0.113.7");

        var behind = await answer.Content.ReadAsByteArrayAsync();
        direct.SequenceEqual(behind).ShouldBe(!counts);
    }

    [Fact]
    public async Task A_trusted_proxy_tells_visitors_apart()
    {
        await using var host = await PageHost.Start(("Web:TrustProxy", "true"), ("Web:CodesPerMinutePerIp", "3"));
        await UseUp(host, _ => "203.0.113.7");

        (await Ask(host, Code, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Ask(host, Code, "203.0.113.8")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_a_visitor_writes_in_front_of_the_proxys_word_does_not_count()
    {
        await using var host = await PageHost.Start(("Web:TrustProxy", "true"), ("Web:CodesPerMinutePerIp", "3"));
        await UseUp(host, guess => $"198.51.100.{guess}, 203.0.113.7");

        (await Ask(host, Code, "198.51.100.99, 203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Without_trust_nobody_dodges_a_limit_by_a_header()
    {
        await using var host = await PageHost.Start(("Web:CodesPerMinutePerIp", "3"));
        await UseUp(host, guess => $"198.51.100.{guess}");

        (await Ask(host, Code, "198.51.100.99")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Whatever a visitor says about where they come from, and to whom.</summary>
    private static readonly (string Name, string Value)[] Forwarded =
    [
        ("X-Forwarded-For", "198.51.100.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "jahat.example"),
        ("X-Forwarded-Port", "1"), ("X-Forwarded-Prefix", "/jahat"), ("Forwarded", "for=198.51.100.9;proto=https;host=jahat.example"),
        ("X-Real-IP", "198.51.100.9"),
        ("X-Original-Host", "jahat.example"), ("X-Original-URL", "/jahat"), ("X-Rewrite-URL", "/jahat"), ("X-Forwarded-Scheme", "https"),
        ("X-Forwarded-Ssl", "on"), ("Front-End-Https", "on"),
    ];

    private static readonly string[] Pages = ["/", "/?lang=en", "/unit/DINSOS", "/poster/DINSOS", "/qr/DINSOS.png", "/cek",
        "/api/v1/scores", "/sitemap.xml", "/robots.txt", "/meja", "/tidak-ada"];

    [Theory]
    [InlineData("false", "")]
    [InlineData("false", "127.0.0.0/8")]
    [InlineData("true", "10.0.0.0/8, fd00::/8")]
    public async Task Without_trust_and_from_elsewhere_no_header_changes_a_page_a_link_or_a_cookie(string trust, string networks)
    {
        await using var host = await PageHost.Start(("Web:TrustProxy", trust), ("Web:ProxyNetworks", networks));
        await host.Unit("DINSOS");

        foreach (var page in Pages)
        {
            var plain = await Seen(host, page, []);
            (await Seen(host, page, Forwarded)).ShouldBe(plain, page);
        }
    }

    [Fact]
    public async Task Of_a_trusted_proxy_the_address_and_the_protocol_count_and_nothing_else()
    {
        await using var host = await PageHost.Start(("Web:TrustProxy", "true"), ("Web:ProxyNetworks", "127.0.0.0/8"));
        await host.Unit("DINSOS");
        var others = Array.FindAll(Forwarded, h => h.Name is not ("X-Forwarded-For" or "X-Forwarded-Proto"));

        foreach (var page in Pages) (await Seen(host, page, others)).ShouldBe(await Seen(host, page, []), page);
        var secure = await Seen(host, "/?lang=en", Forwarded);
        secure.ShouldContain("secure");
        secure.ShouldNotContain("jahat");
    }

    /// <summary>Where ASP.NET's own switch is set, such as by a container's image, it would take anybody's word.</summary>
    [Theory]
    [InlineData("false", "127.0.0.1 http")]
    [InlineData("true", "203.0.113.7 https")]
    public async Task The_switch_of_the_web_server_itself_changes_nothing(string trust, string said)
    {
        var builder = Bot.Settings.CreateBuilder(["--ForwardedHeaders_Enabled=true", $"--Web:TrustProxy={trust}"]);
        builder.Logging.ClearProviders();
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web"));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseTrustedProxy();
        app.MapGet("/", (HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.99, 203.0.113.7");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "http, https");

        (await http.GetStringAsync("/")).ShouldBe(said);
    }

    /// <summary>All of an answer but the hour.</summary>
    private static async Task<string> Seen(PageHost host, string page, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await host.Http.SendAsync(request);
        var told = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Transfer-Encoding"))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', told)}\n{await answer.Content.ReadAsStringAsync()}";
    }

    private const string Code = "/cek/K7QF-3MXW-E";

    private static async Task UseUp(PageHost host, Func<int, string> from)
    {
        for (var guess = 1; guess <= 3; guess++) (await Ask(host, Code, from(guess))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpResponseMessage> Ask(PageHost host, string address, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return await host.Http.SendAsync(request);
    }
}
