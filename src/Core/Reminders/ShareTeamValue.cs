using Core.Berakhlak;
using Core.Calendar;
using Core.CoreValues;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>
/// A unit's team chooses one value to practise together for a month (apel kesadaran), and sees how often it was done, never of fewer
/// people than the minimum. Its head or administrator enters the choice; where there is neither, anybody of the team does.
/// </summary>
internal sealed class ShareTeamValue(AppDb db, UnitCatalog units, IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "share-team-value";

    /// <inheritdoc/>
    public override string? Command => Commands.TeamValue;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var mine = units.Active.Where(u => context.Who.WorksIn(u.Id) || CommandRights.Everywhere(context.Who)).ToList();
        if (mine.Count == 0)
        {
            context.Say("team.no-unit");
            yield break;
        }

        var unit = mine[0];
        if (mine.Count > 1)
        {
            var which = Ask.Search("unit", "team.which-unit",
                mine.Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return which;
            unit = which.Answer;
        }

        var month = Month.Of(LocalTime.Day(context.Now, units.ZoneOf(unit)));
        var story = await Story(context.Words, unit, month);
        if (!await MayChoose(context.Who, unit.Id))
        {
            context.Say(LocalizedText.Literal(story));
            yield break;
        }

        var asking = context.Words["team.choose", context.Words.MonthOf(month.FirstDay)];
        var value = Ask.Choice("value", LocalizedText.Literal($"{story}\n\n{asking}"),
            [.. CoreValue.All.Select(v => new Option<CoreValue?>(v.Code, v.Name(), v)), new("keep", "team.keep", null)]).PerRow(2);
        yield return value;
        if (value.Answer is not { } chosen) context.Say("team.kept");
        else await Choose(context, unit, month, chosen);
    }

    private async ValueTask Choose(DialogContext context, Unit unit, Month month, CoreValue chosen)
    {
        var change = context.Change();
        if (await db.TeamValues.FirstOrDefaultAsync(t => t.UnitId == unit.Id && t.Month == month) is { } known) known.Value = chosen.Code;
        else change.TeamValues.Add(new TeamValue { UnitId = unit.Id, Month = month, Value = chosen.Code });
        Audit.Note(change, context.Who, context.Now, "team-value", unit.Id, chosen.Code);
        context.Say("team.chosen", unit.Label, chosen.Name(context.Words), context.Words.MonthOf(month.FirstDay));
    }

    private async Task<bool> MayChoose(Caller who, int unit)
    {
        if (CommandRights.Administers(who, unit) || who.IsIn(Role.Head, unit)) return true;
        return who.IsIn(Role.Asn, unit) && !await db.Memberships.AnyAsync(m => m.UnitId == unit && m.Until == null
            && (m.Role == Role.Head || m.Role == Role.UnitAdministrator));
    }

    /// <summary>The value of this month and of the one before, each with the team's count as far as it may be told.</summary>
    private async Task<string> Story(Wording words, Unit unit, Month month)
    {
        var from = month.Add(-1);
        var chosen = await db.TeamValues.AsNoTracking().Where(t => t.UnitId == unit.Id && t.Month >= from && t.Month <= month)
            .OrderByDescending(t => t.Month).ToListAsync();
        var lines = new List<string> { words["team.title", unit.Label] };
        if (!chosen.Exists(t => t.Month == month)) lines.Add(words["team.none", words.MonthOf(month.FirstDay)]);
        foreach (var of in chosen) lines.Add(await Line(words, of));
        return string.Join('\n', lines);
    }

    private async Task<string> Line(Wording words, TeamValue of)
    {
        var (first, next) = (of.Month.FirstDay, of.Month.Add(1).FirstDay);
        var done = await db.Reminders.AsNoTracking()
            .Where(r => r.UnitId == of.UnitId && r.Day >= first && r.Day < next && r.State == ReminderState.Done
                && r.Behaviour != null && r.Behaviour.StartsWith(of.Value))
            .GroupBy(r => r.PersonId).Select(g => g.Count()).ToListAsync();
        var (month, value) = (words.MonthOf(first), words[$"value.{of.Value}"]);
        return done.Count < options.Value.MinimumPeople ? words["team.few", month, value, options.Value.MinimumPeople]
            : words["team.line", month, value, done.Sum(), done.Count];
    }
}
