using Core.Complaints.Tracking;
using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>What somebody wants to see of their tasks: words to find, filters, a page. Typed in any order after <c>/tugas</c>.</summary>
internal sealed record TasksAsked(string Words, TaskFilter Filter, string? Unit, int Page)
{
    private const int WordsMax = 30;

    private static readonly Dictionary<string, TaskFilter> Filters = new()
    {
        ["terlambat"] = TaskFilter.Late,
        ["late"] = TaskFilter.Late,
        ["saya"] = TaskFilter.Mine,
        ["mine"] = TaskFilter.Mine,
        ["bebas"] = TaskFilter.Free,
        ["free"] = TaskFilter.Free,
        ["menunggu"] = TaskFilter.Waiting,
        ["waiting"] = TaskFilter.Waiting,
        ["dibuka"] = TaskFilter.Reopened,
        ["reopened"] = TaskFilter.Reopened,
        ["selesai"] = TaskFilter.Done,
        ["done"] = TaskFilter.Done,
        ["mendesak"] = TaskFilter.Urgent,
        ["urgent"] = TaskFilter.Urgent,
        ["hariini"] = TaskFilter.Today,
        ["today"] = TaskFilter.Today,
        ["telat"] = TaskFilter.Late,
        ["nganggur"] = TaskFilter.Free,
    };

    /// <summary>What the buttons read and people say for one of them.</summary>
    private static readonly (string Said, string Filter)[] SaidAlso = [("belum dipegang", "bebas"), ("belum diambil", "bebas"),
        ("milik saya", "saya"), ("punya saya", "saya"), ("hari ini", "hariini"), ("lewat tenggat", "terlambat"),
        ("dibuka kembali", "dibuka"),
        ("not taken", "free"), ("past due", "late")];

    /// <summary>Reads it; what is no filter, no unit's code and no page is searched for.</summary>
    public static TasksAsked Of(string? text, Func<string, bool> isUnit)
    {
        var said = string.Join(' ', Command.WordsOf(text));
        foreach (var (also, means) in SaidAlso)
            said = $" {said} ".Replace($" {also} ", $" {means} ", StringComparison.OrdinalIgnoreCase).Trim();
        var words = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var at = words.FindLastIndex(w => w is "hal" or "page");
        var page = at >= 0 && at + 1 < words.Count && int.TryParse(words[at + 1], out var wanted) ? Math.Clamp(wanted, 1, 100_000) : 1;
        if (at >= 0) words.RemoveRange(at, Math.Min(2, words.Count - at));
        var filter = TaskFilter.None;
        foreach (var word in words.ToList())
            if (Filters.TryGetValue(word.ToLowerInvariant(), out var known))
            {
                filter |= known;
                words.Remove(word);
            }

        var unit = words.Find(w => isUnit(w));
        if (unit is not null) words.Remove(unit);
        var rest = string.Join(' ', words);
        return new TasksAsked(Characters.Head(rest, WordsMax), filter, unit, page);
    }

    /// <summary>Whether a text is a code rather than words: nine letters are an everyday word too, such as "terlambat".</summary>
    public static bool MeansCode(string? text) =>
        text is not null && (text.Contains('-', StringComparison.Ordinal) || text.Any(char.IsDigit))
        && TrackingCode.Parse(text, out _) != TrackingCode.Reading.None;

    /// <summary>The same list, another page, as a button asks for it.</summary>
    public Command OnPage(Command command, int page) => command.With(Unit, FilterWords(), Words, "hal", page);

    /// <summary>How the words of the filters are typed.</summary>
    public string FilterWords() =>
        string.Join(' ', Filters.Where(f => Filter.HasFlag(f.Value)).DistinctBy(f => f.Value).Select(f => f.Key))
            .Replace("hariini", "hari ini", StringComparison.Ordinal);
}

/// <summary>What a list of tasks is narrowed to.</summary>
[Flags]
internal enum TaskFilter
{
    /// <summary>Everything open.</summary>
    None = 0,

    /// <summary>Past its date.</summary>
    Late = 1,

    /// <summary>Held by whoever asks.</summary>
    Mine = 2,

    /// <summary>Held by nobody.</summary>
    Free = 4,

    /// <summary>Waiting for the citizen.</summary>
    Waiting = 8,

    /// <summary>Reopened by the citizen.</summary>
    Reopened = 16,

    /// <summary>Followed up or closed, the newest first.</summary>
    Done = 32,

    /// <summary>Speaks of danger, or was marked so.</summary>
    Urgent = 64,

    /// <summary>Due today.</summary>
    Today = 128,
}
