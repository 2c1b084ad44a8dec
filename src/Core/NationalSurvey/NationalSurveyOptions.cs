using System.ComponentModel.DataAnnotations;
using Core.Calendar;

namespace Core.NationalSurvey;

/// <summary>
/// The settings under <c>NationalSurvey</c>: what the national survey (skm.go.id, Pedoman Menteri PANRB 9/2024) wants to be sent, and how.
/// No public document of its interface is known to us, so every name and number in it is a setting.
/// </summary>
internal sealed class NationalSurveyOptions : IValidatableObject
{
    private static readonly string[] Known = ["survey", "answers", "unsur", "value", "id", "period", "paper"];

    /// <summary>Whether answers are sent.</summary>
    public bool On { get; set; }

    /// <summary>The address of the interface.</summary>
    public string BaseUrl { get; set; } = "https://skm.go.id/api/v3";

    /// <summary>What is called there with each respondent's answers.</summary>
    public string Method { get; set; } = "post-jawaban-survey";

    /// <summary>The token of the instansi, sent as it is in the header <c>Authorization</c>.</summary>
    public string Token { get; set; } = "";

    /// <summary>A file that holds it instead.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>The number of each unit's survey there, as <c>DINSOS=123 DISDIK=124</c>; a unit that is not named is not sent.</summary>
    public string Surveys { get; set; } = "";

    /// <summary>The number of each unsur there.</summary>
    public string Unsur { get; set; } = "U1=1 U2=2 U3=3 U4=4 U5=5 U6=6 U7=7 U8=8 U9=9";

    /// <summary>The names of the fields of what is sent; one without a name is left out.</summary>
    public string Fields { get; set; } = "survey=survey_id answers=jawaban unsur=unsur_id value=nilai id=id_luar period=periode paper=kertas";

    /// <summary>The first month that is sent, as <c>2026-11</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>So many days after its end a month is sent, so that flagged ratings can be decided about before. 0 to 120.</summary>
    [Range(0, 120)]
    public int WaitDays { get; set; } = 20;

    /// <summary>Respondents sent in a minute; 0 for no limit of ours. 0 to 1000.</summary>
    [Range(0, 1000)]
    public int PerMinute { get; set; } = 60;

    /// <summary>The numbers of the surveys, by the unit's code.</summary>
    internal IReadOnlyDictionary<string, string> SurveyOf => Pairs(Surveys) ?? [];

    /// <summary>The numbers of the unsur, by their codes.</summary>
    internal IReadOnlyDictionary<string, string> UnsurOf => Pairs(Unsur) ?? [];

    /// <summary>The names of fields, by what stands in them.</summary>
    internal IReadOnlyDictionary<string, string> FieldOf => Pairs(Fields) ?? [];

    /// <summary>The first month that is sent.</summary>
    internal Month? FirstMonth => Month.TryParse(From, out var month) ? month : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            yield return new("NationalSurvey:BaseUrl is no address; write one such as https://skm.go.id/api/v3.");
        else if (url.Scheme == "http" && !url.IsLoopback)
            yield return new("NationalSurvey:BaseUrl must begin with https, or the token can be read on the way.");
        if (Method.Trim().Length == 0 || Method.Any(char.IsWhiteSpace))
            yield return new("NationalSurvey:Method is empty or holds a space; write what is called, such as post-jawaban-survey.");
        if (Pairs(Surveys) is null) yield return new("NationalSurvey:Surveys must be pairs such as DINSOS=123, separated by spaces.");
        if (Pairs(Unsur) is not { } unsur || Skm.Unsur.Codes.Any(code => !unsur.ContainsKey(code)))
            yield return new("NationalSurvey:Unsur must name U1 to U9 as pairs such as U1=1, separated by spaces.");
        if (Pairs(Fields) is not { } fields || Known[..4].Any(f => !fields.ContainsKey(f)) || fields.Keys.Any(f => !Known.Contains(f)))
            yield return new("NationalSurvey:Fields must be pairs such as survey=survey_id; survey, answers, unsur and value are needed, id, period and paper may be left out.");
        if (From.Length > 0 && FirstMonth is null) yield return new("NationalSurvey:From is no month; write one such as 2026-11.");
        if (On && (Token.Length == 0 || Surveys.Length == 0 || FirstMonth is null))
            yield return new("NationalSurvey:On needs NationalSurvey:Token (or TokenFile), NationalSurvey:Surveys and NationalSurvey:From.");
    }

    /// <summary>Reads pairs; null where one is none or a name comes twice.</summary>
    private static Dictionary<string, string>? Pairs(string text)
    {
        var found = new Dictionary<string, string>();
        foreach (var pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value] || !found.TryAdd(name, value)) return null;
        return found;
    }
}
