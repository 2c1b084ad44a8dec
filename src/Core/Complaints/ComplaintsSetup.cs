using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.Desk;
using Core.Complaints.Filing;
using Core.Complaints.Handling;
using Core.Complaints.National;
using Core.Complaints.Notices;
using Core.Complaints.Tracking;
using Core.Dialogs.Words;
using Core.Membership.Privacy;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Settings;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Complaints;

/// <summary>Registers complaints.</summary>
internal static class ComplaintsSetup
{
    /// <summary>Adds what complaints need; attachments are fetched by a worker of their own.</summary>
    public static IServiceCollection AddComplaints(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<ComplaintsOptions>(configuration, "Complaints");
        services.AddSingleton(p => new KeptFolder(AttachmentFolder.Kept, p
            .GetRequiredService<IOptions<ComplaintsOptions>>().Value.AttachmentFolder, "Complaints:AttachmentFolder"));
        services.AddSingleton(_ => new DrawCodes());
        services.AddSingleton<PersonalData, ComplaintData>();
        services.AddSingleton<ComplaintClock>().AddSingleton<OfficeHours>().AddSingleton<ComplaintText>().AddSingleton<AttachmentFolder>()
            .AddSingleton<ComplaintHistory>();
        services.AddSingleton<HandleComplaint>().AddSingleton<FollowComplaint>().AddSingleton<KeepComplaint>()
            .AddSingleton<SimilarComplaint>().AddSingleton<EndComplaint>().AddSingleton<EndAsked>().AddSingleton<ReopenByCode>()
            .AddSingleton<TakeBackStep>().AddSingleton<TakeStep>()
            .AddSingleton<DeskStep>();
        services.AddSingleton<TellOffice>().AddSingleton<WriteNews>().AddSingleton<WriteDigest>();
        services.AddSingleton<ListTasks>().AddSingleton<PassStage>().AddSingleton<ComplaintNotices>().AddSingleton<ComplaintFigures>();
        services.AddSingleton<FetchAttachments>().AddHostedService(p => p.GetRequiredService<FetchAttachments>());
        services.AddSingleton<EnterDesk>().AddSingleton<DeskQuery>().AddSingleton<LookAtComplaint>().AddSingleton<TakeIn>()
            .AddSingleton<ReadRegister>().AddSingleton<DeskEvidence>().AddSingleton<HoldEvidence>().AddSingleton<SweepAttachments>()
            .AddSingleton<IKnowFiles, FilesOfComplaints>().AddSingleton<CountFiles>();
        services.AddSection<NationalOptions>(configuration, "Lapor");
        services.AddSingleton(p => NationalMap.Of(p.GetRequiredService<IOptions<NationalOptions>>().Value))
            .AddSingleton<ComposeNational>().AddSingleton<SendUp>();
        services.AddSingleton(p => new PrivacyAddition(
            p.GetRequiredService<IOptions<NationalOptions>>().Value.On ? "privacy.national" : (LocalizedText?)null));
        services.TryAddSingleton(new DeskAddress(""));
        services.AddSingleton<WaitingComplaints>().AddSingleton<IWaitingQuestions>(p => p.GetRequiredService<WaitingComplaints>())
            .AddSingleton<IRepliedMatters>(p => p.GetRequiredService<WaitingComplaints>()).AddSingleton<IRepliedMatters, RepliedTasks>()
            .AddSingleton<IOwnOutcomes, ToldOfOpen>();
        foreach (var act in TrackComplaint.Offered) services.AddSingleton(new NoticeButton($"complaint.do.{act}", Commands.Track));
        services.AddSingleton(new NoticeButton("complaint.open", Commands.Tasks))
            .AddSingleton(new NoticeButton(Commands.Late.Label, Commands.Late));
        foreach (var kind in Enum.GetValues<ComplaintKind>())
            services.AddSingleton(Outcome(kind));
        return services.AddSingleton(MakeEscalate).AddSingleton(MakeForget).AddSingleton(MakeRead);
    }

    /// <summary>What somebody tells without being asked can become any kind.</summary>
    private static ToldOutcome Outcome(ComplaintKind kind) => new(
        kind == ComplaintKind.Complaint ? ToldOutcome.Complaint : $"{kind}", $"told.kind.{kind}", Commands.Complain, (int)kind,
        told => CarriedStory.Of(kind, told))
    {
        Keeps = new KeepsTold(CarriedStory.Arg, FileComplaint.Story, "mask"),
        Likely = kind == ComplaintKind.Complaint ? null : text => GuessKind.Of(text) == kind,
    };

    private static EscalateComplaints MakeEscalate(IServiceProvider p) => new(
        p.GetRequiredService<WriteQueue>(), p.GetRequiredService<IDbContextFactory<AppDb>>(), p.GetRequiredService<PassStage>(),
        p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<EscalateComplaints>>());

    private static ForgetComplaints MakeForget(IServiceProvider p) => new(
        p.GetRequiredService<WriteQueue>(), p.GetRequiredService<IDbContextFactory<AppDb>>(), p.GetRequiredService<AttachmentFolder>(),
        p.GetRequiredService<TimeProvider>(), p.GetRequiredService<IOptions<ComplaintsOptions>>());

    private static ReadTrackedComplaint MakeRead(IServiceProvider p) => new(
        p.GetRequiredService<IDbContextFactory<AppDb>>(), p.GetRequiredService<ComplaintText>(), p.GetRequiredService<ComplaintHistory>(),
            p.GetRequiredService<TimeProvider>());
}
