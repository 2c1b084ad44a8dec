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
    private const int First = 2;
    private const int Last = 5;
    private const int AnswerWidth = 23;
    private const int LineHeight = 16;
    private const int CommentLines = 4;
    private const int EntryHead = 6;
    private const int EntryRows = 300;

    private static Wording Words => Wording.Of("id");

    /// <summary>Writes the questionnaire, on one page; the path of the XLSX.</summary>
    public string Questionnaire(Unit unit)
    {
        var book = new Workbook(Words["paper.form-sheet"]) { Portrait = true };
        book.Width(1, 4);
        for (var column = First; column <= Last; column++) book.Width(column, AnswerWidth);
        var row = Head(book, unit);
        foreach (var question in instruments.Current.Questions) row = Ask(book, question, row);
        row = Gap(book, row);
        Line(book, ++row, Words["paper.form-comment"], Workbook.WrappedBold);
        for (var line = 0; line < CommentLines; line++)
        {
            book.Across(First, Last, ++row, "", Workbook.Underlined);
            book.Height(row, 24);
        }

        row = Gap(book, row);
        Line(book, ++row, Words["paper.form-thanks"], Workbook.WrappedBold);
        return Saved(book);
    }

    private static int Ask(Workbook book, SurveyQuestion question, int row)
    {
        row = Gap(book, row);
        book.Text(1, ++row, $"{question.Number}.", Workbook.WrappedBold);
        Line(book, row, question.Text("id"), Workbook.WrappedBold);
        row++;
        var answers = question.Answers("id").Select((answer, i) => $"{Box} {i + 1}. {answer}").ToList();
        foreach (var (i, answer) in answers.Index()) book.Text(i + First, row, answer, Workbook.Wrapped);
        book.Height(row, LineHeight * answers.Max(a => LinesOf(a, AnswerWidth)));
        return row;
    }

    /// <summary>A text over the whole width, as high as it needs.</summary>
    private static void Line(Workbook book, int row, string text, uint style = Workbook.Wrapped)
    {
        book.Across(First, Last, row, text, style);
        book.Height(row, LineHeight * LinesOf(text, AnswerWidth * (Last - First + 1)));
    }

    private static int Gap(Workbook book, int row)
    {
        book.Height(row + 1, 7);
        return row + 1;
    }

    /// <summary>Letters are a little wider than a sheet's measure says, above all bold ones.</summary>
    private static int LinesOf(string text, int width) => (int)Math.Ceiling(text.Length * 1.05 / width);

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
        book.Across(First, Last, 1, Words["paper.form-title"], Workbook.Title);
        book.Height(1, 22);
        Line(book, 2, $"{instansi.Value.Name} · {unit.Name}", Workbook.WrappedBold);
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
        var row = 3;
        book.Height(row, 7);
        foreach (var field in fields)
        {
            Line(book, ++row, field);
            row = Gap(book, row);
        }

        Line(book, ++row, Words["paper.form-how"], Workbook.WrappedBold);
        return row;
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
