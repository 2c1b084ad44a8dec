using Core.Messaging;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>The addresses that posters and buttons lead to.</summary>
internal sealed class TalkLinks(StartLinks links, IOptions<WebOptions> web)
{
    /// <summary>The best door we have: the messenger where one is connected, else the web chat.</summary>
    public string Best(HttpRequest request, string payload) =>
        Messenger is { } messenger ? messenger.Prefix + payload : Chat(request, payload);

    /// <summary>The door for somebody who reads a page: the chat in the same browser, where it is open.</summary>
    public string Button(HttpRequest request, string payload, Wording words) =>
        web.Value.Chat ? $"/chat{Page.LinkQuery(words, $"start={payload}")}" : Best(request, payload);

    /// <summary>The web chat.</summary>
    public string Chat(HttpRequest request, string payload) => $"{Base(request)}/chat?start={payload}";

    /// <summary>The web chat as a second door, for people without the messenger; null when it is the first one or closed.</summary>
    public string? Second(HttpRequest request, string payload) =>
        Messenger is not null && web.Value.Chat ? Chat(request, payload) : null;

    private StartLink? Messenger => links.First is { InBrowser: false } messenger ? messenger : null;

    /// <summary>The address under which people see us, without a slash at its end.</summary>
    public string Base(HttpRequest request) => string.IsNullOrEmpty(web.Value.PublicUrl)
        ? $"{request.Scheme}://{request.Host}{request.PathBase}"
        : web.Value.Public;
}
