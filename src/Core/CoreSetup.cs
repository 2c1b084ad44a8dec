using Core.Alarms;
using Core.Berakhlak;
using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Tracking;
using Core.DaysOff;
using Core.Demonstration;
using Core.Dialogs;
using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Dialogs.Words;
using Core.FollowUps;
using Core.Imports;
using Core.Inbox;
using Core.Intents;
using Core.Membership;
using Core.Membership.Joining;
using Core.Membership.Units;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.News;
using Core.OnPaper;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Reminders;
using Core.Reports;
using Core.Schedules;
using Core.Settings;
using Core.Skm;
using Core.Statistics;
using Core.Statistics.Reviewing;
using Core.Units;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Core;

/// <summary>Registers what the service does.</summary>
internal static class CoreSetup
{
    /// <summary>The rules that come with the program never change: they are read once, however many services a process builds.</summary>
    private static readonly Lazy<IntentReader> Shipped = new(() => new IntentReader(TrackingCode.Judge));

    /// <summary>Adds the engine and every capability.</summary>
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSection<InstansiOptions>(configuration, "Instansi").AddSection<ConversationOptions>(configuration, "Conversations")
            .AddSection<OutboxOptions>(configuration, "Outbox").AddSection<RatingsOptions>(configuration, "Ratings")
            .AddSection<ScoresOptions>(configuration, "Scores").AddSection<CalendarOptions>(configuration, "Calendar")
            .AddSection<IntentsOptions>(configuration, "Intents");
        services.AddSingleton<PassingKeys>().AddSingleton(p => new LocalDays(LocalTime.Zone(Of<InstansiOptions>(p).TimeZone)));
        services.AddSingleton(p => SecretKey.Open(p.GetRequiredService<IOptions<InstansiOptions>>().Value.KeyFile));
        return services.AddEngine().AddIntents().AddUnits().AddCalendar().AddRatings().AddComplaints(configuration)
            .AddNews().AddMembership(configuration).AddBerakhlak(configuration).AddReminders(configuration).AddSchedules()
            .AddScores().AddImports().AddAlarms(configuration);
    }

    private static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton<IWorkers, OneWorker>();
        services.AddSingleton<WriteQueue>().AddHostedService(p => p.GetRequiredService<WriteQueue>());
        services.AddSingleton<EraseWaiting>().AddSingleton<OutboxSender>().AddHostedService(p => p.GetRequiredService<OutboxSender>());
        services.AddSingleton<WatchWorkers>().AddHostedService(p => p.GetRequiredService<WatchWorkers>());
        services.AddSingleton<ReceiveReceipts>();
        services.AddSingleton<MoveAddress>().AddSingleton<ILeaveAddress, LeaveAddress>().AddSingleton(FollowDeliveries.Busy);
        services.AddSingleton<IDeliveryListener, FollowDeliveries>().AddSingleton<IAddressMoved, FollowDeliveries>();
        services.AddSingleton<IAddressMoved, FollowOtherAddresses>().AddSingleton<FindMainAddress>();
        services.AddSingleton<SendLater>().AddSingleton<StartLinks>().AddSingleton<ChannelCatalog>().AddSingleton<IReaders, FindReader>();
        return services.AddSingleton<DialogCatalog>().AddSingleton<MessageHandler>().AddSingleton<ReceiveMessages>()
            .AddSingleton<CloseStaleDialogs>().AddSingleton<ForgetMessages>().AddSingleton<KeepUnread>();
    }

    private static IServiceCollection AddUnits(this IServiceCollection services) =>
        services.AddSingleton<UnitCatalog>().AddSingleton<UnitFactsText>().AddSingleton<LoadDemonstration>().AddSingleton<ImportUnits>()
            .AddSingleton<SeedDemonstration>();

    private static IServiceCollection AddIntents(this IServiceCollection services) =>
        services.AddSingleton(p => ReaderOf(Of<IntentsOptions>(p).WordsFile))
            .AddSingleton<ReadWords>()
            .AddSingleton<UnitNames>().AddSingleton(p => p.GetRequiredService<UnitNames>().Now);

    private static IntentReader ReaderOf(string cityFile) =>
        cityFile.Length > 0 ? new IntentReader(TrackingCode.Judge, cityFile) : Shipped.Value;

    private static IServiceCollection AddCalendar(this IServiceCollection services) => services
        .AddSingleton(p => Holidays.Load(Of<CalendarOptions>(p).HolidayFolder))
        .AddSingleton<DaysOff.KeepDaysOff>()
        .AddSingleton(p => new WorkingCalendar(p.GetRequiredService<Holidays>(), Of<CalendarOptions>(p).WorkingDaysPerWeek));

    private static IServiceCollection AddRatings(this IServiceCollection services) => services
        .AddSingleton(p => Instruments.Load(Of<RatingsOptions>(p).Instrument, Of<RatingsOptions>(p).InstrumentFolder))
        .AddSingleton<KeepRating>().AddSingleton<PublishRatings>().AddSingleton<RecomputeSums>().AddSingleton<ForgetRaters>()
        .AddSingleton<CountPaper>()
        .AddSingleton<RatingFlags>()
        .AddSingleton(new ToldOutcome("rating", "told.kind.rating", Commands.Rate, int.MaxValue,
            told => new Carried { Begun = new Dictionary<string, string> { [RateService.Comment] = told.Text } })
        {
            WordsFor = RateService.Comment,
        })
        .AddSingleton(p => new BeforeMessages(p.GetRequiredService<PublishRatings>().CloseMonths));

    private static IServiceCollection AddScores(this IServiceCollection services)
    {
        services.TryAddSingleton(DrawScores.Nothing);
        services.AddSingleton<PersonalData, ReportData>();
        return services.AddSingleton<ReadScores>().AddSingleton<ReadBranches>().AddSingleton<ReadStatistics>().AddSingleton<ReadComments>()
            .AddSingleton<LeaveOutRatings>().AddSingleton<LookAtRatings>().AddSingleton<CountSingly>()
            .AddSingleton<WeakestOfGroups>().AddSingleton<UnsurChanges>().AddSingleton<ReportsWanted>()
            .AddSingleton<ReadPlans>().AddSingleton<RemindFollowUps>()
            .AddSingleton(new NoticeButton("plan.write", Commands.Plans))
            .AddSingleton(new NoticeButton("plan.done-button", Commands.Plans))
            .AddSingleton(new NoticeButton("plan.change-button", Commands.Plans))
            .AddSingleton(new NoticeButton("link.add-now", Commands.Channels))
            .AddSingleton<ComposePost>().AddSingleton<PostMonthlyScores>().AddSingleton<EditMonthlyPosts>()
            .AddSingleton<ForgetPosts>().AddSingleton<CheckLinkedChats>()
            .AddSingleton<AnswerLinkRequests>().AddSingleton<IChatListener, HearOfChats>()
            .AddSingleton<LookAtLinkedChats>()
            .AddSingleton<IDeliveryListener, FollowPosts>().AddSingleton<IAddressMoved, FollowPosts>()
            .AddSingleton<IAddressMoved, FollowRequests>();
    }

    private static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.TryAddSingleton(new OpenSheet(_ => null));
        return services.AddSingleton<ImportsWanted>().AddSingleton<PersonalData, ImportData>()
            .AddSingleton<FetchImports>().AddHostedService(p => p.GetRequiredService<FetchImports>())
            .AddSingleton<ReadPaper>().AddSingleton<KeepPaper>().AddSingleton<ReadImport>(p => p.GetRequiredService<ReadPaper>())
            .AddSingleton(BringPaper.OfSheet).AddSingleton(TakeUnits.OfSheet)
            .AddSingleton(InviteMany.OfSheet).AddSingleton(DaysOffFile.OfSheet).AddSingleton<ReadImport, ReadPeople>();
    }

    private static T Of<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
