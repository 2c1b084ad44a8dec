using System.Net;
using System.Net.Sockets;

namespace Bot.Web;

/// <summary>The network that limits by address count for.</summary>
internal static class Network
{
    /// <summary>An IPv6 visitor has a whole network (/64) of addresses to change between; an IPv4 one has the one.</summary>
    public static string Of(IPAddress? from)
    {
        if (from is null) return "";
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        return from.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8))
            : from.ToString();
    }
}
