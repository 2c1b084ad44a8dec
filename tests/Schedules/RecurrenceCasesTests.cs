using Core.Calendar;
using Core.Schedules;
using Tests.Support;

namespace Tests.Schedules;

/// <summary>Rules of recurrence that broke in programs of others, each line of <c>cases/recur.tsv</c>.</summary>
public sealed class RecurrenceCasesTests
{
    private static readonly WorkingCalendar Calendar = new(Holidays.Load());

    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(TranscriptFiles.Root(), "Schedules/cases/recur.tsv")).Skip(1))
            {
                var cells = line.Split('\t');
                data.Add(cells[0], cells[1], cells[2], cells[3]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_next_days_are_the_right_ones(string name, string rule, string from, string right) => string.Join(' ',
        Recurrence.Parse(rule).Coming(DateOnly.Parse(from), right.Split(' ').Length, Calendar).Select(d => $"{d:yyyy-MM-dd}"))
        .ShouldBe(right, name);

    [Fact]
    public void Every_line_is_read() => Cases.Count.ShouldBe(10);
}
