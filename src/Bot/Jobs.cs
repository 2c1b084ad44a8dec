using Bot.Backups;
using Bot.Database;
using Bot.NationalSurvey;
using Bot.Telegram.Updates;
using Bot.Web.Chat;
using Core.Alarms;
using Core.Berakhlak;
using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.Desk;
using Core.Complaints.National;
using Core.Complaints.Notices;
using Core.DaysOff;
using Core.Dialogs.Conversations;
using Core.FollowUps;
using Core.Inbox;
using Core.Membership.Privacy;
using Core.MonthlyPosts;
using Core.News;
using Core.Outbox;
using Core.Persistence;
using Core.Ratings;
using Core.Reminders;
using Core.Schedules;
using Core.Units;
using Quartz;

namespace Bot;

/// <summary>
/// Everything that runs by itself, and when. Quartz is only the clock: what is due stands in our own tables, so a missed run loses nothing.
/// </summary>
internal static partial class Jobs
{
    /// <summary>Every job with its rhythm: seconds, minutes, hours, day of month, month, day of week, in the instansi's zone.</summary>
    internal static readonly IReadOnlyList<Job> All =
    [
        Of<CloseStaleDialogs>("close-stale-talks", "0 7/15 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<EscalateComplaints>("escalate-complaints", "0 0/5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<TellOffice>("tell-office", "40 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<ForgetComplaints>("forget-complaints", "0 40 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<HoldEvidence>("forget-evidence", "20 0/10 * * * ?", (deed, stop) => deed.Forget(stop)),
        Of<SweepAttachments>("sweep-attachments", "0 50 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<CarryUp>("carry-up", "35 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<HearNational>("hear-national", "50 0/5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<CallReaders>("call-readers", "7/10 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<CallReaders>("forget-ways", "0 22 3 * * ?", (deed, stop) => deed.Forget(stop)),
        Of<EnterDesk>("forget-desk-sessions", "0 10 3 * * ?", (deed, stop) => deed.Forget(stop)),
        Of<ForgetWebMessages>("forget-web-messages", "0 20 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<ForgetMessages>("forget-messages", "0 25 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<KeepUnread>("keep-unread", "45 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<ForgetRaters>("forget-raters", "0 5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<ForgetPulses>("forget-pulses", "30 5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<PublishRatings>("close-months", "1 * * * * ?", (deed, _) => deed.CloseMonths()),
        Of<ForgetReminders>("forget-reminders", "0 30 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<LeaveNoTrace>("leave-no-trace-after-erasure", "55 * * * * ?", (deed, stop) => deed.RunAfter(stop)),
        Of<LeaveNoTrace>("leave-no-trace", "0 55 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<PlanReminders>("plan-reminders", "5 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<CarryGoals>("carry-goals", "55 2/5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<SendRecaps>("send-recaps", "20 0/5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<SendScheduled>("send-scheduled", "10 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<FillBroadcasts>("fill-broadcasts", "0/5 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<ForgetAnnouncementFiles>("forget-announcement-files", "0 50 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<ShowMenus>("show-menus", "30 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<PostMonthlyScores>("post-monthly-scores", "0 0/5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<CheckLinkedChats>("check-linked-chats", "3/10 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<AnswerLinkRequests>("answer-link-requests", "8/10 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<RemindFollowUps>("remind-follow-ups", "0 12 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<RemindRequests>("remind-requests", "0 25 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<PushAnswers>("push-answers", "0 17/30 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<GiveRoomBack>("give-room-back", "0 45 3 * * ?", (deed, stop) => deed.Run(stop)),
        Of<MakeBackups>("make-backups", "35 0/5 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<NoteWorker>("note-worker", "15 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<NoteMachine>("note-machine", "20 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<TellAlarms>("tell-alarms", "25 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<HandleParked>("handle-parked", "50 * * * * ?", (deed, stop) => deed.Run(stop)),
        Of<LookAtLinkedChats>("look-at-linked-chats", "0 35 * * * ?", (deed, stop) => deed.Run(stop)),
        Of<KeepDaysOff>("reload-days-off", "2 * * * * ?", (deed, stop) => deed.Reload(stop)),
        Of<UnitCatalog>("reload-units", "0 * * * * ?", (deed, stop) => deed.Reload(stop)),
    ];

    /// <summary>Every loop that runs beside the jobs: it is woken when there is something to do, and looks by itself this often.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Loops = new Dictionary<string, string>
    {
        [nameof(WriteQueue)] = "woken by each change; writes what has gathered",
        [nameof(OutboxSender)] = "woken by each reply; looks every second for what is due",
        [nameof(WatchWorkers)] = "every 2 seconds, where several workers share a database: who lives, what a dead one held",
        [nameof(WatchDatabase)] = "looks every few seconds whether the database file is still there",
        ["FetchAttachments"] = "woken by each file; looks every minute for what is to be tried again",
        ["FetchImports"] = "woken by each file that an administrator sends; looks every minute for what another process left",
        ["ReportsWorker"] = "woken by each request; looks every minute for what another process left",
        [nameof(PollTelegram)] = "asks the platform without a pause, or waits for its answer up to 50 seconds",
        [nameof(RegisterWebhook)] = "every minute until the webhook is set, where that mode is chosen",
    };

    /// <summary>What also runs at the start, because deadlines that passed during a stop are told at once.</summary>
    private static readonly string[] AtStart = ["escalate-complaints", "forget-raters", "note-worker", "make-backups"];

    /// <summary>What every worker does for itself; the rest is done by the one that leads.</summary>
    private static readonly string[] Everywhere = ["reload-units", "reload-days-off", "keep-unread", "note-worker", "note-machine",
        "forget-raters"];

    /// <summary>
    /// What tells people of what has fallen due, from our own tables alone. A restored copy lets these look once before anything is sent
    /// (<see cref="HoldBack"/>).
    /// </summary>
    internal static readonly string[] Telling =
    [
        "close-stale-talks", "escalate-complaints", "tell-office", "call-readers", "plan-reminders", "send-recaps", "send-scheduled",
        "fill-broadcasts", "post-monthly-scores", "remind-follow-ups", "remind-requests",
    ];

    /// <summary>Starts the clock with every job.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Instansi:TimeZone"] is { Length: > 0 } set && LocalTime.Knows(set)
            ? set : "Asia/Jakarta");
        services.AddQuartz(quartz =>
        {
            foreach (var job in All)
                quartz.ScheduleJob<RunDeed>(trigger => trigger.WithCronSchedule(job.Cron, c => c.InTimeZone(zone)),
                    made => made.WithIdentity(job.Name));
            foreach (var name in AtStart) quartz.AddTrigger(trigger => trigger.ForJob(name).StartNow());
        });
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    private static Job Of<T>(string name, string cron, Func<T, CancellationToken, Task> run)
        where T : notnull => new(name, cron, (services, stop) => run(services.GetRequiredService<T>(), stop));

    /// <summary>A deed that runs by the clock.</summary>
    internal sealed record Job(string Name, string Cron, Func<IServiceProvider, CancellationToken, Task> Run);

    [DisallowConcurrentExecution]
    private sealed partial class RunDeed(IServiceProvider services, IWorkers workers, JobRuns runs, TellDirectly directly,
        TimeProvider time, ILogger<RunDeed> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var name = context.JobDetail.Key.Name;
            if (!workers.Leads && !Everywhere.Contains(name) && !(name == TellAlarms.Mark && TellsOfAnOutage))
            {
                runs.Forget(name);
                return;
            }

            var began = time.GetTimestamp();
            try
            {
                await All.First(j => j.Name == name).Run(services, cancellationToken);
                runs.Note(name, time.GetElapsedTime(began), null);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The service stops; what is left stands in our tables and is done at the next start.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                runs.Note(name, time.GetElapsedTime(began), ErrorCause.KindOf(e));
                LogFailed(name, ErrorCause.Of(e));
                LogWhere(name, e.StackTrace);
            }
        }

        /// <summary>The database is away and nobody leads; or it is back, and what was told meanwhile does not stand in it yet.</summary>
        private bool TellsOfAnOutage => workers.LedLast || directly.Told.Count > 0;

        [LoggerMessage(LogLevel.Error, "The job {Job} failed with {Error}; it runs again at its next time.")]
        private partial void LogFailed(string job, string error);

        [LoggerMessage(LogLevel.Debug, "The job {Job} failed here:\n{Stack}")]
        private partial void LogWhere(string job, string? stack);
    }
}
