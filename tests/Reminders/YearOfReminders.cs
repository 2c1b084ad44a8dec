using Core.Berakhlak;
using Core.Calendar;
using Core.Membership.Profiles;
using Core.People;
using Core.Reminders;
using Core.Reminders.Composing;

namespace Tests.Reminders;

/// <summary>
/// A year of 300 people of twelve kinds, composed as the service composes it and answered as each kind answers. No database and no
/// channel: what is tried is what a reminder says and when it gives way.
/// </summary>
internal static class YearOfReminders
{
    internal static readonly DateOnly Start = new(2026, 1, 1);

    internal static readonly ValueIndex Index = new(2025, new Dictionary<string, decimal>
    {
        ["BP"] = 58.4m,
        ["AK"] = 75.2m,
        ["KO"] = 55.1m,
        ["HA"] = 64.0m,
        ["LO"] = 66.3m,
        ["AD"] = 37.1m,
        ["KL"] = 70.2m,
    }, "test");

    /// <summary>National figures of 2022 (facts/berakhlak.json).</summary>
    internal static readonly ValueIndex Nation = new(2022, new Dictionary<string, decimal>
    {
        ["BP"] = 57.9m,
        ["AK"] = 74.1m,
        ["KO"] = 56.7m,
        ["HA"] = 63.8m,
        ["LO"] = 65.8m,
        ["AD"] = 38.9m,
        ["KL"] = 69.4m,
    }, "test");

    /// <summary>The twelve kinds: work, what is known around them, and how likely they answer, do, or put it off.</summary>
    internal static readonly IReadOnlyList<KindOfPerson> Kinds =
    [
        new("loket, unsur lemah", WorkKind.Counter, 0.9, 0.8) { Unsur = "U3" },
        new("loket, semua sekaligus", WorkKind.Counter, 0.9, 0.7) { Unsur = "U3", HasIndex = true, Goals = ["AD1", "AD"], Team = "AD" },
        new("loket, tanpa apa pun", WorkKind.Counter, 0.8, 0.6),
        new("lapangan, indeks", WorkKind.Field, 0.7, 0.6) { HasIndex = true },
        new("lapangan, jarang menjawab", WorkKind.Field, 0.25, 0.5) { Unsur = "U9" },
        new("belakang meja, target", WorkKind.Desk, 0.9, 0.9) { Goals = ["KO1", "KL"] },
        new("belakang meja, tanpa unit", WorkKind.Desk, 0.6, 0.5) { HasIndex = true },
        new("belakang meja, diam", WorkKind.Desk, 0, 0),
        new("pimpinan, rencana dan pujian", WorkKind.Lead, 0.85, 0.7) { Unsur = "U7", Praise = 3, Plans = 2 },
        new("pimpinan, tim", WorkKind.Lead, 0.7, 0.8) { Team = "HA", Praise = 1 },
        new("loket, tiga kali sepekan", WorkKind.Counter, 0.8, 0.7) { Rhythm = ReminderRhythm.ThriceWeekly, Unsur = "U1" },
        new("lapangan, diam lalu kembali", WorkKind.Field, 0.9, 0.8) { SilentFrom = 40, SilentTo = 85, Unsur = "U5" },
    ];

    /// <summary>Lives the year of a person; each reminder with what was so at that moment.</summary>
    internal static Life Live(long person)
    {
        var kind = Kinds[(int)(person % Kinds.Count)];
        var days = new ReminderDay(new WorkingCalendar(Holidays.Load()), Holidays.Load(), new RemindersOptions());
        var life = new Life(person, kind);
        var (past, rhythm, slowed, since) = (new List<PastReminder>(), kind.Rhythm, Slowed.Not, (DateOnly?)null);
        for (var n = 0; n < 365; n++)
        {
            var day = Start.AddDays(n);
            if (!days.IsWanted(new PersonDay(new TimeOnly(7, 30), rhythm, TimeZoneInfo.Utc), day)) continue;
            var facts = kind.FactsOf(day);
            var composed = Composed.For(person, day, kind.Work, facts, past);
            if (SlowDown.Next(slowed, since, rhythm, past, day) is { } slower)
            {
                (slowed, since) = (slower, day);
                rhythm = slower switch { Slowed.Weekly => ReminderRhythm.Weekly, Slowed.Resting => ReminderRhythm.Never, _ => rhythm };
                life.Slowed.Add((day, slower));
            }

            var state = kind.Answer(person, day, n);
            if (state != ReminderState.Sent && slowed != Slowed.Not) (slowed, since, rhythm) = (Slowed.Not, day, kind.Rhythm);
            life.Had.Add(new Had(day, composed, facts, [.. past], state));
            past.Insert(0, new PastReminder(day, composed.Choice.Behaviour.Code, state, composed.Tip, composed.Reason?.Code));
        }

        return life;
    }
}

/// <summary>A kind of person.</summary>
internal sealed record KindOfPerson(string Name, WorkKind Work, double Answers, double Does)
{
    public string? Unsur { get; init; }

    public bool HasIndex { get; init; }

    public IReadOnlyCollection<string> Goals { get; init; } = [];

    public string? Team { get; init; }

    public int Praise { get; init; }

    public int Plans { get; init; }

    public ReminderRhythm Rhythm { get; init; } = ReminderRhythm.Daily;

    public int SilentFrom { get; init; } = -1;

    public int SilentTo { get; init; } = -1;

    /// <summary>What is so on a day: figures of the month before, words of the month before, plans as they are finished.</summary>
    public ReminderFacts FactsOf(DateOnly day)
    {
        var last = Month.Of(day).Add(-1);
        var weights = new BehaviourWeights(HasIndex ? YearOfReminders.Index : null,
            Unsur is null ? null : new WeakUnsur(last, Unsur, 2.5m + (last.FirstDay.Month * 0.03m), 30 + last.FirstDay.Month), Goals)
        {
            Nation = HasIndex ? YearOfReminders.Nation : null,
            Team = Team,
        };
        return new ReminderFacts(weights)
        {
            Praise = [.. Enumerable.Range(1, Praise).Select(i => $"Pelayanannya ramah dan cepat, bulan {last.FirstDay.Month}, warga {i}")],
            Plans = [.. Enumerable.Range(1, Plans).Select(i => (Id: i, On: YearOfReminders.Start.AddDays(i * 100)))
                .Where(p => p.On <= day && day.DayNumber - p.On.DayNumber <= 30)
                .Select(p => new FinishedPlan(p.Id, $"loket {p.Id}", p.On))],
        };
    }

    public ReminderState Answer(long person, DateOnly day, int n)
    {
        if (n >= SilentFrom && n < SilentTo) return ReminderState.Sent;
        if (Chance(person, day, "answers") >= Answers) return ReminderState.Sent;
        return Chance(person, day, "does") < Does ? ReminderState.Done : ReminderState.Skipped;
    }

    private static double Chance(long person, DateOnly day, string of) => (Lot.Of(person, day, of) >> 11) / (double)(1UL << 53);
}

/// <summary>One reminder of a life.</summary>
internal sealed record Had(DateOnly Day, Composed Said, ReminderFacts Facts, IReadOnlyList<PastReminder> Past, ReminderState State);

/// <summary>The year of one person.</summary>
internal sealed record Life(long Person, KindOfPerson Kind)
{
    public List<Had> Had { get; } = [];

    public List<(DateOnly Day, Slowed Step)> Slowed { get; } = [];
}
