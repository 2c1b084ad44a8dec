using System.Globalization;
using Core.CoreValues;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.ExternalIndices;

/// <summary>An administrator records and shows figures that others measured, as they were reported, with their source.</summary>
internal sealed class RecordIndex(AppDb db, UnitCatalog units, IOptions<InstansiOptions> instansi, TimeProvider time) : Dialog
{
    private const string Instansi = "+instansi";
    private const string RecordOne = "record";
    private const string Delete = "delete";
    private const string Done = "done";
    private const string Whole = "form";

    /// <inheritdoc/>
    public override string Name => "record-index";

    /// <inheritdoc/>
    public override string? Command => Commands.Indices;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var mine = await Mine(context);
        var what = Ask.Choice("what", LocalizedText.Literal(Overview(context, mine)), Acts(mine.Any(i => MayChange(context, i)))).PerRow(2);
        yield return what;
        if (what.Answer == Done)
        {
            context.Say("index.bye");
            yield break;
        }

        var script = what.Answer == Delete ? Remove(context, [.. mine.Where(i => MayChange(context, i))]) : Record(context);
        await foreach (var question in script) yield return question;
    }

    private static IEnumerable<Option<string>> Acts(bool any)
    {
        yield return new(RecordOne, "index.record", RecordOne);
        if (any) yield return new(Delete, "index.delete", Delete);
        yield return new(Done, "index.done", Done);
    }

    private async IAsyncEnumerable<Question> Record(DialogContext context)
    {
        context.Doing("index.unfinished");
        var kind = Ask.Choice("kind", "index.which", Enum.GetValues<ExternalKind>()
            .Where(k => k != ExternalKind.BerakhlakNational || CommandRights.Everywhere(context.Who))
            .Select(k => new Option<ExternalKind>($"{k}", $"index.kind.{k}", k)));
        yield return kind;

        int? whose = null;
        if (kind.Answer != ExternalKind.BerakhlakNational)
        {
            var place = Place(context);
            yield return place;
            whose = place.Answer;
        }

        var year = Ask.Number("year", "index.which-year", 2015, time.GetUtcNow().Year + 1);
        yield return year;

        var item = ExternalIndex.Total;
        if (kind.Answer == ExternalKind.Berakhlak)
        {
            var value = Ask.Choice("item", "index.which-item", CoreValue.All
                .Select(v => new Option<string>(v.Code, LocalizedText.Literal(v.Name(context.Words)), v.Code))
                .Prepend(new("total", "index.total", ExternalIndex.Total)).Append(new(Whole, "index.form", Whole)));
            yield return value;
            item = value.Answer;
            if (item == Whole)
            {
                await foreach (var question in new RecordYear(db, whose, year.Answer).Script(context)) yield return question;
                yield break;
            }
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

        var made = Make(context, kind.Answer, year.Answer, whose, item, figure.Answer.Length == 0 ? null
            : Parse(figure.Answer, most), category.Answer, source.Answer);
        await foreach (var question in Keep(context, made)) yield return question;
    }

    private SearchQuestion<int?> Place(DialogContext context)
    {
        var place = Ask.Search("place", "index.whose", units.All.Where(u => CommandRights.Administers(context.Who, u.Id))
            .OrderBy(u => u.Name).Select(u => new Option<int?>(u.Code, LocalizedText.Literal(u.Name), u.Id)));
        if (CommandRights.Everywhere(context.Who)) place.Extra(Instansi, LocalizedText.Literal(instansi.Value.Name), null);
        return place;
    }

    /// <summary>Shows the figure once more as it will stand, with the one that it takes the place of, and keeps it.</summary>
    private async IAsyncEnumerable<Question> Keep(DialogContext context, ExternalIndex made)
    {
        var old = await db.ExternalIndices.AsNoTracking().FirstOrDefaultAsync(i => i.Kind == made.Kind && i.Year == made.Year
            && i.UnitId == made.UnitId && i.Item == made.Item);
        var line = LineOf(context.Words, made) + Note(context.Words, made);
        var sure = Ask.Confirm("sure", LocalizedText.Literal(old is null ? line
            : context.Words["index.replaces", LineOf(context.Words, old), line]), old is null ? "index.save" : "index.replace",
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
        var change = old is null ? Value(context.Words, made) : $"{Value(context.Words, old)} → {Value(context.Words, made)}";
        Audit.Note(db, context.Who, context.Now, "index-recorded", made.UnitId, $"{made.Kind} {made.Year} {made.Item}: {change}");
        context.Say("index.saved").Row(Commands.Indices.Button(context.Words));
    }

    /// <summary>Deletes a figure that was recorded by mistake; the audit keeps what it was.</summary>
    private async IAsyncEnumerable<Question> Remove(DialogContext context, IReadOnlyList<ExternalIndex> mine)
    {
        var which = Ask.Search("delete", "index.delete-which", mine.Select(i => new Option<ExternalIndex>($"{i.Id}",
            LocalizedText.Literal(string.Join(' ', context.Words[$"index.kind.{i.Kind}"], i.Year, PlaceOf(context.Words, i),
                Value(context.Words, i))), i)));
        yield return which;
        var gone = which.Answer;
        var sure = Ask.Confirm("delete-sure", LocalizedText.Of("index.delete-sure", LineOf(context.Words, gone)), "index.delete",
            "announce.drop");
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("index.dropped");
            yield break;
        }

        await context.Change().ExternalIndices.Where(i => i.Id == gone.Id).ExecuteDeleteAsync();
        Audit.Note(db, context.Who, context.Now, "index-deleted", gone.UnitId,
            $"{gone.Kind} {gone.Year} {gone.Item}: {Value(context.Words, gone)}");
        context.Say("index.deleted").Row(Commands.Indices.Button(context.Words));
    }

    private static bool MayChange(DialogContext context, ExternalIndex index) => index.UnitId is { } unit
        ? CommandRights.Administers(context.Who, unit) : CommandRights.Everywhere(context.Who);

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

    private async ValueTask<IReadOnlyList<ExternalIndex>> Mine(DialogContext context)
    {
        var mine = CommandRights.UnitsOf(context.Who);
        var rows = await db.ExternalIndices.AsNoTracking().Where(i => i.UnitId == null || mine == null || mine.Contains(i.UnitId.Value))
            .ToListAsync();
        return [.. rows.OrderBy(i => i.Kind).ThenByDescending(i => i.Year).ThenBy(i => i.UnitId is not null)
            .ThenByDescending(i => i.Hundredths)];
    }

    private string Overview(DialogContext context, IReadOnlyList<ExternalIndex> mine) => mine.Count == 0 ? context.Words["index.none"]
        : context.Words["index.list"] + "\n"
            + string.Join('\n', mine.Select(i => LineOf(context.Words, i) + Note(context.Words, i)));

    private string LineOf(Wording words, ExternalIndex index) => words["index.line", words[$"index.kind.{index.Kind}"], index.Year,
        PlaceOf(words, index), Value(words, index), index.Source];

    private string PlaceOf(Wording words, ExternalIndex index)
    {
        if (index.Kind == ExternalKind.BerakhlakNational) return words["index.nation"];
        var place = index.UnitId is { } id ? units.Find(id)?.Label ?? "?" : instansi.Value.Name;
        return place + (index.Item == ExternalIndex.Total ? "" : $", {words[$"value.{index.Item}"]}");
    }

    internal static string Value(Wording words, ExternalIndex index)
    {
        var form = index.Kind is ExternalKind.Berakhlak or ExternalKind.BerakhlakNational ? "0.0#" : "0.00";
        return (index.Figure?.ToString(form, words.Culture) ?? "–") + (index.Category is null ? "" : $" ({index.Category})");
    }

    /// <summary>A mismatch between figure and category is pointed out; both stay as they were reported.</summary>
    private static string Note(Wording words, ExternalIndex index)
    {
        if (index.Figure is not { } figure) return "";
        if (index.Kind == ExternalKind.Skm)
            return index.Category is null ? "\n" + words["index.by-scale", Grades.Of(figure)] : "";
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
