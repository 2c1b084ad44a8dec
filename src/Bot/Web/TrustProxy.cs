using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>Behind a proxy every visitor seems to be the proxy; limits per address and secure cookies need the truth.</summary>
internal static class TrustProxy
{
    /// <summary>Takes the visitor's address and the protocol from the nearest proxy, when <c>Web:TrustProxy</c> says so.</summary>
    public static void UseTrustedProxy(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<WebOptions>>().Value.TrustProxy) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }
}
