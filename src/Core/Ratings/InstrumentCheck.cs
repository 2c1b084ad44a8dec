using System.Text.RegularExpressions;
using Core.Skm;

namespace Core.Ratings;

/// <summary>What is wrong with an instrument's file, all of it at once.</summary>
internal static partial class InstrumentCheck
{
    /// <summary>More would break the exact sums, which count in sixtieths.</summary>
    private const int MostItems = 6;

    public static IEnumerable<string> Faults(InstrumentFile file)
    {
        if (!Name().IsMatch(file.Id)) yield return $"id \"{file.Id}\" must be 2 to 40 characters of a-z, 0-9 and -";
        foreach (var code in Unsur.Codes)
        {
            var items = file.Questions.Count(q => q.Unsur == code);
            if (items is < 1 or > MostItems) yield return $"{code} has {items} questions instead of 1 to {MostItems}";
        }

        foreach (var twice in file.Questions.GroupBy(q => q.Code).Where(g => g.Count() > 1))
            yield return $"question {twice.Key} stands twice";
        foreach (var fault in file.Questions.SelectMany(Faults)) yield return fault;
    }

    private static IEnumerable<string> Faults(QuestionFile question)
    {
        if (!Code().IsMatch(question.Code)) yield return $"question code \"{question.Code}\" must be 1 to 8 letters and digits";
        if (Unsur.IndexOf(question.Unsur) < 0) yield return $"question {question.Code} has the unknown unsur \"{question.Unsur}\"";
        if (!question.Text.ContainsKey("id") || question.Text.Values.Any(string.IsNullOrWhiteSpace))
            yield return $"question {question.Code} lacks its Indonesian text";
        if (!question.Answers.ContainsKey("id") || question.Answers.Values.Any(IsBad))
            yield return $"question {question.Code} must have four different answers in each language, Indonesian among them";
    }

    private static bool IsBad(string[] answers) =>
        answers.Length != 4 || answers.Any(string.IsNullOrWhiteSpace) || answers.Distinct().Count() != 4;

    [GeneratedRegex("^[a-z0-9-]{2,40}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z0-9]{1,8}$")]
    private static partial Regex Code();
}
