namespace Core.Ratings;

/// <summary>
/// The questionnaire's optional questions about the respondent (Permenpan RB 14/2017) and the codes of their answers.
/// A code's name is the wording <c>respondent.QUESTION.CODE</c>. Age is asked in groups, because a year of birth says too much.
/// </summary>
internal static class RespondentGroups
{
    /// <summary>The questions, in the order of the form.</summary>
    public static IReadOnlyList<string> Questions { get; } = ["sex", "age", "education", "occupation", "disability"];

    /// <summary>
    /// Those that are asked in a talk. Disability is a datum of a special kind (UU 27/2022, article 4) that the sample questionnaire does
    /// not ask; it is read where an office's own paper asks it, and counted in groups.
    /// </summary>
    public static IReadOnlyList<string> InTalk { get; } = [.. Questions.Where(q => q != "disability")];

    /// <summary>Laki-laki, perempuan.</summary>
    public static IReadOnlyList<string> Sex { get; } = ["L", "P"];

    /// <summary>Years of age.</summary>
    public static IReadOnlyList<string> Age { get; } = ["0-17", "18-29", "30-39", "40-49", "50-59", "60+"];

    /// <summary>The highest finished education.</summary>
    public static IReadOnlyList<string> Education { get; } = ["SD", "SMP", "SMA", "S1", "S2", "S3"];

    /// <summary>Work.</summary>
    public static IReadOnlyList<string> Occupation { get; } = ["PNS", "TNI", "POLRI", "Swasta", "Wirausaha", "Lainnya"];

    /// <summary>Whether somebody lives with a disability.</summary>
    public static IReadOnlyList<string> Disability { get; } = ["Ya", "Tidak"];

    /// <summary>The codes of a question.</summary>
    public static IReadOnlyList<string> Of(string question) => question switch
    {
        "sex" => Sex,
        "age" => Age,
        "education" => Education,
        "occupation" => Occupation,
        "disability" => Disability,
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, null),
    };
}
