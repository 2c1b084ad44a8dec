using System.Text.RegularExpressions;

namespace Core.Complaints.Filing;

/// <summary>
/// What a story most likely is, by plain words: a complaint unless it only asks or only proposes. Whoever filed it sees the guess on the
/// card and can change it; triage can too.
/// </summary>
internal static partial class GuessKind
{
    /// <summary>The kind; a complaint when in doubt, since that one has the longest rights.</summary>
    public static ComplaintKind Of(string story)
    {
        if (Wrong().IsMatch(story)) return ComplaintKind.Complaint;
        if (SaysProposal().IsMatch(story)) return ComplaintKind.Aspiration;
        if (Asks().IsMatch(story)) return ComplaintKind.Information;
        if (Lacking().IsMatch(story)) return ComplaintKind.Complaint;
        if (story.Contains('?')) return ComplaintKind.Information;
        return Proposes().IsMatch(story) ? ComplaintKind.Aspiration : ComplaintKind.Complaint;
    }

    /// <summary>Whether it is a question that can be answered as it stands, however short, and tells of nothing wrong.</summary>
    public static bool IsWholeQuestion(string text) => HasWords(text) && Of(text) == ComplaintKind.Information;

    /// <summary>Whether it has two words at least.</summary>
    public static bool HasWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Count(word => word.Count(char.IsLetter) >= 2) >= 2;

    /// <summary>Whether it tells of something that went wrong.</summary>
    public static bool LooksLikeTrouble(string story) => Wrong().IsMatch(story) || Lacking().IsMatch(story);

    /// <summary>What nobody asks or proposes.</summary>
    [GeneratedRegex(@"\b(?:pungli|pungut|pungutan|suap|(?:me)?minta uang|di ?persulit|di ?tolak|di ?cabut|di ?hentikan|di ?potong|padahal|pdhl|tiba[- ]tiba|(?:sudah|udah|sdh) lengkap|lengkap semua|kecewa|kasar|jutek|marah|korupsi|curang|keluhan|mengeluh|mengadu|ngadu|lapor|bribe\w*|rude|refused|even though|although|complain\w*|corrupt\w*)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Wrong();

    [GeneratedRegex(@"^\W*(?:usul\w*|saran\w*|aspirasi|suggestion|proposal)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SaysProposal();

    [GeneratedRegex(@"\b(?:apa (?:saja )?syarat\w*|syarat(?:nya)?|persyaratan|jam buka|jam berapa|buka jam|bagaimana (?:cara|prosedur)|gimana cara|cara(?:nya)? (?:mengurus|urus|membuat|buat|daftar|mendaftar)|berapa (?:biaya|lama|tarif)|di ?mana (?:alamat|letak|kantor)|alamat(?:nya)? di ?mana|mau tanya|ingin bertanya|ingin tahu|mohon info\w*|minta info\w*|(?:saya|kami|mau|ingin|hendak|mohon) (?:me)?minta (?:data|salinan|dokumen)|permohonan (?:data|informasi)|how (?:do i|can i|much|long)|what (?:do i need|are the)|opening hours|requirements?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Asks();

    /// <summary>What is missing or broken; it stands in questions too.</summary>
    [GeneratedRegex(@"\b(?:belum|tidak|gak|nggak|ga|tdk|blm|rusak|mati|(?:sudah|terlalu|sangat) lama|lama sekali|lambat|kotor|hilang|salah|kacau|antre(?:an)?|ngantri|tutup|terlambat|parah|jelek|buruk|bau|banjir|macet|bocor|broken|slow|late|closed|dirty|never|not|nobody|no one)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Lacking();

    [GeneratedRegex(@"\b(?:usul\w*|saran\w*|menyarankan|mengusulkan|sebaiknya|alangkah baiknya|(?:mohon|tolong) (?:di)?(?:adakan|tambah|buka|sediakan)|harapan\w*|berharap|semoga|suggest\w*|propos\w*|it would be (?:good|nice|better)|please (?:add|build|open))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Proposes();
}
