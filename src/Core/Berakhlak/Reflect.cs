using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Scores;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Berakhlak;

/// <summary>The monthly pulse: seven statements, anonymous, shown by unit from five answers on. It is not the official index.</summary>
public sealed class Reflect(AppDb db, UnitCatalog units, SecretKey secret, IOptions<InstansiOptions> instansi, IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "reflect";

    /// <inheritdoc/>
    public override string? Command => "/refleksi";

    /// <inheritdoc/>
    public override int MenuOrder => 125;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var unit = turn.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } id ? units.Find(id) : null;
        var stored = await turn.Remember("month", () => ValueTask.FromResult<string?>($"{MonthNumber.Of(LocalTime.Day(turn.Now, units.ZoneOf(unit)))}"));
        var month = int.Parse(stored!);
        var name = turn.Words.MonthOf(MonthNumber.FirstDay(month));
        var key = secret.Hash("reflection", $"{turn.Who.Id} {month}");
        if (await db.Reflections.AnyAsync(r => r.Key == key))
        {
            var again = Ask.Confirm("again", Line.Of("pulse.again", name), "pulse.change", "pulse.see");
            yield return again;
            if (!again.Answer)
            {
                await SayResult(turn, unit, month);
                yield break;
            }
        }

        var answers = new List<int>();
        foreach (var value in CoreValue.All)
        {
            turn.Doing("pulse.unfinished", answers.Count);
            var statement = Ask.Choice(value.Code, Line.Of("pulse.intro", name, answers.Count + 1, turn.Words[$"pulse.{value.Code}"]), Enumerable.Range(1, 4).Select(n => new Option<int>($"{n}", $"pulse.{n}", n))).PerRow(2);
            yield return statement;
            answers.Add(statement.Answer);
        }

        var change = turn.Change();
        var row = await change.Reflections.FirstOrDefaultAsync(r => r.Key == key);
        if (row is null) change.Reflections.Add(row = new Reflection { Key = key, Month = month, Answers = "" });
        (row.UnitId, row.Answers) = (unit?.Id, string.Concat(answers));
        await db.SaveChangesAsync();
        turn.Say("pulse.thanks", name);
        await SayResult(turn, unit, month);
    }

    private async ValueTask SayResult(Turn turn, Unit? unit, int month)
    {
        var place = unit?.Label ?? instansi.Value.Name;
        var now = await Of(unit, month);
        if (now.Count < options.Value.MinimumPeople)
        {
            turn.Say("pulse.too-few", place, now.Count, options.Value.MinimumPeople).Row(Menu(turn));
            return;
        }

        var before = await Of(unit, MonthNumber.Add(month, -1));
        var lines = CoreValue.All.Select((v, i) => LineOf(turn, v, Mean(now, i), before.Count >= options.Value.MinimumPeople ? Mean(before, i) : null));
        turn.Say("pulse.result", turn.Words.MonthOf(MonthNumber.FirstDay(month)), place, now.Count, string.Join('\n', lines)).Row(Menu(turn));
        if (await Official() is { } index) turn.Say("pulse.official", index.Year, index.Figure!.Value.ToString("0.0#", turn.Words.Culture), index.Source);
    }

    private Task<List<string>> Of(Unit? unit, int month)
    {
        var id = unit?.Id;
        return db.Reflections.AsNoTracking().Where(r => r.UnitId == id && r.Month == month).Select(r => r.Answers).ToListAsync();
    }

    private Task<ExternalIndex?> Official() => db.ExternalIndices.AsNoTracking()
        .Where(i => i.Kind == ExternalKind.Berakhlak && i.UnitId == null && i.Item == ExternalIndex.Total && i.Hundredths != null)
        .OrderByDescending(i => i.Year).FirstOrDefaultAsync();

    private static decimal Mean(List<string> answers, int value) => (decimal)answers.Sum(a => a[value] - '0') / answers.Count;

    private static string LineOf(Turn turn, CoreValue value, decimal now, decimal? before) => turn.Words["pulse.line", value.Name(turn.Words),
        turn.Words.Score(now), before is { } was ? turn.Words["pulse.before", turn.Words.Score(was)] : ""];

    private static Button Menu(Turn turn) => new(turn.Words["menu.rekap"], "/rekap");
}
