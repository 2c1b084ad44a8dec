using Bot.Backups;
using Bot.Database;
using Bot.Lapor;
using Bot.NationalSurvey;
using Bot.Reports;
using Bot.Spreadsheets;
using Bot.Telegram;
using Bot.Web.Chat;
using Bot.Web.Desk;
using Bot.Web.News;
using Bot.Web.Pages;
using Core;

namespace Bot;

/// <summary>What the service is made of; the command line opens the same parts without starting them.</summary>
internal static class Services
{
    /// <summary>Registers every part.</summary>
    public static IServiceCollection AddParts(this IServiceCollection services, IConfiguration configuration) => services
        .AddCore(configuration)
        .AddDatabase(configuration)
        .AddTelegram(configuration)
        .AddWebChat(configuration)
        .AddNewsDoors(configuration)
        .AddScorePages()
        .AddReports(configuration)
        .AddSheets()
        .AddComplaintPages()
        .AddDesk()
        .AddLapor()
        .AddMenus()
        .AddHealth()
        .AddBackups(configuration)
        .AddChecks()
        .AddMeasure(configuration)
        .AddSingleton<PushAnswers>()
        .AddJobs(configuration);
}
