using Core.Calendar;
using Core.Dialogs.Words;
using Core.Membership.Profiles;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Reminders.Composing;
using Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Registers the reminders.</summary>
internal static class RemindersSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration) => AddButtons(services)
        .AddSection<RemindersOptions>(configuration, "Reminders")
        .AddSingleton(p => new ReminderDay(p.GetRequiredService<WorkingCalendar>(), p.GetRequiredService<Holidays>(), p
        .GetRequiredService<IOptions<RemindersOptions>>().Value))
        .AddSingleton<WriteReminder>().AddSingleton<ReadFacts>().AddSingleton<AnswerReminder>()
        .AddSingleton<PlanReminders>().AddSingleton<ForgetReminders>()
        .AddSingleton<SendRecaps>()
        .AddSingleton<IWaitingQuestions, WaitingReminder>()
        .AddSingleton<IDeliveryListener, DropReminder>().AddSingleton<PersonalData, ReminderData>();

    /// <summary>What its news offer beside the reminder itself, which waits.</summary>
    private static IServiceCollection AddButtons(IServiceCollection services)
    {
        foreach (var rhythm in new[] { ReminderRhythm.Daily, ReminderRhythm.ThriceWeekly, ReminderRhythm.Weekly })
            services.AddSingleton(new NoticeButton($"slow.to.{rhythm}", Commands.Reminder.With(SetReminder.RhythmOrder, rhythm)));
        foreach (var work in Enum.GetValues<WorkKind>())
            services.AddSingleton(new NoticeButton($"work.{work}", Commands.Reminder.With(SetReminder.WorkOrder, work)));
        return services;
    }
}
