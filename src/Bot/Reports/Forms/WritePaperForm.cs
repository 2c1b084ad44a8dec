using Core.OnPaper;
using Core.Ratings;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports.Forms;

/// <summary>
/// The questionnaire to print and the sheet to type it into, as Permenpan RB 14/2017 has them, in its language. No name and no identity
/// number is asked.
/// </summary>
internal sealed class WritePaperForm(Instruments instruments, IOptions<InstansiOptions> instansi, OwnFolder folder)
{
    private const string Box = "☐";
    private const int EntryHead = 6;
    private const int EntryRows = 300;

    private static Wording Words => Wording.Of("id");

    /// <summary>Writes the questionnaire; the path of the XLSX.</summary>
    public string Questionnaire(Unit unit)
    {
        var book = new Workbook(Words["paper.form-sheet"]) { Portrait = true };
        book.Width(1, 4);
        for (var column = 2; column <= 5; column++) book.Width(column, 24);
        var row = Head(book, unit);
        foreach (var question in instruments.Current.Questions)
        {
            book.Text(1, ++row, $"{question.Number}.", Workbook.Bold);
            book.Text(2, row, question.Text("id"), Workbook.Bold);
            row++;
            foreach (var (i, answer) in question.Answers("id").Index()) book.Text(i + 2, row, $"{Box} {i + 1}. {answer}");
        }

        book.Text(2, row + 2, Words["paper.form-comment"]);
        for (var line = 0; line < 3; line++) book.Text(2, row + 3 + line, new string('_', 100));
        book.Text(2, row + 7, Words["paper.form-thanks"]);
        return Saved(book);
    }

    /// <summary>Writes the sheet with a row for each respondent; the path of the XLSX.</summary>
    public string Entry(Unit unit)
    {
        var book = new Workbook(Words["paper.entry-sheet"]);
        book.Text(1, 1, Words["paper.entry-title", unit.Name], Workbook.Bold);
        book.Text(1, 2, Words["paper.entry-how"]);
        book.Text(1, 3, Words["paper.entry-services", string.Join("; ", unit.Services.Where(s => s.Active).Select(s => s.Name))]);
        book.Text(1, 4, Words["paper.entry-about"]);
        foreach (var (i, heading) in PaperForm.Headings(instruments.Current).Index())
        {
            book.Text(i + 1, EntryHead, heading, Workbook.Head);
            book.Width(i + 1, heading == PaperForm.Comment ? 40 : heading == PaperForm.Service ? 28 : Math.Max(heading.Length + 2, 8));
        }

        for (var n = 1; n <= EntryRows; n++) book.Number(1, EntryHead + n, n);
        book.Freeze(EntryHead);
        return Saved(book);
    }

    private int Head(Workbook book, Unit unit)
    {
        book.Text(2, 1, Words["paper.form-title"], Workbook.Bold);
        book.Text(2, 2, $"{instansi.Value.Name} · {unit.Name}", Workbook.Bold);
        string[] fields =
        [
            Words["paper.form-day", string.Join("   ", PaperForm.Halves.Select(h => $"{Box} {h}"))],
            Words["paper.form-sex", Boxes("sex")],
            Words["paper.form-age"],
            Words["paper.form-education", Boxes("education")],
            Words["paper.form-occupation", Boxes("occupation")],
            Words["paper.form-disability", Boxes("disability")],
            Words["paper.form-service", string.Join("   ", unit.Services.Where(s => s.Active).Take(8).Select(s => $"{Box} {s.Name}"))],
        ];
        foreach (var (i, field) in fields.Index()) book.Text(2, 4 + i, field);
        book.Text(2, 5 + fields.Length, Words["paper.form-how"], Workbook.Bold);
        return 5 + fields.Length;
    }

    private static string Boxes(string question) =>
        string.Join("   ", RespondentGroups.Of(question).Select(c => $"{Box} {Words[$"respondent.{question}.{c}"]}"));

    private string Saved(Workbook book)
    {
        var path = folder.NewPath(".xlsx");
        book.Save(path);
        return path;
    }
}
