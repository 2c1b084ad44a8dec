using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>The latest reminder of an ASN that is not answered yet.</summary>
internal sealed class WaitingReminder : IWaitingQuestions
{
    private const int Days = 3;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, DateTimeOffset now)
    {
        if (!who.Is(Role.Asn)) return [];
        var from = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Days);
        var reminder = await db.Reminders.AsNoTracking().Where(r => r.PersonId == who.Id && r.Day >= from && r.Behaviour != null)
            .OrderByDescending(r => r.Id).FirstOrDefaultAsync();
        if (reminder is not { IsOpen: true }) return [];
        List<WaitingAnswer> answers = [Answer(reminder, "sudah", "reminder.done"), Answer(reminder, "lewati", "reminder.skip")];
        if (!reminder.CameAgain && reminder.State == ReminderState.Sent) answers.Insert(1, Answer(reminder, "nanti", "reminder.later"));
        return [new WaitingQuestion(LocalizedText.Of("reminder.waits"), answers)];
    }

    private static WaitingAnswer Answer(Reminder reminder, string answer, string label) =>
        new($"reminder:{answer}", label, Commands.Reminder.With(answer, reminder.Id))
        {
            LabelAmongOthers = LocalizedText.Of("reminder.reply", (LocalizedText)label),
        };
}
