using Core.Complaints.Attachments;
using Core.Dialogs.Words;
using Core.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Core.Schedules;

/// <summary>Registers schedules and announcements.</summary>
internal static class SchedulesSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services) =>
        services.AddSingleton(new NoticeButton("announce.read", Commands.Announcements))
            .AddSingleton<FillBroadcasts>().AddSingleton<FetchAnnouncementFiles>().AddSingleton<ForgetAnnouncementFiles>()
            .AddSingleton<AskAnnouncementFile>().AddSingleton<SendScheduled>().AddSingleton<IKnowFiles, FilesOfAnnouncements>();
}
