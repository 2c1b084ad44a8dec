using Core.Dialogs.Words;
using Core.Messaging;
using Core.Texts;
using Core.Units;

namespace Core.Complaints.Filing;

/// <summary>A complaint being filled in.</summary>
internal sealed class ComplaintSheet
{
    public ComplaintKind Kind { get; set; }

    public Unit? Unit { get; set; }

    public string Story { get; set; } = "";

    /// <summary>When it happened; asked by earlier releases alone, since people tell it in their story.</summary>
    public string Happened { get; set; } = "";

    public string Place { get; set; } = "";

    public IReadOnlyList<InboundFile> Files { get; set; } = [];

    public string? Name { get; set; }

    public bool Secret { get; set; }

    /// <summary>When the notice was agreed to.</summary>
    public DateTimeOffset AgreedAt { get; set; }

    /// <summary>The code of an own complaint to which this is added instead.</summary>
    public string? JoinTo { get; set; }

    /// <summary>Puts what was told into its fields; what was told by files alone says so.</summary>
    public void Take(Told told, Wording words)
    {
        Story = told.Text.Length > 0 ? told.Text : words["complaint.story-in-files"];
        Files = told.Files;
        Place = told.Place is { } point ? PlaceOf(point) : "";
    }

    public static string PlaceOf(Place point) => FormattableString.Invariant($"{point.Latitude:0.00000}, {point.Longitude:0.00000}");

    /// <summary>The lines of the card, by name.</summary>
    public IEnumerable<string> Lines()
    {
        yield return "kind";
        yield return "unit";
        yield return "story";
        if (Happened.Length > 0) yield return "when";
        if (Kind != ComplaintKind.Information || Place.Length > 0) yield return "where";
        yield return "files";
        yield return "name";
        yield return "secret";
    }
}
