using System.Globalization;
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

namespace Core.ExternalIndices;

/// <summary>An administrator records and shows figures that others measured, as they were reported, with their source.</summary>
internal sealed class RecordIndex(AppDb db, UnitCatalog units, IOptions<InstansiOptions> instansi, TimeProvider time) : Dialog
{
    private const string Instansi = "+instansi";

    /// <inheritdoc/>
    public override string Name => "record-index";

    /// <inheritdoc/>
    public override string? Command => Commands.Indices;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var what = Ask.Choice("what", LocalizedText.Literal(await Overview(context)),
            [new Option<bool>("record", "index.record", true), new("done", "index.done", false)]).PerRow(2);
        yield return what;
        if (!what.Answer)
        {
            context.Say("index.bye");
            yield break;
        }

        context.Doing("index.unfinished");
        var kind = Ask.Choice("kind", "index.which", Enum.GetValues<ExternalKind>()
            .Select(k => new Option<ExternalKind>($"{k}", $"index.kind.{k}", k)));
        yield return kind;

        var place = Ask.Search("place", "index.whose", units.All.Where(u => CommandRights.Administers(context.Who, u.Id))
            .OrderBy(u => u.Name).Select(u => new Option<int?>(u.Code, LocalizedText.Literal(u.Name), u.Id)));
        if (CommandRights.Everywhere(context.Who)) place.Extra(Instansi, LocalizedText.Literal(instansi.Value.Name), null);
        yield return place;

        var year = Ask.Number("year", "index.which-year", 2015, time.GetUtcNow().Year + 1);
        yield return year;

        var item = ExternalIndex.Total;
        if (kind.Answer == ExternalKind.Berakhlak)
        {
            var value = Ask.Choice("item", "index.which-item", CoreValue.All
                .Select(v => new Option<string>(v.Code, LocalizedText.Literal(v.Name(context.Words)), v.Code))
                .Prepend(new("total", "index.total", ExternalIndex.Total)));
            yield return value;
            item = value.Answer;
        }

        var (most, form) = kind.Answer == ExternalKind.Ipp ? (5m, "index.figure-ipp") : (100m, "index.figure");
        var figure = Ask.Text("figure", form, 1, 10).Optional("index.no-figure")
            .Check(t => t.Length == 0 || Parse(t, most) is not null ? default(LocalizedText?)
            : LocalizedText.Of("index.figure-wrong", most));
        yield return figure;
        var category = Ask.Text("category", "index.category", 1, 80).Optional("index.no-category");
        yield return category;
        var source = Ask.Text("source", "index.source", 5, 300);
        yield return source;

        var made = Make(context, kind.Answer, year.Answer, place.Answer, item, figure.Answer.Length == 0 ? null
            : Parse(figure.Answer, most), category.Answer, source.Answer);
        await foreach (var question in Keep(context, made)) yield return question;
    }

    /// <summary>Shows the figure once more as it will stand, and keeps it in place of an earlier one.</summary>
    private async IAsyncEnumerable<Question> Keep(DialogContext context, ExternalIndex made)
    {
        var sure = Ask.Confirm("sure", LocalizedText.Literal(LineOf(context.Words, made) + Note(context.Words, made)), "index.save",
            "announce.drop");
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("index.dropped");
            yield break;
        }

        await context.Change().ExternalIndices
            .Where(i => i.Kind == made.Kind && i.Year == made.Year && i.UnitId == made.UnitId && i.Item == made.Item).ExecuteDeleteAsync();
        db.ExternalIndices.Add(made);
        Audit.Note(db, context.Who, context.Now, "index-recorded", made.UnitId, $"{made.Kind} {made.Year} {made.Item}");
        context.Say("index.saved").Row(Commands.Indices.Button(context.Words));
    }

    private static ExternalIndex Make(DialogContext context, ExternalKind kind, int year, int? unit, string item, decimal? figure,
        string category, string source) => new()
        {
            Kind = kind,
            Year = year,
            UnitId = unit,
            Item = item,
            Hundredths = (int?)(figure * 100),
            Category = category.Length == 0 ? null : category,
            Source = source,
            At = context.Now,
        };

    private async ValueTask<string> Overview(DialogContext context)
    {
        var mine = CommandRights.UnitsOf(context.Who);
        var rows = await db.ExternalIndices.AsNoTracking().Where(i => i.UnitId == null || mine == null || mine.Contains(i.UnitId.Value))
            .ToListAsync();
        if (rows.Count == 0) return context.Words["index.none"];
        var lines = rows.OrderBy(i => i.Kind).ThenByDescending(i => i.Year).ThenBy(i => i.UnitId is not null)
            .ThenByDescending(i => i.Hundredths)
            .Select(i => LineOf(context.Words, i) + Note(context.Words, i));
        return context.Words["index.list"] + "\n" + string.Join('\n', lines);
    }

    private string LineOf(Wording words, ExternalIndex index)
    {
        var place = index.UnitId is { } id ? units.Find(id)?.Label ?? "?" : instansi.Value.Name;
        var item = index.Item == ExternalIndex.Total ? "" : $", {words[$"value.{index.Item}"]}";
        var figure = index.Figure?.ToString(index.Kind == ExternalKind.Berakhlak ? "0.0#" : "0.00", words.Culture) ?? "–";
        var category = index.Category is null ? "" : $" ({index.Category})";
        return words["index.line", words[$"index.kind.{index.Kind}"], index.Year, place + item, figure + category, index.Source];
    }

    /// <summary>A mismatch between figure and category is pointed out; both stay as they were reported.</summary>
    private static string Note(Wording words, ExternalIndex index)
    {
        if (index.Figure is not { } figure) return "";
        if (ExternalScale.Of(index.Kind, index.Year) is not { } scale) return "\n" + words["index.no-scale", index.Year];
        if (scale.Mismatch(figure, index.Category) is { } step) return "\n" + words["index.mismatch", step.Name, index.Category];
        return index.Category is null ? "\n"
            + words[scale.Verified ? "index.by-scale" : "index.by-scale-unverified", scale.StepOf(figure).Name] : "";
    }

    /// <summary>A figure with a decimal comma or point, at most two decimals.</summary>
    internal static decimal? Parse(string typed, decimal most) =>
        decimal.TryParse(typed.Trim().TrimEnd('%').TrimEnd().Replace(',', '.'), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var figure)
        && figure <= most && decimal.Round(figure, 2) == figure ? figure : null;
}
