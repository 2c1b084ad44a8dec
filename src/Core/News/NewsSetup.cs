using Core.Outbox;
using Core.People;
using Microsoft.Extensions.DependencyInjection;

namespace Core.News;

/// <summary>Registers how people hear of news outside their talk.</summary>
internal static class NewsSetup
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddNews(this IServiceCollection services) => services
        .AddSingleton<FindWays>().AddSingleton<KeepWays>().AddSingleton<KeepTalkLinks>().AddSingleton<CallReaders>()
        .AddSingleton<IDeliveryListener, FollowNews>().AddSingleton<PersonalData, NewsData>();
}
