using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Core.Complaints.National;

/// <summary>
/// Settings of section <c>Lapor</c>: complaints are also given to SP4N-LAPOR! (Perpres 76/2013) by its calls. Address, secrets and
/// numbers come with the agreement of the instansi's Diskominfo.
/// </summary>
internal sealed partial class NationalOptions : IValidatableObject
{
    /// <summary>Whether officials can send complaints there.</summary>
    public bool On { get; set; }

    /// <summary>The address before <c>/complaints</c>; https, or http on this machine.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The header that holds <see cref="Auth"/>; some versions want <c>Authorization</c>.</summary>
    public string AuthHeader { get; set; } = "auth";

    /// <summary>The whole content of that header, such as <c>Bearer ...</c>.</summary>
    public string Auth { get; set; } = "";

    /// <summary>A file that holds <see cref="Auth"/>; empty for none.</summary>
    public string AuthFile { get; set; } = "";

    /// <summary>The content of the header <c>token</c>.</summary>
    public string Token { get; set; } = "";

    /// <summary>A file that holds <see cref="Token"/>; empty for none.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>The account there in whose name the instansi files; a citizen's name is never sent.</summary>
    [Range(0, int.MaxValue)]
    public int UserId { get; set; }

    /// <summary>Their number of our channel.</summary>
    [Range(0, int.MaxValue)]
    public int Channel { get; set; }

    /// <summary>Their number of our area.</summary>
    [Range(0, int.MaxValue)]
    public int Location { get; set; }

    /// <summary>A CSV file that says their numbers of our categories, units, classes and other bodies.</summary>
    public string MappingFile { get; set; } = "";

    /// <summary>Kinds of follow-ups that are answers to the citizen, separated by commas; others are for officials alone.</summary>
    public string AnswerKinds { get; set; } = "";

    /// <summary>How often follow-ups are read.</summary>
    [Range(5, 1440)]
    public int PollMinutes { get; set; } = 60;

    /// <summary>How long a call may take.</summary>
    [Range(2, 120)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>After so many hours of failing calls administrators are told.</summary>
    [Range(1, 168)]
    public int AlarmHours { get; set; } = 2;

    /// <summary>Whether a follow-up of this kind is an answer to the citizen.</summary>
    internal bool IsAnswer(string kind) => kind.Length > 0
        && AnswerKinds.Split(',', StringSplitOptions.TrimEntries).Contains(kind, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Shapes().Concat(On ? Missing().Concat(Mapping()) : []).Select(words => new ValidationResult(words));

    private IEnumerable<string> Shapes()
    {
        if (BaseUrl.Length > 0 && !IsSafe(BaseUrl))
            yield return "Lapor:BaseUrl is no https address; write the one from the agreement, such as https://splp.example.go.id/lapor/3.0.0.";
        if (!HeaderName().IsMatch(AuthHeader)) yield return "Lapor:AuthHeader is no name of a header; write auth or Authorization.";
        if (MappingFile.Length > 0 && !File.Exists(MappingFile))
            yield return "Lapor:MappingFile names a file that is not there or cannot be read.";
    }

    private IEnumerable<string> Missing()
    {
        (string Key, bool There)[] needed = [("BaseUrl", BaseUrl.Length > 0), ("Auth", Auth.Length > 0), ("Token", Token.Length > 0),
            ("UserId", UserId > 0), ("Channel", Channel > 0), ("Location", Location > 0), ("MappingFile", MappingFile.Length > 0)];
        return needed.Where(n => !n.There).Select(n => $"Lapor:{n.Key} is missing, and Lapor:On is true; set it or switch Lapor:On off.");
    }

    private IEnumerable<string> Mapping() => MappingFile.Length == 0 || !File.Exists(MappingFile) ? []
        : NationalMap.Read(File.ReadAllText(MappingFile)).Problems.Select(p => $"Lapor:MappingFile: {p}");

    private static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps
            || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    [GeneratedRegex("^[A-Za-z-]{1,40}$")]
    private static partial Regex HeaderName();
}
