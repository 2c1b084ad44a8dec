namespace Bot.Web.Chat;

/// <summary>The commands in the page's menu.</summary>
/// <param name="commands">By address and language: the commands that this person may use, with what they do.</param>
internal sealed class ChatMenu(Func<string, string, Task<IReadOnlyList<(string Command, string Label)>>> commands)
{
    /// <summary>The person's own commands; an empty list hides the menu.</summary>
    public async Task<IResult> Show(HttpContext http, ChatSpeech speech)
    {
        var address = ChatVisitor.AddressOf(http.Request)!;
        var found = await commands(address, ChatGuard.WordingOf(http.Request).Language);
        http.Response.Headers.CacheControl = "no-store";
        if (await speech.Of(address) is { } spoken) http.Response.Headers.ContentLanguage = spoken;
        return Results.Json(found.Select(c => new { command = c.Command, label = c.Label }));
    }
}
