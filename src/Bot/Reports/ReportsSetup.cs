using Bot.Reports.Evidence;
using Bot.Reports.Forms;
using Core.Membership.Joining;
using Core.MonthlyPosts;
using Core.NationalSurvey;
using Core.Persistence;
using Core.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>Registers what makes documents and pictures.</summary>
internal static class ReportsSetup
{
    /// <summary>Adds it; documents are made beside the conversations, one after another.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<ReportsOptions>(configuration, "Reports");
        services.AddSection<NationalSurveyOptions>(configuration, "NationalSurvey");
        services.AddSingleton(p => new KeptFolder("reports", p
            .GetRequiredService<IOptions<ReportsOptions>>().Value.Folder, "Reports:Folder", InBackup: false));
        services.AddSingleton<OwnFolder>().AddSingleton<WriteRegister>().AddSingleton<PictureMaker>().AddSingleton<MakePictures>()
            .AddSingleton<DrawCode>()
            .AddSingleton<ReadReport>().AddSingleton<ArmsPicture>().AddSingleton<WriteReport>().AddSingleton<WriteCard>()
            .AddSingleton<WriteTable>()
            .AddSingleton<WriteCsv>().AddSingleton<WriteYear>().AddSingleton<MakeReports>().AddHostedService<ReportsWorker>();
        services.AddSingleton<PackReports>().AddSingleton<TakeReportBack>().AddSingleton<ReadEvidence>().AddSingleton<WriteEvidence>()
            .AddSingleton<WritePaperForm>().AddSingleton<WriteRespondents>().AddSingleton<WriteInvitations>();
        services.TryAddSingleton(new UnitAddresses(null, _ => null));
        services.AddSingleton(p => new DrawInvitation(p.GetRequiredService<DrawCode>().Of)
        {
            Sheet = p.GetRequiredService<WriteInvitations>().Of,
        });
        return services.AddSingleton(p => new DrawScores(p.GetRequiredService<MakePictures>().Post));
    }
}
