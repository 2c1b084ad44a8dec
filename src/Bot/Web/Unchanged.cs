using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Bot.Web;

/// <summary>Whoever has the same content already is told so, and does not load it again.</summary>
internal static class Unchanged
{
    /// <summary>Answers 304 to who has it, else the content. The mark is a weak one, since the content travels compressed or not.</summary>
    public static Task Or(HttpContext http, byte[] body)
    {
        var mark = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"", isWeak: true);
        http.Response.GetTypedHeaders().ETag = mark;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(m => m.Compare(mark, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
