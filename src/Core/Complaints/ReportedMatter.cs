namespace Core.Complaints;

/// <summary>
/// What somebody brought: their words, who they are as far as they said, how it came, and what the desk files it under. Nothing here
/// knows where the handling stands.
/// </summary>
internal abstract class ReportedMatter
{
    public long Id { get; private protected set; }

    /// <summary>The code that the citizen tracks it by, without dashes.</summary>
    public required string Code { get; init; }

    /// <summary>Nobody who handles it learns a name.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>Its words stand in no list, only on the card of those who handle it.</summary>
    public required bool Secret { get; init; }

    /// <summary>Who filed it, needed to answer them; null once forgotten. Nobody who handles it is shown anything of this person.</summary>
    public long? ComplainantId { get; private protected set; }

    /// <summary>Whether words of ours reach its citizen: not who came to the counter, called or wrote, nor who is erased.</summary>
    public bool ReachesCitizen => ComplainantId is not null;

    /// <summary>The name that the citizen gave for the handling officers; null when anonymous.</summary>
    public string? ComplainantName { get; private protected set; }

    /// <summary>The official who took it in for somebody who came, called or wrote; not its complainant.</summary>
    public long? TakenInById { get; private protected set; }

    /// <summary>How that somebody can be reached, in their words; erased with the rest.</summary>
    public string? Contact { get; private protected set; }

    public required string Story { get; set; }

    /// <summary>When it happened, in the citizen's words.</summary>
    public string? Happened { get; set; }

    /// <summary>Where, in the citizen's words or as latitude and longitude.</summary>
    public string? Place { get; set; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>The local day of filing.</summary>
    public required DateOnly FiledOn { get; init; }

    /// <summary>The channel it came by, or the counter, the telephone, a letter.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether it came among more than five of one account within an hour: triage sees that, nothing is refused.</summary>
    public bool ManyAtOnce { get; private protected set; }

    /// <summary>The service it is about, where somebody said so.</summary>
    public int? ServiceId { get; private protected set; }

    /// <summary>The code of its category (<see cref="Desk.Categories"/>).</summary>
    public string? Category { get; private protected set; }

    /// <summary>Words that the desk finds it by, each between commas: <c>,jalan,rw-05,</c>.</summary>
    public string? Tags { get; private protected set; }

    /// <summary>The same, one by one.</summary>
    public IReadOnlyList<string> TagList => ComplaintTags.List(Tags);

    /// <summary>Whether it comes before others.</summary>
    public bool Urgent { get; private protected set; }

    /// <summary>Its Tracking ID in SP4N-LAPOR!, where it is there too.</summary>
    public string? NationalId { get; private protected set; }

    /// <summary>Counts changes, so that two processes never change it at once.</summary>
    public int Version { get; private protected set; }

    /// <summary>The desk sorts it; it counts as a change, so that two do not overwrite each other.</summary>
    public void Sort(string? category, string? tags, bool urgent, int? service, string? nationalId)
    {
        (Category, Tags, Urgent, ServiceId) = (Blank(category), ComplaintTags.Of(tags), urgent, service);
        NationalId = Blank(nationalId) is { } id && ComplaintTags.IsNationalId(id) ? id : null;
        Version++;
    }

    /// <summary>Somebody came, called or wrote: an official writes it down for them.</summary>
    public void TakeIn(long official, string? name, string? contact) =>
        (TakenInById, ComplainantId, ComplainantName, Contact) = (official, null, Anonymous ? null : Blank(name), Blank(contact));

    /// <summary>Its words speak of danger: it comes before others, and is told at any hour. A person can say that it does not.</summary>
    public void MarkUrgent() => Urgent = true;

    /// <summary>It is there too, under this number. No form of anybody's is out of date by it.</summary>
    public void EnterNational(string number) => NationalId = number;

    /// <summary>
    /// Cuts the tie to the person and drops their words, and the number under which they stand in SP4N-LAPOR!; codes, dates and states stay
    /// for the figures (UU 27/2022, articles 43 and 44).
    /// </summary>
    public void Forget()
    {
        (ComplainantId, ComplainantName, Story, Happened, Place) = (null, null, "", null, null);
        (Contact, Tags, NationalId) = (null, null, null);
        Version++;
    }

    /// <summary>Cuts the tie to the person alone: the matter goes on and cannot be answered any more.</summary>
    public void CutPerson()
    {
        (ComplainantId, ComplainantName, Contact) = (null, null, null);
        Version++;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
