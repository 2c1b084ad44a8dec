using System.Text;
using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;

namespace Core.Demonstration;

/// <summary>Makes up ratings: each unit has its own strong and weak unsur, and gets a little better over the months.</summary>
internal sealed class MakeUpRatings(List<Unit> units, Instrument instrument, DateTimeOffset now, int months,
    Func<Unit, TimeZoneInfo> zoneOf)
{
    private const int PerStatement = 3;
    private const int Columns = 24;
    private const int QuickEvery = 20;

    private static readonly string[] Comments =
    [
        "Petugas ramah dan menjelaskan dengan sabar.", "Antreannya terlalu lama, tolong ditambah loket.", "Sudah baik, pertahankan.",
        "Ruang tunggu panas, mohon pendingin ruangannya diperbaiki.", "Syaratnya sebaiknya ditulis lengkap di papan pengumuman.",
    ];

    private readonly Dictionary<(Month Month, int Unit, int Service), SkmSums> _sums = [];
    private readonly Dictionary<int, int> _running = [];
    private readonly (TimeZoneInfo Zone,
        Service[] Services)[] _about = [.. units.Select(u => (zoneOf(u), u.Services.Where(s => s.Active).ToArray()))];

    /// <summary>Writes the ratings of these numbers, and a one-tap rating for every twentieth.</summary>
    public async Task Write(AppDb db, int from, int to)
    {
        var row = new object?[PerStatement * Columns];
        for (var i = from; i < to; i += PerStatement)
        {
            var count = Math.Min(PerStatement, to - i);
            for (var j = 0; j < count; j++) await Put(db, i + j, row.AsMemory(j * Columns, Columns));
            await db.Sql.Run(Insert(count), row[..(count * Columns)]);
        }
    }

    /// <summary>The sums over everything written.</summary>
    public IEnumerable<MonthlySum> Sums() =>
        _sums.Select(s => ScoreSums.Row(s.Key.Month, s.Key.Unit, s.Key.Service, instrument.Id, s.Value));

    private async Task Put(AppDb db, int number, Memory<object?> row)
    {
        var dice = new SeededRandom((ulong)number + 1);
        var place = dice.Next(units.Count);
        var (unit, about) = (units[place], _about[place]);
        var service = about.Services[dice.Next(about.Services.Length)];
        var at = InHours(ref dice, now - TimeSpan.FromSeconds(dice.Part() * months * 30 * 86400), about.Zone);
        var day = LocalTime.Day(at, about.Zone);
        var unsur = Answers(ref dice, unit.Id, at);
        var published = Month.Of(day) < LocalTime.MonthOf(now, about.Zone) || HeldBack(unit) > PublishRatings.Step;
        Fill(row.Span, ref dice, unit, service, unsur, day, published);
        if (published) Count(Month.Of(day), unit, service, unsur);
        if (number % QuickEvery == 0)
            await db.Sql.Run("insert into quick_ratings (id, unit_id, value, month, step) values (@p0, @p1, @p2, @p3, @p4)",
                Number(ref dice), unit.Id, 1 + dice.Next(4), Month.Of(day), nameof(QuickStep.Published));
    }

    /// <summary>Nine of ten rate at the counter on a working day, the tenth whenever they like.</summary>
    private DateTimeOffset InHours(ref SeededRandom dice, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (dice.Next(10) == 0) return at;
        var day = LocalTime.Day(at, zone);
        day = day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(-1), DayOfWeek.Sunday => day.AddDays(-2), _ => day };
        var moved = LocalTime.At(day, new TimeOnly(8, 0).Add(TimeSpan.FromSeconds(dice.Next(8 * 3600))), zone);
        return moved <= now ? moved : at;
    }

    /// <summary>A running month holds some back, as it does of real ratings; the first of each unit are as good as any.</summary>
    private int HeldBack(Unit unit) => _running[unit.Id] = _running.GetValueOrDefault(unit.Id) + 1;

    private static long Number(ref SeededRandom dice) => ((long)dice.Next(int.MaxValue) << 31) | (long)dice.Next(int.MaxValue) | 1;

    private void Fill(Span<object?> row, ref SeededRandom dice, Unit unit, Service service, int?[] unsur, DateOnly day, bool published)
    {
        object?[] head = [unit.Id, service.Id, instrument.Id, nameof(RatingState.Complete)];
        head.CopyTo(row);
        for (var u = 0; u < unsur.Length; u++) row[4 + u] = unsur[u];
        var tells = dice.Next(3) > 0;
        (row[13], row[14], row[15], row[16], row[17]) = (Number(ref dice), $"{day:yyyy-MM-dd}", Month.Of(day), published, true);
        row[18] = tells ? Pick(ref dice, RespondentGroups.Sex) : null;
        row[19] = tells ? Pick(ref dice, RespondentGroups.Age) : null;
        row[20] = tells ? Pick(ref dice, RespondentGroups.Education) : null;
        row[21] = tells ? Pick(ref dice, RespondentGroups.Occupation) : null;
        row[22] = dice.Next(12) == 0 ? Pick(ref dice, Comments) : null;
        row[23] = 0;
    }

    private int?[] Answers(ref SeededRandom dice, int unit, DateTimeOffset at)
    {
        var nature = new SeededRandom((ulong)unit * 7919);
        var (good, better) = (0.42 + (nature.Part() * 0.3), 0.1 * (1 - ((now - at).TotalDays / (months * 30))));
        var sums = new int?[Unsur.Count];
        for (var u = 0; u < sums.Length; u++)
        {
            var leaning = good + better + ((nature.Part() - 0.5) * 0.25);
            var sum = 0;
            for (var item = 0; item < instrument.Items[u]; item++) sum += Answer(ref dice, leaning);
            sums[u] = sum;
        }

        return sums;
    }

    private static int Answer(ref SeededRandom dice, double leaning)
    {
        var part = dice.Part();
        if (part < leaning * 0.6) return 4;
        if (part < leaning * 1.25) return 3;
        return part < 0.94 ? 3 - (part > 0.8 ? 1 : 0) : 1;
    }

    private void Count(Month month, Unit unit, Service service, int?[] unsur)
    {
        var key = (month, unit.Id, service.Id);
        _sums[key] = _sums.GetValueOrDefault(key, SkmSums.None) + SkmSums.Of(unsur, instrument.Items);
    }

    private static string Pick(ref SeededRandom dice, IReadOnlyList<string> codes) => codes[dice.Next(codes.Count)];

    private static string Insert(int rows)
    {
        var sql = new StringBuilder("""
            insert into ratings (unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9,
              id, day, month, published, made_up, sex, age, education, occupation, comment, signs) values
            """);
        for (var r = 0; r < rows; r++)
        {
            sql.Append(r == 0 ? " (" : ", (");
            for (var c = 0; c < Columns; c++) sql.Append(c == 0 ? "" : ", ").Append("@p").Append((r * Columns) + c);
            sql.Append(')');
        }

        return sql.ToString();
    }
}
