using Core.Calendar;
using Core.CoreValues;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.ExternalIndices;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Berakhlak;

/// <summary>
/// The monthly pulse: seven statements, anonymous, shown by unit from five answers on and only once the month is over, so that nobody
/// works out an answer by looking before and after it. It is not the official index.
/// </summary>
internal sealed class Reflect(AppDb db, UnitCatalog units, PassingKeys keys, IOptions<InstansiOptions> instansi,
    IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "reflect";

    /// <inheritdoc/>
    public override string? Command => Commands.Reflect;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var unit = context.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } id ? units.Find(id) : null;
        var today = Month.Of(LocalTime.Day(context.Now, units.ZoneOf(unit)));
        var stored = await context.Remember("month", () => ValueTask.FromResult<string?>($"{today}"));
        var month = new Month(int.Parse(stored!));
        var name = context.Words.MonthOf(month.FirstDay);
        if (month != today)
        {
            // Its result is shown already, and who answered it cannot be told any more.
            context.Say("pulse.over", name).Row(Commands.Reflect.Button(context.Words));
            yield break;
        }

        var key = await keys.Hash(PassingKeys.Of(month), "reflection", $"{context.Who.Id} {month}");
        if (await db.Reflections.AnyAsync(r => r.Key == key))
        {
            var again = Ask.Confirm("again", LocalizedText.Of("pulse.again", name), "pulse.change", "pulse.see");
            yield return again;
            if (!again.Answer)
            {
                await SayResult(context, unit, month);
                yield break;
            }
        }

        var answers = new List<int>();
        foreach (var value in CoreValue.All)
        {
            context.Doing("pulse.unfinished", answers.Count);
            var statement = Ask.Choice(value.Code,
                LocalizedText.Of("pulse.intro", name, answers.Count + 1, context.Words[$"pulse.{value.Code}"]), Enumerable.Range(1, 4)
                    .Select(n => new Option<int>($"{n}", $"pulse.{n}", n))).PerRow(2);
            yield return statement;
            answers.Add(statement.Answer);
        }

        var change = context.Change();
        var row = await change.Reflections.FirstOrDefaultAsync(r => r.Key == key);
        if (row is null) change.Reflections.Add(row = new Reflection { Key = key, Month = month, Answers = "" });
        (row.UnitId, row.Answers) = (unit?.Id, string.Concat(answers));
        await db.SaveChangesAsync();
        context.Say("pulse.thanks", name);
        await SayResult(context, unit, month);
    }

    /// <summary>The result of the month before.</summary>
    private async ValueTask SayResult(DialogContext context, Unit? unit, Month month)
    {
        var place = unit?.Label ?? instansi.Value.Name;
        var later = context.Say("pulse.later", context.Words.MonthOf(month.FirstDay));
        month = month.Add(-1);
        var now = await Of(unit, month);
        if (now.Count == 0)
        {
            later.Row(Menu(context));
            return;
        }

        if (now.Count < options.Value.MinimumPeople)
        {
            context.Say("pulse.too-few", $"{place}, {context.Words.MonthOf(month.FirstDay)}", now.Count,
                options.Value.MinimumPeople).Row(Menu(context));
            return;
        }

        var before = await Of(unit, month.Add(-1));
        var lines = CoreValue.All.Select((v, i) => LineOf(context, v, Mean(now, i), before.Count >= options.Value.MinimumPeople
            ? Mean(before, i) : null));
        context.Say("pulse.result", context.Words.MonthOf(month.FirstDay), place, now.Count, string.Join('\n', lines))
            .Row(Menu(context));
        if (await Official() is { } index)
            context.Say("pulse.official", index.Year, index.Figure!.Value.ToString("0.0#", context.Words.Culture), index.Source);
    }

    private Task<List<string>> Of(Unit? unit, Month month)
    {
        var id = unit?.Id;
        return db.Reflections.AsNoTracking().Where(r => r.UnitId == id && r.Month == month).Select(r => r.Answers).ToListAsync();
    }

    private Task<ExternalIndex?> Official() => db.ExternalIndices.AsNoTracking()
        .Where(i => i.Kind == ExternalKind.Berakhlak && i.UnitId == null && i.Item == ExternalIndex.Total && i.Hundredths != null)
        .OrderByDescending(i => i.Year).FirstOrDefaultAsync();

    private static decimal Mean(List<string> answers, int value) => (decimal)answers.Sum(a => a[value] - '0') / answers.Count;

    private static string LineOf(DialogContext context, CoreValue value, decimal now, decimal? before) =>
        context.Words["pulse.line", value.Name(context.Words),
        context.Words.Score(now), before is { } was ? context.Words["pulse.before", context.Words.Score(was)] : ""];

    private static Button Menu(DialogContext context) => new(context.Words["menu.rekap"], Commands.Recap);
}
