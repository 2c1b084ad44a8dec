using System.Globalization;
using Core.CoreValues;
using Core.Texts;

namespace Core.Reminders.Composing;

/// <summary>A sentence beside the deed of a day: why this one, or something that helps.</summary>
/// <param name="Code">What is kept of it: kind and shape, and for a word or a plan which one (<c>unsur.3</c>, <c>plan.1|17</c>).</param>
/// <param name="Text">What it says.</param>
internal sealed record Reason(string Code, LocalizedText Text);

/// <summary>
/// Chooses the sentence beside the deed: only where there is something true to say, never in a shape that came within thirty days, and no
/// fact more than three times in them. Without one the deed stands alone. It reads no clock and no table.
/// </summary>
internal static class ChooseReason
{
    /// <summary>For how many days a sentence is not said again.</summary>
    public const int Apart = 30;

    /// <summary>In how many shapes a fact that explains the choice can be told.</summary>
    internal const int Shapes = 6;

    private const int OfOneKind = 3;
    private const int HelpEvery = 4;
    private const int Few = 3;
    private const int Known = 4;
    private const decimal Mostly = 0.75m;
    private const decimal Seldom = 0.4m;

    /// <summary>The sentence; null where there is none. The latest reminder comes first.</summary>
    public static Reason? For(long person, DateOnly day, Choice choice, ReminderFacts facts, IReadOnlyList<PastReminder> past)
    {
        var lately = past.Where(p => p.Reason is not null && p.IsWithin(Apart, day)).Select(p => p.Reason!).ToList();
        if (Why(choice, facts.Weights) is { } why && Pick(person, day, why, lately) is { } reason) return reason;
        if (!Answers(past) || past.Take(HelpEvery).Any(p => p.Reason is { } said && IsHelp(said))) return null;
        return Helps(day, choice, facts, past).OrderBy(h => Lot.Of(person, day, h.Kind.ToString()))
            .Select(h => Pick(person, day, h, lately)).FirstOrDefault(r => r is not null);
    }

    /// <summary>Whether the person answers: help is for those whom it reaches.</summary>
    private static bool Answers(IReadOnlyList<PastReminder> past) => past.Take(5).Count(p => p.Answered) >= Few;

    private static bool IsHelp(string code) =>
        Enum.GetValues<Kind>().Any(k => k >= Kind.Trend && code.StartsWith(NameOf(k) + ".", StringComparison.Ordinal));

    private static string NameOf(Kind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What makes the behaviour of the day weigh more, as far as it can be said in a figure or a goal.</summary>
    private static Fact? Why(Choice choice, BehaviourWeights weights) => choice.Cause switch
    {
        Cause.Unsur => OfUnsur(weights.Unsur!),
        Cause.Index => OfIndex(choice.Behaviour.Value, weights),
        Cause.Goal => new Fact(weights.Goals.Contains(choice.Behaviour.Code) ? Kind.Goal : Kind.ValueGoal, Shapes,
            [Named(choice.Behaviour.Value)]),
        Cause.Team => new Fact(Kind.Team, Shapes, [Named(choice.Behaviour.Value)]),
        _ => null,
    };

    private static Fact OfUnsur(Berakhlak.WeakUnsur weak) => new(Kind.Unsur, Shapes,
        [LocalizedText.Month(weak.Month.FirstDay.Month), (LocalizedText)$"unsur.{weak.Code}", LocalizedText.Number(weak.Mean, "0.00"),
            weak.Respondents]);

    /// <summary>The gap to the nation where we are below it; the lowest of our own values elsewhere.</summary>
    private static Fact? OfIndex(string value, BehaviourWeights weights)
    {
        var (index, own) = (weights.Index!, weights.Index!.Values[value]);
        if (weights.Nation is { } nation && nation.Values.TryGetValue(value, out var mean) && own < mean)
            return new Fact(Kind.Gap, Shapes, [Named(value), Year(index.Year), LocalizedText.Number(own, "0.0#"), Year(nation.Year),
                LocalizedText.Number(mean, "0.0#"), LocalizedText.Number(mean - own, "0.0#")]);
        return index.Values.All(v => v.Key == value || v.Value > own) && index.Values.Count > 1
            ? new Fact(Kind.Index, Shapes, [Named(value), Year(index.Year), LocalizedText.Number(own, "0.0#"), index.Values.Count]) : null;
    }

    private static IEnumerable<Fact> Helps(DateOnly day, Choice choice, ReminderFacts facts, IReadOnlyList<PastReminder> past)
    {
        if (Trend(day, past) is { } trend) yield return trend;
        if (Pattern(choice.Behaviour.Value, past) is { } pattern) yield return pattern;
        foreach (var word in facts.Praise)
            yield return new Fact(Kind.Praise, 3, [LocalizedText.Literal(word)]) { Mark = Mark(word) };
        foreach (var plan in facts.Plans.Where(p => !past.Any(r => r.Reason?.EndsWith($"|{p.Id}", StringComparison.Ordinal) == true)))
            yield return new Fact(Kind.Plan, 3, [LocalizedText.Literal(plan.What), LocalizedText.ShortDate(plan.On)])
            {
                Mark = plan.Id.ToString(CultureInfo.InvariantCulture),
            };
    }

    /// <summary>The week before beside the one before it, where it was no worse; both with enough reminders.</summary>
    private static Fact? Trend(DateOnly day, IReadOnlyList<PastReminder> past)
    {
        var monday = ReminderDay.Monday(day);
        var (last, before) = (Week(past, monday.AddDays(-7)), Week(past, monday.AddDays(-14)));
        if (last.Sent < Few || before.Sent < Few || last.Done == 0 || last.Done < before.Done) return null;
        return new Fact(Kind.Trend, Shapes, [last.Done, last.Sent, before.Done, before.Sent]);
    }

    private static (int Done, int Sent) Week(IReadOnlyList<PastReminder> past, DateOnly monday)
    {
        var week = past.Where(p => p.Day >= monday && p.Day < monday.AddDays(7)).ToList();
        return (week.Count(p => p.State == ReminderState.Done), week.Count);
    }

    /// <summary>What they mostly do, or seldom, of the value of the day.</summary>
    private static Fact? Pattern(string value, IReadOnlyList<PastReminder> past)
    {
        var same = past.Where(p => p.Behaviour[..2] == value && p.Answered).Take(10).ToList();
        if (same.Count < Known) return null;
        var done = same.Count(p => p.State == ReminderState.Done);
        var share = (decimal)done / same.Count;
        if (share is > Seldom and < Mostly) return null;
        return new Fact(share >= Mostly ? Kind.Often : Kind.Seldom, 3, [Named(value), done, same.Count]);
    }

    /// <summary>The fact in a shape that was not said lately; null where all were, or where the fact was told often enough.</summary>
    private static Reason? Pick(long person, DateOnly day, Fact fact, List<string> lately)
    {
        var name = NameOf(fact.Kind);
        var said = lately.Where(c => c.StartsWith(name + ".", StringComparison.Ordinal)).ToList();
        if (said.Count >= OfOneKind) return null;
        if (fact.Mark is { } mark && said.Any(c => c.EndsWith("|" + mark, StringComparison.Ordinal))) return null;
        var used = said.Select(c => c.Split('|')[0]).ToHashSet();
        var shape = Enumerable.Range(1, fact.Shapes).Select(n => $"{name}.{n}").Where(c => !used.Contains(c))
            .OrderBy(c => Lot.Of(person, day, c)).FirstOrDefault();
        return shape is null ? null
            : new Reason(fact.Mark is null ? shape : $"{shape}|{fact.Mark}", LocalizedText.Of($"reason.{shape}", [.. fact.Arguments]));
    }

    private static LocalizedText Named(string value) => CoreValue.Find(value)!.Name();

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <summary>A short name for a word of a citizen, so that it is known again.</summary>
    private static string Mark(string word) =>
        (Lot.Of(0, DateOnly.MinValue, word) & 0xFFFFFF).ToString("x6", CultureInfo.InvariantCulture);

    private sealed record Fact(Kind Kind, int Shapes, IReadOnlyList<object?> Arguments)
    {
        public string? Mark { get; init; }
    }

    /// <summary>Kinds of sentences; those from <see cref="Trend"/> on help rather than explain.</summary>
    private enum Kind
    {
        Unsur,
        Gap,
        Index,
        Goal,
        ValueGoal,
        Team,
        Trend,
        Often,
        Seldom,
        Praise,
        Plan,
    }
}
