using Core.Calendar;
using Core.Dialogs.Words;
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
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration) => services
        .AddSection<RemindersOptions>(configuration, "Reminders")
        .AddSingleton(p => new ReminderDay(p.GetRequiredService<WorkingCalendar>(), p.GetRequiredService<Holidays>(), p
        .GetRequiredService<IOptions<RemindersOptions>>().Value))
        .AddSingleton<WriteReminder>().AddSingleton<ReadFacts>().AddSingleton<AnswerReminder>()
        .AddSingleton<PlanReminders>().AddSingleton<ForgetReminders>()
        .AddSingleton<SendRecaps>()
        .AddSingleton<IWaitingQuestions, WaitingReminder>()
        .AddSingleton<IDeliveryListener, DropReminder>().AddSingleton<PersonalData, ReminderData>();
}
