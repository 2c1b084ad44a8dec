using System.Text.RegularExpressions;
using Core.CoreValues;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.ExternalIndices;

/// <summary>The whole BerAKHLAK index of a year in one message: a line for each value, with the total.</summary>
internal sealed partial class RecordYear(AppDb db, int? unit, int year)
{
    private const decimal Most = 100m;

    /// <summary>Asks for the lines and their source, shows them beside what they take the place of, and keeps them.</summary>
    public async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var lines = Ask.Text("form", LocalizedText.InEach(Example), 4, 1000).Check(t => Read(t).Wrong);
        yield return lines;
        var source = Ask.Text("form-source", "index.source", 5, 300);
        yield return source;

        var made = Read(lines.Answer).Figures.Select(f => Make(context, f, source.Answer)).ToList();
        var old = await db.ExternalIndices.AsNoTracking().Where(i => i.Kind == ExternalKind.Berakhlak && i.Year == year
            && i.UnitId == unit).ToListAsync();
        var sure = Ask.Confirm("form-sure", LocalizedText.InEach(words => Shown(words, made, old)),
            old.Exists(o => made.Exists(m => m.Item == o.Item)) ? "index.replace" : "index.save", "announce.drop");
        yield return sure;
        if (sure.Answer) await Keep(context, made, old);
        else context.Say("index.dropped");
    }

    /// <summary>The figures of the lines by item, or the first line that cannot be read.</summary>
    internal static (IReadOnlyList<(string Item, decimal Figure, string? Category)> Figures, LocalizedText? Wrong) Read(string text)
    {
        var found = new List<(string Item, decimal Figure, string? Category)>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var read = Line().Match(line);
            if (!read.Success || ItemOf(read.Groups["name"].Value) is not { } item
                || RecordIndex.Parse(read.Groups["figure"].Value, Most) is not { } figure)
                return ([], LocalizedText.Of("index.form-line", Characters.Short(line, 60)));
            if (found.Exists(f => f.Item == item)) return ([], LocalizedText.Of("index.form-twice", Characters.Short(line, 60)));
            found.Add((item, figure, read.Groups["category"] is { Success: true } category ? category.Value.Trim() : null));
        }

        return (found, null);
    }

    private static string? ItemOf(string name)
    {
        var said = name.Trim(' ', ':', '=', '-', '.').ToLowerInvariant();
        if (said is "keseluruhan" or "total" or "rata-rata" or "overall") return ExternalIndex.Total;
        return CoreValue.All.FirstOrDefault(v => v.Code.Equals(said, StringComparison.OrdinalIgnoreCase)
            || Wording.Languages.Any(l => v.Name(Wording.Of(l)).Equals(said, StringComparison.OrdinalIgnoreCase)))?.Code;
    }

    private static string Example(Wording words) => words["index.form-ask", string.Join('\n',
        CoreValue.All.Select(v => $"{v.Name(words)} 60,0").Prepend($"{words["index.total"]} 60,0"))];

    private ExternalIndex Make(DialogContext context, (string Item, decimal Figure, string? Category) figure, string source) => new()
    {
        Kind = ExternalKind.Berakhlak,
        Year = year,
        UnitId = unit,
        Item = figure.Item,
        Hundredths = (int)(figure.Figure * 100),
        Category = figure.Category,
        Source = source,
        At = context.Now,
    };

    private string Shown(Wording words, List<ExternalIndex> made, List<ExternalIndex> old) => words["index.form-sure", year,
        string.Join('\n', made.Select(m => old.Find(o => o.Item == m.Item) is { } was
            ? $"{NameOf(words, m)}: {RecordIndex.Value(words, was)} → {RecordIndex.Value(words, m)}"
            : $"{NameOf(words, m)}: {RecordIndex.Value(words, m)}"))];

    private static string NameOf(Wording words, ExternalIndex index) =>
        words[index.Item == ExternalIndex.Total ? "index.total" : $"value.{index.Item}"];

    private async ValueTask Keep(DialogContext context, List<ExternalIndex> made, List<ExternalIndex> old)
    {
        var items = made.Select(m => m.Item).ToList();
        await context.Change().ExternalIndices.Where(i => i.Kind == ExternalKind.Berakhlak && i.Year == year && i.UnitId == unit
            && items.Contains(i.Item)).ExecuteDeleteAsync();
        db.ExternalIndices.AddRange(made);
        foreach (var one in made)
        {
            var was = old.Find(o => o.Item == one.Item) is { } before ? $"{RecordIndex.Value(context.Words, before)} → " : "";
            Audit.Note(db, context.Who, context.Now, "index-recorded", unit,
                $"{one.Kind} {one.Year} {one.Item}: {was}{RecordIndex.Value(context.Words, one)}");
        }

        context.Say("index.form-saved", made.Count).Row(Commands.Indices.Button(context.Words));
    }

    [GeneratedRegex(@"\A(?<name>[^\d]+?)\s*(?<figure>\d{1,3}([.,]\d{1,2})?)\s*%?\s*(\((?<category>[^)]{1,80})\))?\z")]
    private static partial Regex Line();
}
