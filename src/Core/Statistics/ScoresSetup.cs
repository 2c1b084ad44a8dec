using Core.FollowUps;
using Core.MonthlyPosts;
using Core.Outbox;
using Core.Ratings;
using Core.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Core.Statistics;

/// <summary>Registers what answers, posts and reports scores.</summary>
public static class ScoresSetup
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddScores(this IServiceCollection services)
    {
        services.TryAddSingleton(DrawScores.Nothing);
        return services.AddSingleton<ReadStatistics>().AddSingleton<ReportsWanted>().AddSingleton<ReadPlans>().AddSingleton<ComposePost>()
            .AddSingleton<PostMonthlyScores>().AddSingleton<EditMonthlyPosts>().AddSingleton<RemindFollowUps>().AddSingleton<CheckLinkedChats>().AddSingleton<RatingFlags>()
            .AddSingleton<IDeliveryListener, FollowPosts>().AddSingleton<IAddressMoved, FollowPosts>();
    }
}
