using Core.Ratings;

namespace Core.OnPaper;

/// <summary>
/// The columns of the form to type paper questionnaires into. They are what the sample questionnaire of Permenpan RB 14/2017 asks on its
/// head, the nine questions in its order, and the suggestion; the language of the form is the regulation's.
/// </summary>
internal static class PaperForm
{
    public const string Number = "No";
    public const string Day = "Tanggal";
    public const string Service = "Layanan";
    public const string Half = "Jam survei";
    public const string Comment = "Saran";

    /// <summary>Respondents' questions by the heading of their column.</summary>
    public static IReadOnlyDictionary<string, string> About { get; } = new Dictionary<string, string>
    {
        ["Jenis kelamin"] = "sex",
        ["Usia"] = "age",
        ["Pendidikan"] = "education",
        ["Pekerjaan"] = "occupation",
        ["Disabilitas"] = "disability",
    };

    /// <summary>The two halves of the day on the form.</summary>
    public static IReadOnlyList<string> Halves { get; } = ["08.00–12.00", "13.00–17.00"];

    /// <summary>The heading of a question: its place on the form, and the code that tells it wherever it stands.</summary>
    public static string Heading(SurveyQuestion question) => $"{question.Number} ({question.Code})";

    /// <summary>All headings in order.</summary>
    public static IReadOnlyList<string> Headings(Instrument instrument) =>
        [Number, Day, Service, .. instrument.Questions.Select(Heading), .. About.Keys, Half, Comment];
}
