using Core.Dialogs.Words;

namespace Core.Complaints.Filing;

/// <summary>
/// What a citizen told before they were asked, as filing begins with it: words, files and place stand in the one step of the story, which
/// stays open for more.
/// </summary>
internal static class CarriedStory
{
    /// <summary>The dialog's argument that holds it.</summary>
    public const string Arg = "told";

    public static Carried Of(ComplaintKind kind, Told told) => new()
    {
        Args = new Dictionary<string, string> { [Arg] = told.Write() },
        Answers = new Dictionary<string, string> { ["kind"] = $"{kind}" },
    };
}
