using System.Globalization;
using Core.Complaints.Desk;
using Core.Complaints.Tracking;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>What a register is about.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Supervisory">How many came that are berkadar pengawasan; null for who may not know.</param>
/// <param name="Public">What of it may leave the office, and nothing else then; null for officials.</param>
internal sealed record Register(IReadOnlyList<RegisterLine> Lines, DateOnly From, DateOnly To, int? Supervisory, PublicPart? Public);

/// <summary>Writes the register of complaints as a sheet with every line and its sums, or on paper with the sums.</summary>
internal sealed class WriteRegister(OwnFolder folder, UnitCatalog units, TimeProvider time, IOptions<InstansiOptions> instansi)
{
    private static readonly string[] Columns = ["number", "code", "filed", "origin", "sort", "category", "unit", "state", "answered",
        "resolved",
        "on-time", "reopened", "rating", "national"];

    private static readonly double[] Widths = [150, 44, 44, 46, 44, 48, 48, 47];

    /// <summary>The path of the sheet.</summary>
    public string Sheet(Register register, Wording words)
    {
        var book = new Workbook(words["register.title"]);
        book.Text(1, 1, Title(register, words), Workbook.Bold);
        for (var i = 0; i < Columns.Length; i++) book.Text(i + 1, 3, words[$"register.{Columns[i]}"], Workbook.Head);
        var lines = register.Public?.Told.Value ?? register.Lines;
        for (var row = 0; row < lines.Count; row++) Line(book, row, lines[row], register.Public is not null, words);
        var at = lines.Count + 5;
        foreach (var line in Sums(register, words))
        {
            for (var i = 0; i < line.Length; i++) book.Text(i + 1, at, line[i]);
            at++;
        }

        if (register.Public is not null) book.Text(1, at + 1, words["register.note-public"]);

        book.Freeze(3);
        var path = folder.NewPath(".xlsx");
        book.Save(path);
        return path;
    }

    /// <summary>The path of the paper.</summary>
    public string Pdf(Register register, Wording words)
    {
        var paper = new Paper(words["register.title"], instansi.Value.Name, words["pdf.footer"], words.Language, time.GetUtcNow());
        paper.NewPage();
        paper.Title(words["register.title"], 18, after: 4);
        paper.Text(Title(register, words), after: 10);
        paper.Table(Widths, [.. Sums(register, words)]);
        paper.Text(words["register.note"], 8.5, color: Paper.Soft);
        if (register.Public is not null) paper.Text(words["register.note-public"], 8.5, color: Paper.Soft);
        var path = folder.NewPath(".pdf");
        paper.Save(path);
        return path;
    }

    private string Title(Register register, Wording words) =>
        words["register.of", instansi.Value.Name, words.Date(register.From), words.Date(register.To)]
            + (register.Supervisory is { } n ? " " + words["register.supervisory", n] : "");

    private void Line(Workbook book, int row, RegisterLine line, bool masked, Wording words)
    {
        string[] cells =
        [
            $"{row + 1}", masked ? "" : TrackingCode.Show(line.Code), masked ? MonthOf(line.FiledOn) : Day(line.FiledOn),
            line.Origin is { } o && words.Has($"meja.origin.{o}") ? words[$"meja.origin.{o}"] : line.Origin ?? "",
            SortOf(line, masked, words),
            Categories.Find(line.Category)?.Name(words) ?? "", line.Blank.HasFlag(MaskedPart.Unit) ? "" : NameOf(line.UnitId, words),
            line.EndReason is { } reason ? words[$"complaint.ended.{reason}"]
                : words[$"complaint.state.{line.State}"], Day(line.AnsweredOn),
            Day(line.ResolvedOn), line.OnTime is { } on ? words[on ? "register.yes" : "register.no"] : "",
            masked ? "" : Number(line.Reopened),
            line.Rating is { } rating ? Number(rating) : "", line.NationalId ?? "",
        ];
        for (var i = 0; i < cells.Length; i++) book.Text(i + 1, row + 4, cells[i]);
    }

    private string SortOf(RegisterLine line, bool masked, Wording words)
    {
        if (line.Blank.HasFlag(MaskedPart.Sort)) return "";
        if (masked) return NameOf(RegisterPart.Class, RegisterGroups.KeyOf(line, RegisterPart.Class), words);
        return line.Class is { } kind ? words[$"complaint.class.{kind}"] : words[$"complaint.kind.{line.Kind}"];
    }

    /// <summary>All, by unit, by class, by category, by how they came; in the public form no group of fewer than five.</summary>
    private IEnumerable<string[]> Sums(Register register, Wording words)
    {
        yield return [words["register.group"], .. new[] { "received", "resolved", "on-time", "late", "answer", "end", "satisfaction" }
            .Select(c => words[$"register.sum.{c}"])];
        yield return Sum(words["register.all"], register.Public is { } all ? RegisterSum.ForAll(all.Whole) : RegisterSum.Of(register.Lines),
            words);
        foreach (var part in new[] { RegisterPart.Unit, RegisterPart.Class, RegisterPart.Category, RegisterPart.Channel })
            foreach (var (name, sum) in Groups(register, part, words)) yield return Sum(name, sum, words);
    }

    private IEnumerable<(string Name, RegisterSum Sum)> Groups(Register register, RegisterPart part, Wording words) =>
        register.Public is { } told
            ? told.Groups[part]
                .Select(g => (g.Key is null ? words["register.together"] : NameOf(part, g.Key, words), RegisterSum.ForAll(g.Lines)))
            : register.Lines.GroupBy(l => l.Class is null && part is RegisterPart.Class ? words[$"complaint.kind.{l.Kind}"]
                    : NameOf(part, RegisterGroups.KeyOf(l, part), words))
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, RegisterSum.Of([.. g])));

    private string NameOf(RegisterPart part, string key, Wording words) => part switch
    {
        RegisterPart.Unit => NameOf(int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, words),
        RegisterPart.Class => words[key == "Unverified" ? "register.unverified" : $"complaint.class.{key}"],
        RegisterPart.Category => Categories.Find(key)?.Name(words) ?? words["register.none"],
        _ => words.Has($"meja.origin.{key}") ? words[$"meja.origin.{key}"] : words["register.none"],
    };

    private static string[] Sum(string name, RegisterSum sum, Wording words) =>
        [name, Number(sum.Received), Number(sum.Resolved), Number(sum.OnTime), Number(sum.Late),
            Days(sum.AnswerMedian, sum.AnswerNinety),
            Days(sum.EndMedian, sum.EndNinety), sum.Rating is { } rating ? $"{rating.ToString("0.00", words.Culture)} (n {sum.Rated})"
                : "–"];

    private static string Days(int? median, int? ninety) => median is null ? "–" : $"{Number(median.Value)} / {Number(ninety!.Value)}";

    private string NameOf(int? unit, Wording words) => unit is { } id ? units.Find(id)?.Name ?? "" : words["complaint.unit-open"];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string MonthOf(DateOnly day) => day == default ? "" : day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
