using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>Behind a proxy every visitor seems to be the proxy; limits per address and secure cookies need the truth.</summary>
internal static class TrustProxy
{
    /// <summary>
    /// Takes the visitor's address and the protocol from the proxies before us, when <c>Web:TrustProxy</c> says so: so many hops, and where
    /// networks are named, only from proxies in them.
    /// </summary>
    public static void UseTrustedProxy(this WebApplication app)
    {
        var web = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        if (!web.TrustProxy) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = web.ProxyHops
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in web.Networks) options.KnownIPNetworks.Add(network!.Value);
        app.UseForwardedHeaders(options);
    }
}
