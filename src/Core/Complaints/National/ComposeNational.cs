using Core.Complaints.Filing;
using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.National;

/// <summary>
/// What of a complaint is given away: its matter and no person. Numbers, addresses of mail and plates are masked and the citizen's own name
/// taken out, whatever they chose; of an anonymous one the place stays here too, since it can be a home (Perpres 76/2013: who complains is
/// kept secret; UU 27/2022, article 16: no more than the purpose needs).
/// </summary>
internal sealed class ComposeNational(UnitCatalog units, NationalMap map, IOptions<InstansiOptions> instansi)
{
    private const int TitleMax = 100;
    private const string Language = "id";

    /// <summary>What would be filed; null where the map lacks one of its numbers.</summary>
    public NationalComplaint? Of(Complaint complaint)
    {
        var kind = complaint.Class ?? ComplaintClass.Ordinary;
        var unit = complaint.UnitId is { } id ? units.Find(id)?.Code : null;
        if (map.Find(MapKind.Category, complaint.Category) is not { } category || map.Handler(complaint, unit) is not { } agency
            || map.Find(kind) is not { } sort) return null;
        var story = Matter(complaint);
        return new NationalComplaint(ComplaintText.Code(complaint), Title(complaint, story), Content(complaint, story), category, agency,
            sort, complaint.FiledOn, complaint.Anonymous, IsSecret(complaint) || complaint.Anonymous, complaint.Urgent);
    }

    /// <summary>The words and number for saying there that it is not ours: what the official wrote, and whose it is.</summary>
    public async Task<(string Why, int? Agency)> Rejection(AppDb db, Complaint complaint)
    {
        var said = await db.ComplaintEvents.AsNoTracking()
            .Where(e => e.ComplaintId == complaint.Id && e.Act == Act.Dismiss && !e.TakenBack)
            .OrderByDescending(e => e.Id).Select(e => e.Words).FirstOrDefaultAsync() ?? "";
        var body = OtherBodies.All.FirstOrDefault(b => said == b.Way.In(Wording.Of(Language))).Code;
        return (Hide(complaint, said), map.Find(MapKind.Body, body));
    }

    /// <summary>Whoever is accused of what is berkadar pengawasan may read there too.</summary>
    private static bool IsSecret(Complaint complaint) => complaint.Secret || complaint.Class == ComplaintClass.Supervisory;

    private static string Title(Complaint complaint, string story)
    {
        var code = ComplaintText.Code(complaint);
        return IsSecret(complaint) ? $"{Wording.Of(Language)["national.secret-title"]} ({code})"
            : $"{Characters.Short(story.ReplaceLineEndings(" "), TitleMax)} ({code})";
    }

    private string Content(Complaint complaint, string story)
    {
        var words = Wording.Of(Language);
        var lines = new List<string> { story, "" };
        if (complaint.Happened is { } when) lines.Add(words["national.line.when", Hide(complaint, when)]);
        if (complaint.Place is { } where && !complaint.Anonymous) lines.Add(words["national.line.where", Hide(complaint, where)]);
        lines.Add(words["national.line.code", instansi.Value.Name, ComplaintText.Code(complaint)]);
        return string.Join('\n', lines);
    }

    private static string Matter(Complaint complaint) => Hide(complaint, complaint.Story);

    private static string Hide(Complaint complaint, string text)
    {
        var masked = PersonalDetails.MaskIn(text);
        return complaint.ComplainantName is not { Length: > 2 } name ? masked
            : masked.Replace(name, Wording.Of(Language)["national.name"], StringComparison.OrdinalIgnoreCase);
    }
}
