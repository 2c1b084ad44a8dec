using Xunit.Abstractions;

namespace Tests.Intents;

/// <summary>How well danger is found in lists that were written before the rules were mended with them, for docs/intents.md.</summary>
public sealed class DangerFigures(ITestOutputHelper output)
{
    [Theory]
    [InlineData("fifth", 58, 1)]
    [InlineData("sixth", 40, 0)]
    [InlineData("seventh", 36, 2)]
    [InlineData("eighth", 38, 1)]
    [InlineData("ninth", 20, 0)]
    [InlineData("tenth", 23, 1)]
    public void Of_danger_nearly_all_is_found_and_nearly_all_that_looks_like_it_left_alone(string name, int least, int most)
    {
        var danger = UtteranceList.Lines($"danger-{name}.tsv")
            .Select(l => (Kind: l[0], Text: l[1], Found: $"{UtteranceList.Reader.DangerIn(l[1])}")).ToList();
        var harmless = UtteranceList.Lines($"harmless-{name}.tsv");
        var alarms = harmless.Select(l => (Text: l[0], Found: UtteranceList.Reader.DangerIn(l[0])))
            .Where(a => a.Found is not null).ToList();
        var right = danger.Count(d => d.Found == d.Kind);
        output.WriteLine($"{name}: {right} right of {danger.Count}, {alarms.Count} false alarms of {harmless.Count}");
        foreach (var missed in danger.Where(d => d.Found != d.Kind)) output.WriteLine($"  {missed}");
        foreach (var alarm in alarms) output.WriteLine($"  ! {alarm}");
        right.ShouldBeGreaterThanOrEqualTo(least);
        alarms.Count.ShouldBeLessThanOrEqualTo(most);
    }
}
