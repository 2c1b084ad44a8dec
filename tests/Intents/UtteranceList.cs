using System.Text;
using Core.Complaints.Tracking;
using Core.Intents;
using Tests.Support;

namespace Tests.Intents;

/// <summary>The lists of what people write, and the reader that the tests ask.</summary>
internal static class UtteranceList
{
    public static readonly IntentReader Reader = new(Judge);

    /// <summary>The lines of a list that comes with the program, else of one beside this file, cut at tabs, without comments.</summary>
    public static List<string[]> Lines(string file)
    {
        var shipped = Path.Combine(Golden.Repository, "src", "Core", "Intents", "Data", "Examples", file);
        var lines = File.ReadAllLines(File.Exists(shipped) ? shipped : Path.Combine(Golden.Repository, "tests", "Intents", file));
        return [.. lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];
    }

    /// <summary>
    /// Whether a line belongs to the half that was never looked at while the rules were written: a bit of the text's FNV-1a hash, so
    /// that nobody chose the halves.
    /// </summary>
    public static bool IsUnseen(string text)
    {
        var hash = 2166136261u;
        foreach (var one in Encoding.UTF8.GetBytes(text)) hash = (hash ^ one) * 16777619u;
        return ((hash >> 7) & 1) == 1;
    }

    public static CodeShape Judge(string typed, out string code) => TrackingCode.Parse(typed, out code) switch
    {
        TrackingCode.Reading.Good => CodeShape.Good,
        TrackingCode.Reading.Mistyped => CodeShape.Mistyped,
        _ => CodeShape.None,
    };
}
