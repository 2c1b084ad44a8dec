using Tests.Support;

namespace Tests.Architecture;

/// <summary>Lines end where a reader's window does.</summary>
public sealed class LineTests
{
    private const int Most = 140;

    /// <summary>A line may be longer where one text in it is, such as a pattern or a piece of a page.</summary>
    private const int LongText = 60;

    [Fact]
    public void No_line_of_code_is_longer_than_140() => Lines()
        .Where(l => l.Text.Length > Most && !IsText(l)).Select(l => $"{l.File}:{l.Number}").ShouldBeEmpty();

    private static bool IsText((string File, int Number, string Text, bool InRawText) line) => line.InRawText
        || line.Text.Split('"').Where((_, i) => i % 2 == 1).Any(text => text.Length > LongText); // between the marks, not behind them

    private static IEnumerable<(string File, int Number, string Text, bool InRawText)> Lines()
    {
        foreach (var file in new[] { "src",
            "tests" }.SelectMany(top => Directory.GetFiles(Path.Combine(Golden.Repository, top), "*.cs", SearchOption.AllDirectories)))
        {
            var name = Path.GetRelativePath(Golden.Repository, file);
            if (name.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")) continue;
            var (number, raw) = (0, false);
            foreach (var text in File.ReadLines(file))
            {
                var marks = text.Split("\"\"\"").Length - 1;
                yield return (name, ++number, text, raw || marks > 0);
                if (marks % 2 == 1) raw = !raw;
            }
        }
    }
}
