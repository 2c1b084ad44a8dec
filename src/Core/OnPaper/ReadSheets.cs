using Core.Calendar;
using Core.Complaints.Filing;
using Core.Imports;
using Core.Ratings;
using Core.Texts;
using Core.Units;

namespace Core.OnPaper;

/// <summary>Reads the sheets that were typed into the form; every mistake is told by its cell, all of them at once.</summary>
internal sealed class ReadSheets(Unit unit, Instrument instrument, DateOnly today)
{
    private const int Most = 2000;
    private const int CommentMax = 2000;
    private readonly List<LocalizedText> _wrong = [];

    /// <summary>The sheets, and what is wrong; none counts while anything is.</summary>
    public (IReadOnlyList<PaperSheet> Sheets, IReadOnlyList<LocalizedText> Wrong) From(SheetCells cells)
    {
        if (Head(cells) is not { } head) return ([], ["paper.wrong.no-head"]);
        var columns = Columns(cells, head);
        foreach (var missing in Needed().Where(n => !columns.ContainsValue(n)))
            _wrong.Add(LocalizedText.Of("paper.wrong.no-column", missing));
        if (_wrong.Count > 0) return ([], _wrong);
        var rows = cells.Rows.Where(r => r > head && cells.In(r).Any(c => columns.GetValueOrDefault(c.Column) is { } h
            && h != PaperForm.Number)).ToList();
        if (rows.Count is 0 or > Most) return ([], [LocalizedText.Of(rows.Count == 0 ? "paper.wrong.empty" : "paper.wrong.many", Most)]);
        var sheets = rows.Select(r => Sheet(r, columns.ToDictionary(c => c.Value, c => new SheetCell(SheetCells.Name(r, c.Key),
            cells[r, c.Key])))).OfType<PaperSheet>().ToList();
        if (_wrong.Count == 0) Months(sheets);
        return (sheets, _wrong);
    }

    private IEnumerable<string> Needed() => instrument.Questions.Select(PaperForm.Heading).Prepend(PaperForm.Day);

    /// <summary>The row of headings: the first that names a day and the first question.</summary>
    private int? Head(SheetCells cells)
    {
        var first = PaperForm.Heading(instrument.Questions[0]);
        return cells.Rows.Where(r => cells.In(r).Any(c => Same(c.Text, PaperForm.Day)) && cells.In(r).Any(c => Same(c.Text, first)))
            .Select(r => (int?)r).FirstOrDefault();
    }

    /// <summary>Headings by column, up to the first column without one; a heading that nobody knows is a mistake.</summary>
    private Dictionary<int, string> Columns(SheetCells cells, int head)
    {
        var (known, found) = (PaperForm.Headings(instrument), new Dictionary<int, string>());
        var first = cells.In(head).First().Column;
        for (var column = first; cells[head, column] is { Length: > 0 } text; column++)
        {
            if (known.FirstOrDefault(k => Same(k, text)) is not { } heading)
                _wrong.Add(LocalizedText.Of("paper.wrong.unknown-column", SheetCells.Name(head, column), Characters.Short(text, 40)));
            else if (!found.ContainsValue(heading)) found[column] = heading;
            else _wrong.Add(LocalizedText.Of("paper.wrong.column-twice", SheetCells.Name(head, column), heading));
        }

        return found;
    }

    private PaperSheet? Sheet(int row, Dictionary<string, SheetCell> cells)
    {
        var before = _wrong.Count;
        var day = Day(cells[PaperForm.Day]);
        var service = ServiceOf(cells.GetValueOrDefault(PaperForm.Service) ?? new SheetCell($"{row}", ""));
        var answers = new Dictionary<string, int>();
        foreach (var question in instrument.Questions)
            if (Answer(question, cells[PaperForm.Heading(question)]) is { } answer) answers[question.Code] = answer;
        var about = new Dictionary<string, string>();
        foreach (var (heading, question) in PaperForm.About)
            if (cells.GetValueOrDefault(heading) is { Text.Length: > 0 } cell && About(question, cell) is { } code) about[question] = code;
        var half = cells.GetValueOrDefault(PaperForm.Half) is { Text.Length: > 0 } hours ? Half(hours) : 0;
        var comment = cells.GetValueOrDefault(PaperForm.Comment) is { Text.Length: > 0 } said ? Comment(said) : null;
        return _wrong.Count > before ? null : new PaperSheet
        {
            Service = service!.Id,
            Day = day!.Value,
            Answers = answers,
            About = about,
            Half = half,
            Comment = comment,
        };
    }

    private DateOnly? Day(SheetCell cell)
    {
        if (SheetWords.Day(cell.Text) is not { } day) return Wrong<DateOnly?>("day", cell);
        if (day > today) return Wrong<DateOnly?>("day-to-come", cell);
        return Month.Of(day) < Month.Of(today).Add(-12) ? Wrong<DateOnly?>("day-old", cell) : day;
    }

    private Service? ServiceOf(SheetCell cell)
    {
        var open = unit.Services.Where(s => s.Active).ToList();
        if (cell.Text.Length == 0) return open.Count == 1 ? open[0] : Wrong<Service?>("no-service", cell);
        return open.FirstOrDefault(s => Same(s.Name, cell.Text) || Same(s.Code, cell.Text)) ?? Wrong<Service?>("service", cell);
    }

    private int? Answer(SurveyQuestion question, SheetCell cell)
    {
        if (cell.Text.Length == 0) return Wrong<int?>("no-answer", cell);
        if (cell.Text is "1" or "2" or "3" or "4") return cell.Text[0] - '0';
        var worded = question.Answers("id").ToList().FindIndex(a => Same(a, cell.Text));
        return worded >= 0 ? worded + 1 : Wrong<int?>("answer", cell);
    }

    private string? About(string question, SheetCell cell) =>
        SheetWords.About(question, cell.Text) ?? Wrong<string?>($"about-{question}", cell);

    private int Half(SheetCell cell) => SheetWords.Half(cell.Text) ?? Wrong<int>("half", cell);

    private string? Comment(SheetCell cell) => cell.Text.Length > CommentMax ? Wrong<string?>("comment", cell)
        : PersonalDetails.MaskIn(TextFormatting.Clean(cell.Text));

    private T? Wrong<T>(string what, SheetCell cell)
    {
        _wrong.Add(LocalizedText.Of($"paper.wrong.{what}", cell.Name, Characters.Short(cell.Text, 40)));
        return default;
    }

    /// <summary>Between two published figures lie five ratings or more: of each month that a file names it holds so many.</summary>
    private void Months(IReadOnlyList<PaperSheet> sheets)
    {
        foreach (var month in sheets.GroupBy(s => Month.Of(s.Day)).Where(g => g.Count() < CountPaper.Fewest).OrderBy(g => g.Key))
            _wrong.Add(LocalizedText.Of("paper.wrong.few", LocalizedText.MonthOf(month.Key.FirstDay), month.Count(), CountPaper.Fewest));
    }

    private static bool Same(string one, string other) =>
        string.Equals(SheetWords.Plain(one), SheetWords.Plain(other), StringComparison.OrdinalIgnoreCase);

    private sealed record SheetCell(string Name, string Text);
}
