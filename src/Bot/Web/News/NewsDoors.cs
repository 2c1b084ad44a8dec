using Bot.Web.Chat;
using Core.Messaging;
using Core.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>Puts the ways by which people hear of news into the service and their addresses onto the web server.</summary>
internal static class NewsDoors
{
    /// <summary>Adds the two channels, their settings and pages; mails only where a server is named.</summary>
    public static IServiceCollection AddNewsDoors(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<PushOptions>(configuration, "Push").AddSection<MailOptions>(configuration, "Mail");
        services.AddSingleton<IValidateOptions<PushOptions>, CheckPushOptions>();
        services.AddSingleton<IValidateOptions<MailOptions>, CheckMailOptions>();
        services.TryAddSingleton(new PushNetwork(PublicAddresses.Hold));
        services.AddSingleton<VapidKeys>().AddSingleton<PushDoor>().AddSingleton<NewsPage>().AddSingleton<OpenTalk>()
            .AddSingleton<MailPages>();
        services.AddSingleton<IChannel, PushChannel>();
        return configuration["Mail:Host"] is { Length: > 0 } ? services.AddSingleton<IChannel, MailChannel>() : services;
    }

    /// <summary>Maps the pages, unless the chat is switched off.</summary>
    public static void MapNews(this WebApplication app)
    {
        var the = app.Services;
        if (!the.GetRequiredService<IOptions<WebOptions>>().Value.Chat) return;
        var chat = app.MapGroup("/chat").AddEndpointFilter((context, next) =>
        {
            ChatPage.AddHeaders(context.HttpContext);
            return next(context);
        });
        chat.MapGet("/sw.js", PushDoor.ServiceWorker);
        chat.MapGet("/news.js", PushDoor.Code);
        var guarded = chat.MapGroup("").AddEndpointFilter(the.GetRequiredService<ChatGuard>().Check);
        guarded.MapGet("/push", (Delegate)the.GetRequiredService<PushDoor>().Key);
        guarded.MapPost("/push", the.GetRequiredService<PushDoor>().Take).WithMetadata(new RequestSizeLimitAttribute(PushDoor.BodyMax));

        app.MapMethods("/chat/kabar", Verbs.Read, the.GetRequiredService<NewsPage>().Show);
        app.MapPost("/chat/kabar", (Delegate)the.GetRequiredService<NewsPage>().Do)
            .WithMetadata(new RequestSizeLimitAttribute(PushDoor.BodyMax));
        app.MapMethods("/chat/buka", Verbs.Read, (Delegate)the.GetRequiredService<OpenTalk>().Ask);
        app.MapPost("/chat/buka", (Delegate)the.GetRequiredService<OpenTalk>().Exchange)
            .WithMetadata(new RequestSizeLimitAttribute(PushDoor.BodyMax));
        app.MapMethods("/kabar/ya/{id:long}/{proof}", Verbs.Read, the.GetRequiredService<MailPages>().AskConfirm);
        app.MapPost("/kabar/ya/{id:long}/{proof}", the.GetRequiredService<MailPages>().Confirm);
        app.MapMethods("/kabar/berhenti/{id:long}/{proof}", Verbs.Read, the.GetRequiredService<MailPages>().AskStop);
        app.MapPost("/kabar/berhenti/{id:long}/{proof}", the.GetRequiredService<MailPages>().Stop);
    }
}
