using System.Globalization;
using Core.Calendar;
using Core.Membership.Privacy;
using Core.People;
using Core.Settings;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports.Privacy;

/// <summary>
/// The record of processing (UU 27/2022, article 31) and the data-protection impact assessment (article 34; both made precise by
/// PP 33/2026), filled from the registry of places and from the settings as they are, so that they say what this installation does.
/// </summary>
internal sealed class ComposePrivacyPapers(IConfiguration configuration, IEnumerable<SettingsSection> sections,
    IOptions<InstansiOptions> instansi, IOptions<PrivacyOptions> privacy,
    UnitCatalog units, TimeProvider time)
{
    private static readonly string[] Activities = ["account", "complaints", "web-chat", "documents", "reminders", "unlinked", "acts"];
    private static readonly string[] Measures = ["seal", "files", "erase", "rights", "guard", "logs", "backup"];
    private static readonly string[] Risks = ["identify", "foreign", "stolen", "insider", "kept", "upload", "transport"];
    private static readonly Wording Words = Wording.Of("id");

    public string Author => instansi.Value.Name;

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public PrivacyPaper RecordOfProcessing() => new(Words["paper.record"],
    [
        new(Words["paper.controller"], [Controller(), Words["paper.made", Today()]]),
        new(Words["paper.activities"], [], [Head("activity", "purpose", "data", "term"), .. Activities.Select(Activity)], [18, 30, 34, 18]),
        new(Words["paper.places"], [Words["paper.places-why"]],
            [Head("place", "holds", "kind", "term", "eraser"), .. PersonalDataRegistry.All.Select(Place)], [18, 32, 16, 18, 16]),
        new(Words["paper.receivers"], [.. Receivers()]),
        new(Words["paper.rights"], [Words["paper.rights-text"]]),
        new(Words["paper.measures"], [.. Measures.Select(m => Words[$"paper.measure.{m}"])]),
        Signature(),
    ]);

    public PrivacyPaper ImpactAssessment() => new(Words["paper.impact"],
    [
        new(Words["paper.controller"], [Controller(), Words["paper.made", Today()]]),
        new(Words["paper.description"], [Words["paper.description-text"]]),
        new(Words["paper.need"], [Words[Is("Ratings:AskRespondent") ? "paper.need-groups" : "paper.need-no-groups"],
            Words["paper.need-names"], Words["paper.need-nip"]]),
        new(Words["paper.risks"], [Words["paper.risks-why"]], [Head("risk", "holds-it", "left"), .. Risks.Select(Risk)], [28, 48, 24]),
        new(Words["paper.findings"], [.. Findings()]),
        new(Words["paper.terms"], [], [Head("setting", "value"), .. Terms()], [50, 50]),
        Signature(),
    ]);

    private string Controller() =>
        Words["paper.controller-text", instansi.Value.Name, privacy.Value.Contact.Length > 0 ? privacy.Value.Contact
            : Words["paper.no-contact"]];

    private string Today() => Words.Date(LocalTime.Day(Now, units.ZoneOf(null)));

    private static string[] Head(params string[] columns) => [.. columns.Select(c => Words[$"paper.col.{c}"])];

    private string[] Activity(string activity)
    {
        var places = PersonalDataRegistry.All
            .Where(p => p.Eraser == activity || (p.Kind == DataKind.Unlinked && activity == "unlinked")
            || (p.Kind == DataKind.Acts && activity == "acts")).ToList();
        return [Words[$"paper.activity.{activity}"], Words[$"paper.purpose.{activity}"],
            string.Join("; ", places.Select(p => Words[$"personal.{p.Name}"])),
            string.Join("; ", places.Select(Term).Distinct())];
    }

    private string[] Place(DataPlace place) =>
        [place.Name, Words[$"personal.{place.Name}"], Words[$"paper.kind.{place.Kind}"], place.Kind == DataKind.Free ? "–" : Term(place),
            place.Eraser is null ? "–" : Words["paper.by-person"]];

    private string Term(DataPlace place)
    {
        if (place.Setting is not { } key) return Words[$"personal.term.{place.Term}"];
        var unit = new[] { "Days", "Months", "Years", "Hours" }.First(u => key.EndsWith(u, StringComparison.Ordinal));
        return Words[$"personal.term.{unit}", Value(key)];
    }

    private IEnumerable<string> Receivers()
    {
        yield return Words["paper.receivers-own"];
        var push = Is("Push:On") && Value("Web:PublicUrl").StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        yield return Words[IsSet("Telegram:Token") ? "paper.receivers-telegram"
            : push ? "paper.receivers-browser" : "paper.receivers-no-telegram"];
        yield return Words[Value("Database:Provider") == "sqlite" ? "paper.receivers-file" : "paper.receivers-server"];
        if (push) yield return Words["paper.receivers-push"];
        if (IsSet("Mail:Host")) yield return Words["paper.receivers-mail", Value("Mail:Host")];
        if (configuration["Backups:S3:Endpoint"] is { Length: > 0 } storage) yield return Words["paper.receivers-storage", storage];
        if (Is("Lapor:On")) yield return Words["paper.receivers-lapor"];
        if (Is("NationalSurvey:On")) yield return Words["paper.receivers-survey", Value("NationalSurvey:BaseUrl")];
        if (IsSet("Metrics:Endpoint")) yield return Words["paper.receivers-metrics", Value("Metrics:Endpoint")];
    }

    private static string[] Risk(string risk) =>
        [Words[$"paper.risk.{risk}"], Words[$"paper.risk.{risk}.held"], Words[$"paper.risk.{risk}.left"]];

    /// <summary>What this installation's settings ask of the office before the paper is signed.</summary>
    private IEnumerable<string> Findings()
    {
        var found = new List<string>();
        if (privacy.Value.Contact.Length == 0) found.Add("contact");
        if (!Is("Membership:SecondPerson")) found.Add("second-person");
        if (Is("Instansi:Demo")) found.Add("demo");
        if (int.Parse(Value("Scores:MinimumRespondents"), CultureInfo.InvariantCulture) < 5) found.Add("few");
        if (IsSet("Web:PublicUrl") && !Value("Web:PublicUrl").StartsWith("https:", StringComparison.OrdinalIgnoreCase)) found.Add("http");
        return found.Count == 0 ? [Words["paper.finding.none"]] : found.Select(f => Words[$"paper.finding.{f}"]);
    }

    private IEnumerable<string[]> Terms() =>
        PersonalDataRegistry.All.Where(p => p.Setting is not null).Select(p => p.Setting!).Distinct()
            .Select(key => new[] { key, Value(key) });

    private static PaperPart Signature() => new(Words["paper.signature"], [Words["paper.signature-text"]]);

    private bool Is(string key) => bool.Parse(Value(key));

    private bool IsSet(string key) => Value(key).Length > 0;

    /// <summary>A setting as it is in force: what was set, else the default.</summary>
    private string Value(string key)
    {
        var (path, name) = (key.Split(':')[0], key.Split(':')[1]);
        var section = sections.First(s => s.Path == path);
        var options = configuration.GetSection(path).Get(section.Options) ?? Activator.CreateInstance(section.Options)!;
        return Convert.ToString(section.Options.GetProperty(name)!.GetValue(options), CultureInfo.InvariantCulture) ?? "";
    }
}
