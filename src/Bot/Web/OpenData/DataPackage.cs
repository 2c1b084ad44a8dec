using Bot.Web.Pages;
using Core.Calendar;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.OpenData;

/// <summary>
/// The open data as a package that a portal of Satu Data takes in (Perpres 39/2019): the fields are those of CKAN's <c>package_create</c>
/// and of a Frictionless data package, which differ only in names. No licence is claimed for the instansi; it says which.
/// </summary>
internal sealed class DataPackage(ReadScores scores, UnitCatalog units, TalkLinks links, IOptions<InstansiOptions> instansi)
{
    private static Wording Words => Wording.Of("id");

    public async Task<IResult> Show(HttpContext http)
    {
        var (root, last) = (links.Base(http.Request), scores.ThisMonth().Add(-1));
        var first = Month.Earlier(await scores.FirstMonth() ?? last, last);
        var title = Words["package.title", instansi.Value.Name];
        return OpenAnswer.Json(new
        {
            name = "skm-suara-layanan",
            title,
            notes = Words["package.notes", instansi.Value.Name],
            description = Words["package.notes", instansi.Value.Name],
            author = instansi.Value.Name,
            license_id = "notspecified",
            url = root + "/",
            tags = (object[])[new { name = "skm" }, new { name = "pelayanan-publik" }, new { name = "satu-data" }],
            extras = (object[])[new { key = "frequency", value = "monthly" }, new { key = "temporal_start", value = first.Text },
                new { key = "temporal_end", value = last.Text }],
            resources = Resources(root, first, last),
        });
    }

    private IEnumerable<Resource> Resources(string root, Month first, Month last)
    {
        yield return new("units", Words["package.units"], root, "/api/v1/units.csv");
        foreach (var month in Month.Until(last, Month.Count(first, last)).Reverse().Take(12))
            yield return new($"scores-{month.Text}", Words["package.scores", Words.MonthOf(month.FirstDay)], root,
                $"/api/v1/scores.csv?month={month.Text}");
        foreach (var unit in units.Active)
            yield return new($"scores-{unit.Code.ToLowerInvariant()}", Words["package.unit", unit.Name], root,
                $"/api/v1/units/{unit.Code}/scores.csv?from={Month.Until(last, 12)[0].Text}&to={last.Text}");
    }

    /// <summary>A file of the package; <c>Path</c> is Frictionless' name for CKAN's <c>Url</c>.</summary>
    private sealed record Resource(string Name, string Title, string Root, string File)
    {
        public string Description => Title;

        public string Format => "CSV";

        public string Mimetype => "text/csv";

        public string Mediatype => "text/csv";

        public string Url => Root + File;

        public string Path => Root + File;

        [System.Text.Json.Serialization.JsonIgnore]
        public string Root { get; } = Root;

        [System.Text.Json.Serialization.JsonIgnore]
        public string File { get; } = File;
    }
}
