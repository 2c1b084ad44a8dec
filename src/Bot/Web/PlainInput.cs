using Core.Texts;
using Microsoft.Extensions.Primitives;

namespace Bot.Web;

/// <summary>
/// What an address and a form say, without control characters: no text of ours holds them, and PostgreSQL takes none with a nought in it.
/// </summary>
internal static class PlainInput
{
    public static async Task Clean(HttpContext http)
    {
        var request = http.Request;
        if (request.Query.Any(q => IsOdd(q.Value)))
            request.Query = new QueryCollection(request.Query.ToDictionary(q => q.Key, q => Clean(q.Value)));
        if (await ReadForm.Of(http) is { } form && form.Any(f => IsOdd(f.Value)))
            request.Form = new FormCollection(form.ToDictionary(f => f.Key, f => Clean(f.Value)), form.Files);
    }

    private static bool IsOdd(StringValues values) => values.Any(v => v is not null && TextFormatting.Clean(v) != v);

    private static StringValues Clean(StringValues values) => new([.. values.Select(v => v is null ? null : TextFormatting.Clean(v))]);
}
