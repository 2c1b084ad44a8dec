using Core.Complaints.Filing;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Tracking;

/// <summary>What a citizen says about a complaint of theirs after it was filed: words, files and a place.</summary>
internal sealed class MoreSaid(Told told, IReadOnlyList<LocalizedText> over)
{
    private string _words = told.Text;

    public IReadOnlyList<InboundFile> Files => told.Files;

    /// <summary>As the history keeps them, with the place below; empty when nothing was said.</summary>
    public string WordsIn(Wording wording)
    {
        var words = PlaceWords.Below(_words, told.Place, wording);
        return words.Length > 0 || Files.Count == 0 ? words : wording["complaint.only-files"];
    }

    /// <summary>Asks whether pieces of personal data are to be masked; masks them where the answer is yes.</summary>
    public IEnumerable<Question> AskToMask(Wording wording, string key = "complaint.has-pieces")
    {
        if (PersonalDetails.AskToMask(wording, _words, key) is not { } mask) yield break;
        yield return mask;
        if (mask.Answer) _words = PersonalDetails.MaskIn(_words);
    }

    /// <summary>Tells what of it did not fit or could not be taken.</summary>
    public void SayOver(DialogContext context)
    {
        if (over.Count > 0) context.Say(LocalizedText.Joined("\n", [.. over]));
    }
}
