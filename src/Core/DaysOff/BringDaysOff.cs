using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Imports;
using Core.Membership;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.DaysOff;

/// <summary>
/// An administrator brings in a year's days off from the joint decree of three ministers: pasted line by line or sent as a file (CSV,
/// ICS), checked against the weekdays that stand there and the two numbers that the decree names.
/// </summary>
internal sealed class BringDaysOff(AppDb db, Holidays holidays, KeepDaysOff keep, UnitCatalog units, ImportsWanted imports) : Dialog
{
    private const int TextMax = 4000;
    private const int YearsAhead = 2;
    private const int SlipsShown = 5;
    private const int ByFile = 0;

    /// <inheritdoc/>
    public override string Name => "bring-days-off";

    /// <inheritdoc/>
    public override string? Command => Commands.DaysOff;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        context.Doing("days-off.unfinished");
        var sent = await DaysOffFile.Sent(db, context);
        if (sent is { Count: 0 }) context.Say("import.gone");
        var which = sent is null && !DaysOffFile.IsAsked(context) ? WhichYear(context) : null;
        if (which is not null) yield return which;
        if (DaysOffFile.IsAsked(context) || which?.Answer == ByFile)
            await foreach (var question in DaysOffFile.Send(context, imports)) yield return question;
        else if (sent is not { Count: 0 })
            await foreach (var question in Bring(context, which?.Answer ?? sent![0].Date.Year, sent)) yield return question;
    }

    private ChoiceQuestion<int> WhichYear(DialogContext context)
    {
        var today = LocalTime.Day(context.Now, units.ZoneOf(null));
        return Ask.Choice("year", LocalizedText.Of("days-off.which-year", holidays.LastDecreedYear),
            Enumerable.Range(today.Year, YearsAhead + 1).Select(y => new Option<int>($"{y}",
                LocalizedText.Of(holidays.IsDecreed(y) ? "days-off.known" : "days-off.missing", $"{y}"), y))
                .Append(new Option<int>("file", "days-off.by-file", ByFile)));
    }

    private async IAsyncEnumerable<Question> Bring(DialogContext context, int year, IReadOnlyList<Holiday>? sent)
    {
        var source = Ask.Text("source", LocalizedText.Of("days-off.source", $"{year}"), 5, 200);
        yield return source;
        var days = sent ?? [];
        if (sent is null)
        {
            var pasted = Ask.Text("days", LocalizedText.Of("days-off.paste", $"{year}"), 10, TextMax).Check(text => Wrong(text, year));
            yield return pasted;
            days = ReadDaysOff.Lines(pasted.Answer).Days;
        }

        var (free, leave) = (days.Count(d => d.Kind == HolidayKind.Holiday), days.Count(d => d.Kind == HolidayKind.CollectiveLeave));
        yield return Ask.Number("holidays", LocalizedText.Of("days-off.how-many-holidays", $"{year}"), 1, 60)
            .Check(n => n == free ? default(LocalizedText?) : LocalizedText.Of("days-off.other-number", n, free));
        yield return Ask.Number("leave", LocalizedText.Of("days-off.how-many-leave", $"{year}"), 0, 60)
            .Check(n => n == leave ? default(LocalizedText?) : LocalizedText.Of("days-off.other-number", n, leave));
        var sure = Ask.Confirm("sure", LocalizedText.Made(words => words["days-off.sure", year.ToString(words.Culture), List(words, days)]),
            "days-off.yes", "days-off.no");
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("days-off.dropped");
            yield break;
        }

        await context.Change().ImportFiles.Where(f => f.Kind == ImportKind.DaysOff && f.PersonId == context.Who.Id).ExecuteDeleteAsync();
        await KeepDaysOff.Put(db, year, source.Answer, days, context.Now);
        Audit.Note(db, context.Who, context.Now, "days-off-brought", null, $"{year} ({free} + {leave})");
        context.AfterCommit(keep.Changed);
        context.Say("days-off.brought", $"{year}", free, leave);
    }

    private static LocalizedText? Wrong(string text, int year)
    {
        var (days, slips) = ReadDaysOff.Lines(text);
        if (slips.Count > 0) return LocalizedText.Joined("\n",
            slips.Take(SlipsShown).Select(s => LocalizedText.Of($"days-off.slip.{s.What}", s.Line)).Append("days-off.nothing-kept"));
        if (days.Count == 0) return "days-off.no-day";
        return days.Any(d => d.Date.Year != year) ? LocalizedText.Of("days-off.other-year", $"{year}") : default(LocalizedText?);
    }

    private static string List(Wording words, IReadOnlyList<Holiday> days) => string.Join('\n', days.Select(d =>
        $"{words.ShortDate(d.Date)} · {d.Name}{(d.Kind == HolidayKind.CollectiveLeave && !d.Name.StartsWith("Cuti bersama", StringComparison.OrdinalIgnoreCase) ? $" ({words["days-off.leave"]})" : "")}"));
}
