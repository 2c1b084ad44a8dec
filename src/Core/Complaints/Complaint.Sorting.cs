using System.Text.RegularExpressions;

namespace Core.Complaints;

/// <summary>How the desk sorts it, and how it came: nothing of this changes its life.</summary>
internal sealed partial class Complaint
{
    private const int TagsMax = 8;

    /// <summary>The service it is about, where somebody said so.</summary>
    public int? ServiceId { get; private set; }

    /// <summary>The code of its category (<see cref="Desk.Categories"/>).</summary>
    public string? Category { get; private set; }

    /// <summary>Words that the desk finds it by, each between commas: <c>,jalan,rw-05,</c>.</summary>
    public string? Tags { get; private set; }

    /// <summary>Whether it comes before others.</summary>
    public bool Urgent { get; private set; }

    /// <summary>The channel it came by, or the counter, the telephone, a letter.</summary>
    public string? Origin { get; init; }

    /// <summary>The official who took it in for somebody who came, called or wrote; not its complainant.</summary>
    public long? TakenInById { get; private set; }

    /// <summary>How that somebody can be reached, in their words; erased with the rest.</summary>
    public string? Contact { get; private set; }

    /// <summary>Its Tracking ID in SP4N-LAPOR!, where it is there too.</summary>
    public string? NationalId { get; private set; }

    /// <summary>The desk sorts it; it counts as a change, so that two do not overwrite each other.</summary>
    public void Sort(string? category, string? tags, bool urgent, int? service, string? nationalId)
    {
        (Category, Tags, Urgent, ServiceId) = (Blank(category), TagsOf(tags), urgent, service);
        NationalId = Blank(nationalId) is { } id && NationalShape().IsMatch(id) ? id : null;
        Version++;
    }

    /// <summary>Somebody came, called or wrote: an official writes it down for them.</summary>
    public void TakeIn(long official, string? name, string? contact) =>
        (TakenInById, ComplainantId, ComplainantName, Contact) = (official, null, Anonymous ? null : Blank(name), Blank(contact));

    /// <summary>The words that the desk finds it by, one by one.</summary>
    public IReadOnlyList<string> TagList => Tags?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? TagsOf(string? typed)
    {
        var tags = (typed ?? "").ToLowerInvariant().Split([',', ' ', '#', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => NoTag().Replace(t, "")).Where(t => t.Length is > 1 and <= 30).Distinct().Take(TagsMax).ToList();
        return tags.Count == 0 ? null : $",{string.Join(',', tags)},";
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"[^\p{L}\p{Nd}_-]")]
    private static partial Regex NoTag();

    [GeneratedRegex("^[A-Za-z0-9-]{1,30}$")]
    private static partial Regex NationalShape();
}
