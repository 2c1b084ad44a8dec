using Core.Intents;
using Core.Intents.Learned;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.Intents;

/// <summary>
/// Lists that no rule was mended with, each read by a reader that never saw it: what to expect of words that nobody prepared for. The one
/// that is held out does not come with the program and stays beside this file. The figures are those of docs/intents.md.
/// </summary>
[Slow]
[Trait("Database", "any")]
public sealed class LeftOutTests(ITestOutputHelper output)
{
    private static readonly List<ExampleList> All = [.. ExampleList.Shipped()];

    [Theory]
    [InlineData("eighteenth", 94, 1)]
    [InlineData("nineteenth", 86, 2)]
    [InlineData("twentieth", 82, 2)]
    [InlineData("twenty-first", 85, 6)]
    [InlineData("twenty-second", 87, 6)]
    [InlineData("twenty-third", 86, 4)]
    [InlineData("twenty-fourth", 80, 6)]
    [InlineData("twenty-fifth", 81, 5)]
    [InlineData("twenty-sixth", 85, 3)]
    [InlineData("twenty-seventh", 80, 4)]
    [InlineData("twenty-eighth", 86, 7)]
    [InlineData("held-out", 92, 1)]
    public void Of_words_never_seen_most_are_understood_and_hardly_any_deed_is_wrong(string name, int percent, int most)
    {
        var reader = Without(name);
        var lines = UtteranceList.Lines($"{name}.tsv").Select(l => (Wanted: l[0].Split('|'), Text: l[2], Read: Read(reader, l))).ToList();

        var wrong = lines.Where(l => !l.Wanted.Contains($"{l.Read.Intent}")).ToList();
        var deeds = wrong.Where(l => l.Read.Sure && l.Read.Intent.Acts()).Select(l => $"{l.Text}: {l.Read.Intent}").ToList();
        var bare = new IntentReader(UtteranceList.Judge, examples: []);
        var byRules = lines.Count(l => l.Wanted.Contains($"{bare.Read(l.Text, new IntentContext(), UtteranceFigures.Units).Intent}"));
        output.WriteLine($"{name}: {lines.Count - wrong.Count} of {lines.Count} right, {byRules} by the rules alone, "
            + $"{lines.Count(l => l.Wanted.Intersect([$"{l.Read.Intent}", $"{l.Read.Or}"]).Any())} among the two proposed, "
            + $"{lines.Count(l => l.Read.Sure)} sure, {deeds.Count} wrong deeds");
        foreach (var deed in deeds) output.WriteLine($"  ! {deed}");
        foreach (var (wanted, text, read) in wrong)
            output.WriteLine($"  {text}: {string.Join('|', wanted)}, read as {read.Intent} or {read.Or}");

        deeds.Count.ShouldBeLessThanOrEqualTo(most);
        (100 * (lines.Count - wrong.Count)).ShouldBeGreaterThanOrEqualTo(percent * lines.Count);
    }

    [Theory]
    [InlineData("eleventh", 92, 6)]
    [InlineData("twelfth", 95, 8)]
    [InlineData("thirteenth", 80, 8)]
    [InlineData("fourteenth", 88, 8)]
    [InlineData("fifteenth", 93, 3)]
    [InlineData("sixteenth", 96, 7)]
    [InlineData("seventeenth", 80, 6)]
    [InlineData("eighteenth", 85, 4)]
    [InlineData("nineteenth", 90, 6)]
    [InlineData("twentieth", 88, 5)]
    [InlineData("twenty-first", 95, 4)]
    [InlineData("held-out", 92, 13)]
    public void Of_danger_never_seen_most_is_found_and_nearly_all_that_looks_like_it_left_alone(string name, int percent, int alarms)
    {
        var (danger, harmless) = (Lines($"danger-{name}"), Lines($"harmless-{name}"));
        var reader = Without($"danger-{name}", $"harmless-{name}");
        var bare = new IntentReader(UtteranceList.Judge, examples: []);

        var found = danger.Where(text => reader.DangerIn(text) is not null).ToList();
        var alarmed = harmless.Where(text => reader.DangerIn(text) is not null).ToList();
        var (byRules, ofHarmless) = (danger.Count(t => bare.DangerIn(t) is not null), harmless.Count(t => bare.DangerIn(t) is not null));
        output.WriteLine($"{name}: {found.Count} of {danger.Count} found, {byRules} by the rules alone; "
            + $"{alarmed.Count} of {harmless.Count} brought a number, {ofHarmless} by the rules alone");
        foreach (var text in danger.Except(found)) output.WriteLine($"  missed: {text}");
        foreach (var text in alarmed) output.WriteLine($"  brought a number: {text}");

        (100 * found.Count).ShouldBeGreaterThanOrEqualTo(percent * danger.Count);
        (100 * alarmed.Count).ShouldBeLessThanOrEqualTo(alarms * harmless.Count);
    }

    private static ReadIntent Read(IntentReader reader, string[] line) =>
        reader.Guess(line[2], reader.Read(line[2], new IntentContext(line[1]), UtteranceFigures.Units));

    private static List<string> Lines(string name) => [.. UtteranceList.Lines($"{name}.tsv").Select(l => l[^1])];

    private static IntentReader Without(params string[] names) =>
        new(UtteranceList.Judge, examples: All.Where(l => !names.Contains(l.Name)));
}
