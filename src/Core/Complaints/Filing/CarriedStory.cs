using Core.Dialogs.Words;
using Core.Texts;

namespace Core.Complaints.Filing;

/// <summary>
/// What a citizen told before they were asked, as filing begins with it: words, files and place in their fields. The keys are those of
/// <see cref="FileComplaint"/>; a whole story is answered, a short one is only begun, and files stay open for more.
/// </summary>
/// <param name="Kind">What it is to be.</param>
/// <param name="Told">What they told.</param>
internal sealed record CarriedStory(ComplaintKind Kind, Told Told)
{
    public Carried Into(ComplaintsOptions options)
    {
        var (answers, begun) = (new Dictionary<string, string> { ["kind"] = $"{Kind}" }, new Dictionary<string, string>());
        var letters = Characters.Count(Told.Text);
        if (letters > 0) (letters >= options.StoryMin && letters <= options.StoryMax ? answers : begun)["story"] = Told.Text;
        if (Told.PlaceStored() is { } place) answers["where"] = place;
        if (Told.Files.Count > 0) begun["files"] = Told.FilesStored(options.AttachmentsMax);
        return new Carried { Answers = answers, Begun = begun };
    }
}
