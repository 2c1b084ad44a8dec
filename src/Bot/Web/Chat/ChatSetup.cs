using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>Puts the web chat into the service and its addresses onto the web server.</summary>
internal static class ChatSetup
{
    /// <summary>Adds the channel, its parts and the settings under <c>Web</c>.</summary>
    public static IServiceCollection AddWebChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<WebOptions>(configuration, "Web");
        services.AddSingleton<IValidateOptions<WebOptions>, CheckWebOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StartLinks>();
        services.TryAddSingleton<IWorkers, OneWorker>();
        services.TryAddSingleton<Func<IReadOnlyList<Inbound>, Task>>(provider => provider.GetRequiredService<ReceiveMessages>().Receive);
        services.TryAddSingleton(new ChatMenu((_, _) => Task.FromResult<IReadOnlyList<(string, string)>>([])));
        services.AddSingleton<ChatListeners>().AddSingleton<ChatTalk>().AddSingleton<ChatFiles>().AddSingleton<ChatVisitor>();
        services.AddSingleton<LimitNewChats>().AddSingleton<ChatGuard>().AddSingleton<ChatPage>().AddSingleton<ChatSpeech>()
            .AddSingleton<ChatStream>();
        services.AddSingleton<ChatPost>().AddSingleton<ChatUpload>().AddSingleton<ForgetWebMessages>();
        services.AddSingleton(provider => new KeptFolder("web-uploads", provider
            .GetRequiredService<IOptions<WebOptions>>().Value.UploadFolder, "Web:UploadFolder"));
        services.AddSingleton<PersonalData, ChatUploadData>();
        services.AddSingleton<WebChannel>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<WebChannel>());
        return services;
    }

    private static StartLink LinkOf(WebOptions options) =>
        new(WebChannel.ChannelName, $"{options.Public}/chat?start=", InBrowser: true);

    /// <summary>Maps <c>/chat</c> and what the page asks for, unless the chat is switched off.</summary>
    public static WebApplication MapChat(this WebApplication app)
    {
        var the = app.Services;
        var options = the.GetRequiredService<IOptions<WebOptions>>().Value;
        if (!options.Chat) return app;
        the.GetRequiredService<IWorkers>().Listen(ChatTalk.Subject, the.GetRequiredService<ChatListeners>().Wake);
        if (options.PublicUrl.Length > 0) the.GetRequiredService<StartLinks>().Set(LinkOf(options));
        var chat = app.MapGroup("/chat").AddEndpointFilter((context, next) =>
        {
            ChatPage.AddHeaders(context.HttpContext);
            return next(context);
        });
        chat.MapMethods("", Verbs.Read, (Delegate)the.GetRequiredService<ChatPage>().Show);
        chat.MapGet("/chat.css", ChatPage.Style);
        chat.MapGet("/chat.js", ChatPage.Code);

        var guarded = chat.MapGroup("").AddEndpointFilter(the.GetRequiredService<ChatGuard>().Check);
        guarded.MapGet("/messages", the.GetRequiredService<ChatStream>().History);
        guarded.MapGet("/stream", the.GetRequiredService<ChatStream>().Follow);
        guarded.MapGet("/menu", (Delegate)the.GetRequiredService<ChatMenu>().Show);
        guarded.MapPost("/messages", the.GetRequiredService<ChatPost>().Take).WithMetadata(new RequestSizeLimitAttribute(ChatPost.BodyMax));
        guarded.MapPost("/files", (Delegate)the.GetRequiredService<ChatUpload>().Take);
        guarded.MapGet("/files/{id:long}", the.GetRequiredService<ChatUpload>().Give);
        return app;
    }
}
