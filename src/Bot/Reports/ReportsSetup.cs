using Core.Membership;
using Core.MonthlyPosts;
using Core.Settings;

namespace Bot.Reports;

/// <summary>Registers what makes documents and pictures.</summary>
internal static class ReportsSetup
{
    /// <summary>Adds it; documents are made beside the conversations, one after another.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<ReportsOptions>(configuration, "Reports");
        services.AddSingleton<OwnFolder>().AddSingleton<PictureMaker>().AddSingleton<MakePictures>().AddSingleton<DrawCode>()
            .AddSingleton<ReadReport>().AddSingleton<WriteReport>().AddSingleton<WriteCard>().AddSingleton<WriteTable>()
            .AddSingleton<WriteCsv>().AddSingleton<WriteYear>().AddSingleton<MakeReports>().AddHostedService<ReportsWorker>();
        services.AddSingleton(p => new DrawInvitation(p.GetRequiredService<DrawCode>().Of));
        return services.AddSingleton(p => new DrawScores(p.GetRequiredService<MakePictures>().Post));
    }
}
