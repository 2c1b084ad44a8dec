using Core.Skm;
using Tests.Support;

namespace Tests.Skm;

/// <summary>Surveys that offices published, each line of <c>cases/skm-sums.tsv</c>.</summary>
public sealed class PublishedSurveysTests
{
    public static TheoryData<string, int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, int, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(TranscriptFiles.Root(), "Skm/cases/skm-sums.tsv")).Skip(1))
            {
                var cells = line.Split('\t');
                data.Add(cells[0], int.Parse(cells[1]), cells[2], cells[4]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_index_is_the_exact_one_rounded_once(string name, int respondents, string sums, string right)
    {
        long[] totals = [.. sums.Split(',').Select(long.Parse)];
        var alike = (long)Math.Ceiling(Math.Pow(60d * totals.Sum(), 2) / respondents);
        var score = SkmScore.Of(SkmSums.Of(respondents, totals, alike, [.. Enumerable.Repeat(1, 9)]))!;

        $"{score.Index:0.00} {score.Grade}".ShouldBe(right, name);
    }

    [Fact]
    public void Every_line_is_read() => Cases.Count.ShouldBe(8);
}
