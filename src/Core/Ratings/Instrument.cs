using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Skm;

namespace Core.Ratings;

/// <summary>One version of the survey's questions. It is data: a new version is a new file, and old ratings keep theirs.</summary>
internal sealed class Instrument
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly int[] _items = new int[Unsur.Count];

    private Instrument(InstrumentFile file)
    {
        (Id, Source, Questions) = (file.Id, file.Source, [.. file.Questions.Select((q, i) => new SurveyQuestion(i + 1, q))]);
        foreach (var question in Questions) _items[question.Unsur]++;
    }

    /// <summary>Its lasting name, stored with every rating.</summary>
    public string Id { get; }

    /// <summary>The rule that it comes from.</summary>
    public string Source { get; }

    /// <summary>The questions in the order in which they are asked.</summary>
    public IReadOnlyList<SurveyQuestion> Questions { get; }

    /// <summary>How many questions each unsur has, U1 to U9; 1 to 6.</summary>
    public IReadOnlyList<int> Items => _items;

    /// <summary>Reads an instrument and refuses one by which no SKM can be computed, naming everything that is wrong.</summary>
    public static Instrument Parse(string json, string origin)
    {
        InstrumentFile? file;
        try
        {
            file = JsonSerializer.Deserialize<InstrumentFile>(json, Format);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{origin}: {e.Message}", e);
        }

        var wrong = file is null ? ["is empty"] : InstrumentCheck.Faults(file).ToList();
        return wrong.Count == 0 ? new Instrument(file!) : throw new FormatException($"{origin}: {string.Join("; ", wrong)}.");
    }

    /// <summary>Whether every question has an answer from 1 to 4.</summary>
    public bool IsComplete(IReadOnlyDictionary<string, int> answers) =>
        Questions.All(q => answers.TryGetValue(q.Code, out var answer) && answer is >= 1 and <= 4);

    /// <summary>
    /// Sums of the answers (by question code, 1 to 4) for U1 to U9; null where an unsur has a question without an answer,
    /// because a missing answer is not a zero. Answers to unknown questions are passed over.
    /// </summary>
    public int?[] Sum(IReadOnlyDictionary<string, int> answers)
    {
        var sums = new int?[Unsur.Count];
        foreach (var unsur in Questions.GroupBy(q => q.Unsur))
        {
            var given = unsur.Where(q => answers.ContainsKey(q.Code)).Select(q => Valid(q, answers[q.Code])).ToList();
            if (given.Count == _items[unsur.Key]) sums[unsur.Key] = given.Sum();
        }

        return sums;
    }

    private static int Valid(SurveyQuestion question, int answer) =>
        answer is >= 1 and <= 4 ? answer : throw new ArgumentOutOfRangeException(nameof(answer), $"{question.Code} cannot be {answer}.");
}

/// <summary>One question of the survey with its four answers, from the lowest to the highest.</summary>
internal sealed class SurveyQuestion
{
    private readonly QuestionFile _file;

    internal SurveyQuestion(int number, QuestionFile file) => (Number, _file, Unsur) = (number, file, Core.Skm.Unsur.IndexOf(file.Unsur));

    /// <summary>Its place in the questionnaire, from 1.</summary>
    public int Number { get; }

    /// <summary>Its lasting code, under which answers are kept; never its place.</summary>
    public string Code => _file.Code;

    /// <summary>The unsur it belongs to, 0 (U1) to 8 (U9).</summary>
    public int Unsur { get; }

    /// <summary>The unsur's code.</summary>
    public string UnsurCode => _file.Unsur;

    /// <summary>The question in a language; the official Indonesian where there is no translation.</summary>
    public string Text(string language) => _file.Text.GetValueOrDefault(language, _file.Text["id"]);

    /// <summary>The four answers in a language, worth 1, 2, 3 and 4.</summary>
    public IReadOnlyList<string> Answers(string language) => _file.Answers.GetValueOrDefault(language, _file.Answers["id"]);
}

internal sealed record InstrumentFile(string Id, string Source, List<QuestionFile> Questions);

internal sealed record QuestionFile(string Code, string Unsur, Dictionary<string, string> Text, Dictionary<string, string[]> Answers);
