using Bot.Web.Pages;
using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>Explains a date: from which day, how many working days, what was given back, and which days between do not count.</summary>
internal sealed class DeadlinePart(WorkingCalendar calendar, Holidays holidays, IOptions<ComplaintsOptions> options)
{
    public Html Of(Wording words, Complaint complaint)
    {
        if (complaint.Class is not { } kind || complaint.FollowUpDueOn is not { } due || complaint.State == ComplaintState.Submitted)
            return complaint.DueOn is { } verify ? Html.Of($"""<p>{Verify(words, complaint, verify)}</p>""") : Html.None;
        var limit = options.Value.LimitOf(kind);
        var free = Free(words, complaint.ReceivedOn, due).ToList();
        var paused = complaint.PausedDays > 0 ? " " + words["meja.deadline.paused", complaint.PausedDays] : "";
        return Html.Of(
            $"""
            <p>{words["meja.deadline.sum", words.Date(complaint.ReceivedOn), ComplaintText.Sort(words, complaint), limit, words.Date(due)]}{paused}</p>
            <p class="n">{words["meja.deadline.weekend", Weekend(complaint.ReceivedOn, due)]}{(free.Count == 0 ? "" : " " + words["meja.deadline.holidays", string.Join("; ", free)])}</p>
            {(complaint.DueOn is { } step && step != due ? Html.Of($"""<p>{words["meja.deadline.step", words.Date(complaint.StepFrom), words.Date(step)]}</p>""") : Html.None)}
            {(complaint.Provisional ? Html.Of($"""<p class="n">{words["meja.deadline.provisional"]}</p>""") : Html.None)}
            """);
    }

    private string Verify(Wording words, Complaint complaint, DateOnly due)
    {
        var (from, days) = (ComplaintClock.WithTriageFrom(complaint), options.Value.VerifyDays);
        return from == complaint.ReceivedOn ? words["meja.deadline.verify", words.Date(from), days, words.Date(due)]
            : words["meja.deadline.verify-again", words.Date(complaint.ReceivedOn), words.Date(from), days, words.Date(due)];
    }

    private IEnumerable<string> Free(Wording words, DateOnly from, DateOnly to) => Days(from, to)
        .Where(day => !IsWeekend(day) && holidays.On(day) is not null)
        .Select(day => $"{words.ShortDate(day)} ({holidays.On(day)!.Name})");

    private int Weekend(DateOnly from, DateOnly to) => Days(from, to).Count(day => IsWeekend(day) && !calendar.IsWorkingDay(day));

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1)) yield return day;
    }
}
