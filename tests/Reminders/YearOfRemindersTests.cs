using Core.CoreValues;
using Core.Membership.Profiles;
using Core.Reminders;
using Core.Reminders.Composing;
using Core.Texts;
using Microsoft.Extensions.Options;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.Reminders;

/// <summary>What 300 people of twelve kinds read in a year.</summary>
[Trait("Database", "any")]
[Slow]
public sealed class YearOfRemindersTests(ITestOutputHelper output)
{
    private const int People = 300;
    private static readonly Lazy<List<Life>> Lives =
        new(() => [.. Enumerable.Range(1, People).AsParallel().AsOrdered().Select(p => YearOfReminders.Live(p))]);

    private static readonly WriteReminder Words = new(Options.Create(new BerakhlakOptions()));

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    [Slow]
    public void Nobody_reads_a_text_twice_within_thirty_days(string language)
    {
        var words = Wording.Of(language);
        foreach (var life in Lives.Value)
        {
            var (texts, deeds, reasons) = (new Dictionary<string, DateOnly>(), new Dictionary<string, DateOnly>(),
                new Dictionary<string, DateOnly>());
            foreach (var had in life.Had)
            {
                Fresh(texts, Words.Text(had.Said, []).In(words), had.Day);
                Fresh(deeds, ChooseTip.Text(had.Said.Tip).In(words), had.Day);
                if (had.Said.Reason is { } reason) Fresh(reasons, reason.Text.In(words), had.Day);
            }
        }
    }

    [Fact]
    public void No_shape_of_a_reason_comes_back_within_thirty_days()
    {
        foreach (var life in Lives.Value)
        {
            var shapes = new Dictionary<string, DateOnly>();
            foreach (var had in life.Had.Where(h => h.Said.Reason is not null))
                Fresh(shapes, had.Said.Reason!.Code.Split('|')[0], had.Day);
        }
    }

    [Fact]
    public void A_reason_is_given_only_where_it_is_true()
    {
        var kinds = new Dictionary<string, int>();
        foreach (var had in Lives.Value.SelectMany(l => l.Had))
        {
            if (had.Said.Reason is not { } reason) continue;
            var kind = reason.Code.Split('.')[0];
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            IsTrue(kind, had, reason).ShouldBeTrue($"{reason.Code} on {had.Day}: {reason.Text.In(Wording.Of("id"))}");
        }

        kinds.Keys.Order().ShouldBe(["gap", "goal", "often", "plan", "praise", "seldom", "team", "trend", "unsur", "valuegoal"]);
        output.WriteLine(string.Join(", ", kinds.OrderByDescending(k => k.Value).Select(k => $"{k.Key} {k.Value}")));
    }

    [Fact]
    public void Whoever_has_nothing_to_lean_on_and_does_not_answer_is_given_no_reason()
    {
        var silent = Lives.Value.Where(l => l.Kind.Answers == 0);
        silent.SelectMany(l => l.Had).Count(h => h.Said.Reason is not null).ShouldBe(0);
    }

    [Fact]
    public void The_deed_fits_the_work_of_its_reader()
    {
        foreach (var life in Lives.Value)
        {
            var kind = life.Kind.Work.ToString().ToLowerInvariant();
            foreach (var had in life.Had)
                if (had.Said.Tip.Split('.') is [_, var of, _]) of.ShouldBe(kind);
            life.Had.Where(h => h.Said.Tip.Split('.').Length == 3).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Each_value_is_told_in_at_least_six_shapes()
    {
        foreach (var value in CoreValue.All)
            Lives.Value.SelectMany(l => l.Had).Where(h => h.Said.Choice.Behaviour.Value == value.Code && h.Said.Reason is not null)
                .Select(h => h.Said.Reason!.Code.Split('|')[0]).Distinct().Count().ShouldBeGreaterThanOrEqualTo(6, value.Code);
    }

    [Fact]
    public void Silence_is_offered_fewer_then_one_a_week_then_rest()
    {
        foreach (var life in Lives.Value.Where(l => l.Kind.Answers == 0))
        {
            life.Slowed.Select(s => s.Step).ShouldBe([Slowed.Offered, Slowed.Weekly, Slowed.Resting]);
            (life.Slowed[0].Day.DayNumber - life.Had[0].Day.DayNumber).ShouldBeInRange(14, 20);
            (life.Slowed[2].Day.DayNumber - life.Had[0].Day.DayNumber).ShouldBeLessThan(70);
            life.Had.Count.ShouldBeLessThan(35);
        }
    }

    [Fact]
    [Slow]
    public void Whoever_answers_is_never_slowed_down()
    {
        foreach (var life in Lives.Value.Where(l => l.Kind is { Answers: >= 0.8, SilentFrom: < 0 })) life.Slowed.ShouldBeEmpty();
        var back = Lives.Value.Where(l => l.Kind.SilentFrom > 0).ToList();
        back.ShouldAllBe(l => l.Slowed.Count > 0);
        back.Count(l => l.Had.Count(h => h.State != ReminderState.Sent) > 100).ShouldBeGreaterThan(back.Count * 8 / 10);
    }

    /// <summary>The measure that the bureau sees in /rekap, by kind; every kind answers as its people are made to.</summary>
    [Fact]
    public void The_share_of_answered_tells_who_reads()
    {
        foreach (var kind in Lives.Value.GroupBy(l => l.Kind))
        {
            var had = kind.SelectMany(l => l.Had).ToList();
            var (share, why) = (100.0 * had.Count(h => h.State != ReminderState.Sent) / had.Count,
                100.0 * had.Count(h => h.Said.Reason is not null) / had.Count);
            output.WriteLine($"{kind.Key.Name}: {had.Count / kind.Count()} a person, {share:0} % answered, {why:0} % with a reason");
            if (kind.Key.SilentFrom < 0) share.ShouldBe(100 * kind.Key.Answers, 4);
        }
    }

    private static void Fresh(Dictionary<string, DateOnly> said, string text, DateOnly day)
    {
        if (said.TryGetValue(text, out var last)) (day.DayNumber - last.DayNumber).ShouldBeGreaterThan(30, text);
        said[text] = day;
    }

    private static bool IsTrue(string kind, Had had, Reason reason)
    {
        var (weights, choice) = (had.Facts.Weights, had.Said.Choice);
        var text = reason.Text.In(Wording.Of("id"));
        var value = choice.Behaviour.Value;
        var same = had.Past.Where(p => p.Behaviour[..2] == value && p.Answered).Take(10).ToList();
        var done = same.Count(p => p.State == ReminderState.Done);
        return kind switch
        {
            "unsur" => UnsurValues.For(weights.Unsur!.Code).Value == value && text.Contains($"{weights.Unsur.Mean:0.00}".Replace('.', ','))
                && text.Contains($"{weights.Unsur.Respondents}"),
            "gap" => weights.Index!.Values[value] < weights.Nation!.Values[value],
            "goal" => weights.Goals.Contains(choice.Behaviour.Code),
            "valuegoal" => weights.Goals.Contains(value) && !weights.Goals.Contains(choice.Behaviour.Code),
            "team" => weights.Team == value,
            "praise" => had.Facts.Praise.Any(text.Contains),
            "plan" => had.Facts.Plans.Any(p => text.Contains(p.What)),
            "often" => done * 4 >= same.Count * 3 && text.Contains($"{done} dari {same.Count}") | text.Contains($"{same.Count} pengingat"),
            "seldom" => done * 5 <= same.Count * 2,
            "trend" => had.Past.Count(p => p.State == ReminderState.Done) > 0,
            _ => false,
        };
    }
}
