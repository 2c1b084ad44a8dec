using Core.Dialogs.Words;

namespace Core.Complaints.Filing;

/// <summary>
/// What a citizen told before they were asked, as filing begins with it: words, files and place stand in the one step of the story, which
/// stays open for more.
/// </summary>
/// <param name="Kind">What it is to be.</param>
/// <param name="Told">What they told.</param>
internal sealed record CarriedStory(ComplaintKind Kind, Told Told)
{
    public Carried Into() => new()
    {
        Args = new ToldStory(Told.Text, Told.Files, Told.Place).Args(),
        Answers = new Dictionary<string, string> { ["kind"] = $"{Kind}" },
    };
}
