using Core.Intents;
using Xunit.Abstractions;

namespace Tests.Intents;

/// <summary>How well danger is found in the lists that were written before the rules were mended with them, for docs/intents.md.</summary>
public sealed class DangerFigures(ITestOutputHelper output)
{
    [Fact]
    public void Of_danger_in_everyday_words_nearly_all_is_found_and_nearly_all_that_looks_like_it_left_alone()
    {
        foreach (var name in new[] { "fifth", "sixth" })
        {
            var danger = UtteranceList.Lines($"danger-{name}.tsv").Select(l => (Kind: l[0], Text: l[1], Found: $"{UtteranceList.Reader.DangerIn(l[1])}"))
                .ToList();
            var alarms = UtteranceList.Lines($"harmless-{name}.tsv").Where(l => UtteranceList.Reader.DangerIn(l[0]) is not null).ToList();
            output.WriteLine($"{name}: {danger.Count(d => d.Found == d.Kind)} right, {danger.Count(d => d.Found.Length > 0)} found of {danger.Count}; {alarms.Count} false alarms of {UtteranceList.Lines($"harmless-{name}.tsv").Count}");
            if (name == "sixth" && Environment.GetEnvironmentVariable("SHOW_SIXTH") is null) continue;
            foreach (var d in danger.Where(d => d.Found != d.Kind)) output.WriteLine($"  {d.Kind} -> {d.Found}: {d.Text}");
            foreach (var a in alarms) output.WriteLine($"  ! {UtteranceList.Reader.DangerIn(a[0])}: {a[0]}");
        }
    }
}
