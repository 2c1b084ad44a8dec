using System.Net;

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
