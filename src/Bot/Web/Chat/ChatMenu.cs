namespace Bot.Web.Chat;

/// <summary>The commands in the page's menu.</summary>
/// <param name="commands">By address and language: the commands that this person may use, with what they do.</param>
internal sealed class ChatMenu(Func<string, string, Task<IReadOnlyList<(string Command, string Label)>>> commands)
{
    /// <summary>The person's own commands; an empty list hides the menu.</summary>
    public async Task<IResult> Show(HttpContext http)
    {
        var found = await commands(ChatVisitor.AddressOf(http.Request)!, ChatGuard.WordingOf(http.Request).Language);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(found.Select(c => new { command = c.Command, label = c.Label }));
    }
}
