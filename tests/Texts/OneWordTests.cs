using System.Text.RegularExpressions;
using Core.Texts;

namespace Tests.Texts;

/// <summary>One word for one thing in Indonesian: what a citizen files is a "pengaduan", and who speaks is "kami".</summary>
public sealed partial class OneWordTests
{
    /// <summary>A "laporan" is a document, or what an official writes of the work done.</summary>
    private static readonly string[] Documents = ["complaint.write.Resolve", "index.", "paper.purpose.documents", "statistics.report",
        "template.", "review.reason", "plan.discussed", "pack.", "menu.laporan", "report", "pdf.", "year.", "place.number",
        "edit-unit.signer", "audit.report-texts", "personal.report_texts"];

    private static readonly string[] AboutComplaints =
        ["complaint.", "meja.", "desk.", "wall.", "register.", "forget.", "board.complaints"];

    /// <summary>A verb, or the document of an official.</summary>
    private static readonly string[] EnglishDocuments = ["complaint.anonymous", "complaint.write.Resolve"];

    /// <summary>Where a person speaks, on a button or in a sentence of a survey, they say "saya".</summary>
    private static readonly string[] People = ["pulse.", "menu.", "told.wish.", "complaint.tasks-only-saya",
        "complaint.tasks-nothing-found", "complaint.do.",
        "announce.read", "announce.seen", "help.example.", "desk.", "join.", "profile.remove-nip", "roles.yourself", "forget.yes",
        "forget.open-GoOn", "chat.page-place", "news.confirm-go", "news.open-", "news.offer-push", "meja.take-over-yes", "meja.list.saya"];

    private static readonly string[] EnglishPeople = ["question.enough", "complaint.consent-", "complaint.unit-unknown",
        "complaint.give-name", "rating.change", "meja.canned-none", "goal.new-own", "pdf.1"];

    [Fact]
    public void What_a_citizen_files_is_a_pengaduan() => Saying(Report(), Documents).ShouldBeEmpty();

    [Fact]
    public void In_English_too_what_a_citizen_files_is_a_complaint()
    {
        var words = Wording.Of("en");
        words.Keys.Where(k => Array.Exists(AboutComplaints, a => k.StartsWith(a, StringComparison.Ordinal)) && !EnglishDocuments.Contains(k)
            && EnglishReport().IsMatch(words[k])).Select(k => $"{k}: {words[k]}").ShouldBeEmpty();
    }

    [Fact]
    public void Who_speaks_is_kami() => Saying(Me(), People).ShouldBeEmpty();

    [Fact]
    public void In_English_too_who_speaks_is_we()
    {
        var words = Wording.Of("en");
        words.Keys.Where(k => !Array.Exists([.. People, .. EnglishPeople], e => k.StartsWith(e, StringComparison.Ordinal))
            && EnglishMe().IsMatch(words[k])).Select(k => $"{k}: {words[k]}").ShouldBeEmpty();
    }

    private static IEnumerable<string> Saying(Regex word, string[] except)
    {
        var words = Wording.Of("id");
        return words.Keys.Where(k => !Array.Exists(except, e => k.StartsWith(e, StringComparison.Ordinal)) && word.IsMatch(words[k]))
            .Select(k => $"{k}: {words[k]}");
    }

    [GeneratedRegex(@"(?<![/\w])laporan\b", RegexOptions.IgnoreCase)]
    private static partial Regex Report();

    [GeneratedRegex(@"\breport(s|er|ers)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishReport();

    [GeneratedRegex(@"\b(I|me|my)\b")]
    private static partial Regex EnglishMe();

    [GeneratedRegex(@"\bsaya\b", RegexOptions.IgnoreCase)]
    private static partial Regex Me();
}
