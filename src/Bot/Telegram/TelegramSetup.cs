using Bot.Telegram.Client;
using Bot.Telegram.Updates;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>Puts Telegram into the service, when there is a token for it.</summary>
internal static class TelegramSetup
{
    /// <summary>
    /// Registers the channel and what listens to it; without a token only <see cref="TelegramBot"/> and <see cref="TelegramHealth"/>.
    /// </summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TelegramOptions.Section);
        services.AddSection<TelegramOptions>(configuration, TelegramOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TelegramOptions>, CheckTelegramOptions>());
        services.TryAddSingleton<StartLinks>();
        services.AddSingleton<TelegramBot>().AddSingleton<TelegramHealth>();
        services.TryAddSingleton(TimeProvider.System);
        var options = new TelegramOptions
        {
            Token = section["Token"] ?? "",
            Mode = section["Mode"]
            ?? ""
        }; // the rest is read once it was checked
        return options.IsOn ? services.AddLine(options) : services;
    }

    /// <summary>Opens <c>/telegram/webhook</c>, when Telegram is set to call us.</summary>
    public static void MapTelegramWebhook(this WebApplication app)
    {
        if (app.Services.GetService<TelegramWebhook>() is { } webhook) app.MapPost(TelegramWebhook.Path, webhook.Answer);
    }

    private static IServiceCollection AddLine(this IServiceCollection services, TelegramOptions options)
    {
        services.AddSingleton(s => Client(s.GetRequiredService<IOptions<TelegramOptions>>().Value, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IChannel, TelegramChannel>();
        services.AddSingleton<ICommandMenu>(s => new TelegramMenu(s.GetRequiredService<SuaraBotClient>()));
        services.AddSingleton<AcknowledgePresses>().AddSingleton<HearUpdates>();
        services.TryAddSingleton<ReceiveInbound>(s => s.GetRequiredService<ReceiveMessages>().Receive);
        if (options.UsesWebhook) services.AddSingleton<TelegramWebhook>().AddHostedService<RegisterWebhook>();
        else services.AddHostedService<PollTelegram>();
        return services;
    }

    private static SuaraBotClient Client(TelegramOptions options, TimeProvider time) => new(options.BaseUrl, options.Token, time);
}
