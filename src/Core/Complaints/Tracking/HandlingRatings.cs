using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Tracking;

/// <summary>The four answers to how a complaint was handled, lowest first.</summary>
internal static class HandlingRatings
{
    /// <summary>Put into words when they go out.</summary>
    public static IEnumerable<Button> Of(Complaint complaint) =>
        Enumerable.Range(1, 4).Select(n => Button.Of($"complaint.rating.{n}", Rates(complaint, n)));

    /// <summary>The same in the words of a reply.</summary>
    public static Button[] Buttons(Wording words, Complaint complaint) =>
        [.. Enumerable.Range(1, 4).Select(n => new Button(words[$"complaint.rating.{n}"], Rates(complaint, n)))];

    private static Command Rates(Complaint complaint, int answer) => Commands.Track.With(ComplaintText.Code(complaint), "nilai", answer);
}
