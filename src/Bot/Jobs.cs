using Bot.Web.Chat;
using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Dialogs;
using Core.FollowUps;
using Core.MonthlyPosts;
using Core.Persistence;
using Core.Ratings;
using Core.Reminders;
using Core.Schedules;
using Core.Units;
using Quartz;

namespace Bot;

/// <summary>What runs when. Quartz is only the clock: what is due stands in our own tables, so a missed run loses nothing.</summary>
public static partial class Jobs
{
    /// <summary>Every job with its rhythm: seconds, minutes, hours, day of month, month, day of week, in the instansi's zone.</summary>
    private static readonly (string Name, string Cron, Func<IServiceProvider, Task> Run)[] All =
    [
        ("close-stale-talks", "0 7/15 * * * ?", s => s.GetRequiredService<CloseStaleDialogs>().Run()),
        ("escalate-complaints", "0 0/5 * * * ?", s => s.GetRequiredService<EscalateComplaints>().Run()),
        ("forget-complaints", "0 40 3 * * ?", s => s.GetRequiredService<ForgetComplaints>().Run()),
        ("forget-web-messages", "0 20 3 * * ?", s => s.GetRequiredService<ForgetWebMessages>().Run()),
        ("forget-rater-counts", "0 50 3 * * ?", s => s.GetRequiredService<ForgetRaterCounts>().Run()),
        ("forget-reminders", "0 30 3 * * ?", s => s.GetRequiredService<SendRecaps>().Forget()),
        ("plan-reminders", "5 * * * * ?", s => s.GetRequiredService<PlanReminders>().Run()),
        ("send-recaps", "20 0/5 * * * ?", s => s.GetRequiredService<SendRecaps>().Run()),
        ("send-scheduled", "10 * * * * ?", s => s.GetRequiredService<SendScheduled>().Run()),
        ("fill-broadcasts", "0/5 * * * * ?", s => s.GetRequiredService<FillBroadcasts>().Run()),
        ("show-menus", "30 * * * * ?", s => s.GetRequiredService<ShowMenus>().Run()),
        ("post-monthly-scores", "0 0/5 * * * ?", s => s.GetRequiredService<PostMonthlyScores>().Run()),
        ("check-linked-chats", "3/10 * * * * ?", s => s.GetRequiredService<CheckLinkedChats>().Run()),
        ("remind-follow-ups", "0 12 * * * ?", s => s.GetRequiredService<RemindFollowUps>().Run()),
        ("reload-units", "0 * * * * ?", s => s.GetRequiredService<UnitCatalog>().Reload()),
    ];

    /// <summary>What also runs at the start, because deadlines that passed during a stop are told at once.</summary>
    private static readonly string[] AtStart = ["escalate-complaints"];

    /// <summary>What every worker does for itself; the rest is done by the one that leads.</summary>
    private static readonly string[] Everywhere = ["reload-units"];

    /// <summary>Starts the clock with every job.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Instansi:TimeZone"] is { Length: > 0 } set && LocalTime.Knows(set) ? set : "Asia/Jakarta");
        services.AddQuartz(quartz =>
        {
            foreach (var (name, cron, _) in All) quartz.ScheduleJob<RunDeed>(trigger => trigger.WithCronSchedule(cron, c => c.InTimeZone(zone)), job => job.WithIdentity(name));
            foreach (var name in AtStart) quartz.AddTrigger(trigger => trigger.ForJob(name).StartNow());
        });
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    [DisallowConcurrentExecution]
    private sealed partial class RunDeed(IServiceProvider services, IWorkers workers, ILogger<RunDeed> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var name = context.JobDetail.Key.Name;
            if (!workers.Leads && !Everywhere.Contains(name)) return;
            try
            {
                await All.First(j => j.Name == name).Run(services);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(name, e.GetType().Name, e.StackTrace);
            }
        }

        [LoggerMessage(LogLevel.Error, "The job {Job} failed with {Error}; it runs again at its next time.\n{Stack}")]
        private partial void LogFailed(string job, string error, string? stack);
    }
}
