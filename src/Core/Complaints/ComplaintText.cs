using System.Text.RegularExpressions;
using Core.Calendar;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Notices;
using Core.Complaints.Tracking;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints;

/// <summary>How complaints are put into words: names of states, dates, titles that give nothing away.</summary>
internal sealed partial class ComplaintText(UnitCatalog units, ComplaintClock clock, IOptions<ComplaintsOptions> options, OfficeHours hours)
{
    private const int TitleMax = 40;

    public ComplaintsOptions Options => options.Value;

    /// <summary>When officials are told.</summary>
    public OfficeHours Hours => hours;

    public static string Code(Complaint complaint) => TrackingCode.Show(complaint.Code);

    /// <summary>A place as it was written; a point that was shared is said to be one on the map.</summary>
    public static string Where(Wording words, string place) => Point().IsMatch(place) ? words["complaint.point", place] : place;

    /// <summary>How it stands; of one that ended without being handled, why.</summary>
    public static string State(Wording words, Complaint complaint) => complaint is { State: ComplaintState.Closed, EndReason: { } reason }
        ? words[$"complaint.ended.{reason}"] : words[$"complaint.state.{complaint.State}"];

    /// <summary>Such as <c>pengaduan tidak berkadar pengawasan</c>; the kind alone until triage decided.</summary>
    public static LocalizedText Sort(Complaint complaint) =>
        complaint.Class is { } kind ? $"complaint.class.{kind}" : $"complaint.kind.{complaint.Kind}";

    /// <summary>What citizens read: a complaint is one to them, whatever the office calls its class.</summary>
    public static LocalizedText SortForCitizen(Complaint complaint) =>
        complaint.Class is ComplaintClass.Ordinary or ComplaintClass.Supervisory ? "complaint.kind.Complaint" : Sort(complaint);

    /// <inheritdoc cref="Sort(Complaint)"/>
    public static string Sort(Wording words, Complaint complaint) => Sort(complaint).In(words);

    public static string Kind(Wording words, Complaint complaint) => words[$"complaint.kind.{complaint.Kind}"];

    /// <summary>A date in words, with a note where a year's holidays are not decreed yet.</summary>
    public static LocalizedText Date(DateOnly? day, bool provisional)
    {
        if (day is not { } date) return "complaint.no-date";
        return provisional ? LocalizedText.Of("complaint.provisional-date", LocalizedText.Date(date)) : LocalizedText.Date(date);
    }

    /// <summary>The beginning of the story for lists: personal details masked, nothing at all of a secret one.</summary>
    public static string Title(Wording words, Complaint complaint, int most = TitleMax) =>
        complaint.Secret ? words["complaint.secret-title"]
            : Characters.Short(PersonalDetails.MaskIn(complaint.Story).ReplaceLineEndings(" "), most);

    /// <summary>The story for somebody in this relation: whole for its writer and for those who handle it, else masked.</summary>
    public static string Story(Complaint complaint, Relation reader, string story) =>
        (reader & (Relation.Complainant | Relation.Triage | Relation.Officer | Relation.Inspector | Relation.Chief | Relation.Reviewer
            | Relation.Holder)) != 0 ? story
            : PersonalDetails.MaskIn(story);

    /// <summary>
    /// Whether somebody in this relation reads who reported and how they are reached: whoever handles it, as its citizen was told, and
    /// triage while it has it. A head above or who does not hold it, and whoever looks a second time, decide without.
    /// </summary>
    public static bool KnowsReporter(Complaint complaint, Relation reader) =>
        (reader & (Relation.Officer | Relation.Inspector | Relation.Chief | Relation.Holder)) != 0
        || ((reader & Relation.Triage) != 0 && complaint.State is ComplaintState.Submitted or ComplaintState.Returned);

    /// <summary>The citizen's name for somebody in this relation; null where they gave none or it is not for these.</summary>
    public static string? Name(Complaint complaint, Relation reader) =>
        KnowsReporter(complaint, reader) ? complaint.ComplainantName : null;

    /// <inheritdoc cref="Name"/>
    public static string? Contact(Complaint complaint, Relation reader) => KnowsReporter(complaint, reader) ? complaint.Contact : null;

    /// <summary>Who reported: the name, that they gave none, or that it is for others to read.</summary>
    public static string Reporter(Wording words, Complaint complaint, Relation reader) => complaint.ComplainantName is null
        ? words["complaint.reporter-anonymous"] : Name(complaint, reader) ?? words["complaint.reporter-withheld"];

    /// <summary>Who handles it, as citizens are told.</summary>
    public LocalizedText Handler(Complaint complaint) => IsWithTriage(complaint)
        ? "complaint.to-triage" : Handler(complaint.Class, complaint.OfInspectorate, complaint.UnitId);

    /// <inheritdoc cref="Handler(Complaint)"/>
    public LocalizedText Handler(ComplaintClass? kind, bool ofInspectorate, int? unit) =>
        kind != ComplaintClass.Supervisory ? Unit(unit) : ofInspectorate ? "complaint.chief" : "complaint.inspectorate";

    /// <inheritdoc cref="Handler(Complaint)"/>
    public string Handler(Wording words, Complaint complaint) => Handler(complaint).In(words);

    /// <summary>Until somebody sorted it, the unit that its citizen chose stands beside those who look at it first.</summary>
    public string HandlerForCitizen(Wording words, Complaint complaint) => complaint is
    {
        Class: null, UnitId: { } unit, Passes: 0, Declined: 0, Reopened: 0,
    } && IsWithTriage(complaint)
        ? words["complaint.to-triage-for", Unit(words, unit)] : Handler(words, complaint);

    /// <summary>
    /// Whether triage has it, or had it when it ended: no unit ever saw what was sent back, or closed or withdrawn before it was forwarded.
    /// </summary>
    private static bool IsWithTriage(Complaint complaint) => complaint.State is ComplaintState.Submitted or ComplaintState.Returned
        || (!complaint.IsOpen && complaint.HolderId is null && (complaint.EndReason is not null || complaint.Class is null));

    public LocalizedText Unit(int? unit) =>
        unit is { } id && units.Find(id) is { } known ? LocalizedText.Literal(known.Name) : "complaint.unit-open";

    /// <summary>The units above one, the nearest first.</summary>
    public IEnumerable<int> Above(int? unit) => unit is { } id && units.Find(id) is { } known ? units.Above(known).Select(u => u.Id) : [];

    public string Unit(Wording words, int? unit) => Unit(unit).In(words);

    /// <summary>The day that it is for the complaint's unit.</summary>
    public DateOnly Today(Complaint complaint, DateTimeOffset now) => clock.Day(complaint, now);

    public static LocalizedText Due(Complaint complaint) => Date(complaint.DueOn, complaint.Provisional);

    public string Due(Wording words, Complaint complaint) => Due(complaint).In(words);

    public static LocalizedText FollowUp(Complaint complaint) => Date(complaint.FollowUpDueOn ?? complaint.DueOn, complaint.Provisional);

    public string FollowUp(Wording words, Complaint complaint) => FollowUp(complaint).In(words);

    /// <summary>What happens next and by when, for the citizen.</summary>
    public static LocalizedText Next(Complaint complaint, DateTimeOffset now)
    {
        if (complaint.State == ComplaintState.Closed && !(complaint.DueAt >= now)) return "complaint.next.Over";
        return complaint.State is ComplaintState.Forwarded or ComplaintState.Reopened && complaint.DueOn == complaint.FollowUpDueOn
            ? LocalizedText.Of("complaint.next.SameDay", Due(complaint))
            : LocalizedText.Of($"complaint.next.{complaint.State}", Due(complaint), FollowUp(complaint));
    }

    /// <inheritdoc cref="Next(Complaint, DateTimeOffset)"/>
    public string Next(Wording words, Complaint complaint, DateTimeOffset now) => Next(complaint, now).In(words);

    /// <summary>The due date as a list shows it: the clock today, a weekday this week, else a short date.</summary>
    public string ShortDue(Wording words, Complaint complaint, DateTimeOffset now)
    {
        if (complaint.State == ComplaintState.Waiting) return words["complaint.paused"];
        if (complaint.DueOn is not { } due) return words["complaint.no-date"];
        var today = clock.Day(complaint, now);
        if (complaint.IsLate(now)) return words["complaint.late-since", words.ShortDate(due)];
        if (due == today) return words["complaint.today-at", Time(complaint)];
        return due.DayNumber - today.DayNumber < 6 ? words.Day(due.DayOfWeek) : words.ShortDate(due);
    }

    /// <summary>A day in the complaint's zone.</summary>
    public string Moment(Wording words, Complaint complaint, DateTimeOffset at)
    {
        var zone = clock.ZoneOf(complaint);
        var local = LocalTime.Of(at, zone);
        return $"{words.ShortDate(DateOnly.FromDateTime(local))} {local:HH.mm} {LocalTime.Label(zone, at)}";
    }

    /// <summary>A time of day in the complaint's zone, such as <c>10.40 WIB</c>.</summary>
    public string Clock(Complaint complaint, DateTimeOffset at)
    {
        var zone = clock.ZoneOf(complaint);
        return $"{LocalTime.Of(at, zone):HH.mm} {LocalTime.Label(zone, at)}";
    }

    private string Time(Complaint complaint) => $"{LocalTime.Of(complaint.DueAt!.Value, clock.ZoneOf(complaint)):HH.mm}";

    // As ComplaintSheet writes a point.
    [GeneratedRegex(@"^-?[0-9]{1,2}\.[0-9]{5}, -?[0-9]{1,3}\.[0-9]{5}$")]
    private static partial Regex Point();
}
