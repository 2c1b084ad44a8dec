using System.Text.Json;
using System.Text.Json.Serialization;

namespace Core.Calendar;

/// <summary>
/// Days that are not worked: national holidays and collective leave by joint decree (SKB 3 Menteri), and those of the
/// instansi's own files. Days are known by date, not by name: 2027 has Isra Mikraj twice.
/// </summary>
internal sealed class Holidays
{
    private const string Shipped = "Core.Calendar.Data.holidays.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Known _files = new();

    // Days of years that only add some: they stand whatever the decree of that year says.
    private readonly Dictionary<DateOnly, Holiday> _added = [];
    private volatile Known _now;

    private Holidays() => _now = _files;

    /// <summary>The last year whose holidays are decreed; later days can only be counted provisionally.</summary>
    public int LastDecreedYear => _now.Decreed.Max;

    /// <summary>Every known day, in order.</summary>
    public IReadOnlyList<Holiday> All => [.. _now.Days.Values.OrderBy(h => h.Date)];

    /// <summary>
    /// Reads the shipped table, then every <c>*.json</c> of the folder in the order of their names; a faulty file stops the start.
    /// </summary>
    public static Holidays Load(string? folder = null)
    {
        var holidays = new Holidays();
        using (var text = new StreamReader(typeof(Holidays).Assembly.GetManifestResourceStream(Shipped)!))
            holidays.Read(text.ReadToEnd(), Shipped);
        if (string.IsNullOrEmpty(folder)) return holidays;
        foreach (var file in Directory.GetFiles(folder, "*.json").Order()) holidays.Read(File.ReadAllText(file), file);
        return holidays;
    }

    /// <summary>A number that is another one, but for a rare chance, when any day, year or Ramadan is; the same in every process.</summary>
    public int Mark => _now.Mark.Value;

    /// <summary>The holiday on a day; null on any other day.</summary>
    public Holiday? On(DateOnly day) => _now.Days.GetValueOrDefault(day);

    /// <summary>Whether the year's holidays are decreed.</summary>
    public bool IsDecreed(int year) => _now.Decreed.Contains(year);

    /// <summary>Whether the day is in Ramadan, as far as its dates are known.</summary>
    public bool IsRamadan(DateOnly day) => _now.Ramadans.Any(r => r.From <= day && day <= r.To);

    /// <summary>
    /// Takes over years that were brought in, at once and for everybody who holds this: each stands in the place of the year that the files
    /// decree, beside days that the files only add.
    /// </summary>
    public void Bring(IReadOnlyCollection<int> years, IEnumerable<Holiday> days)
    {
        var known = new Known();
        var replaced = years.Where(_files.Decreed.Contains).ToHashSet();
        foreach (var (date, day) in _files.Days)
            if (!replaced.Contains(date.Year)) known.Days[date] = day;
            else if (_added.TryGetValue(date, out var own)) known.Days[date] = own;
        foreach (var day in days) known.Days[day.Date] = day;
        known.Decreed.UnionWith(_files.Decreed);
        known.Decreed.UnionWith(years);
        known.Ramadans.AddRange(_files.Ramadans);
        _now = known;
    }

    private void Read(string json, string origin)
    {
        try
        {
            foreach (var year in JsonSerializer.Deserialize<HolidayFile>(json, Format)!.Years) Add(year);
        }
        catch (Exception e) when (e is JsonException or FormatException or NullReferenceException)
        {
            throw new FormatException($"{origin}: {e.Message}", e);
        }
    }

    private void Add(HolidayYear year)
    {
        foreach (var holiday in year.Holidays) Add(year, new Holiday(holiday.Date, holiday.Name, HolidayKind.Holiday));
        foreach (var day in year.CollectiveLeave) Add(year, new Holiday(day, "Cuti bersama", HolidayKind.CollectiveLeave));
        foreach (var day in year.NotHolidays)
        {
            _files.Days.Remove(day);
            _added.Remove(day);
        }

        if (year.Ramadan is { } ramadan)
        {
            _files.Ramadans.RemoveAll(known => known.From.Year == ramadan.From.Year
                && Math.Abs(known.From.DayNumber - ramadan.From.DayNumber) < 30);
            _files.Ramadans.Add(ramadan);
        }

        // A year without a day is a year that nobody filled in, whatever it says of itself.
        if (year.Decreed && year.Holidays.Count > 0) _files.Decreed.Add(year.Year);
    }

    private void Add(HolidayYear year, Holiday holiday)
    {
        if (holiday.Date.Year != year.Year) throw new FormatException($"{holiday.Date:yyyy-MM-dd} stands under {year.Year}");
        _files.Days[holiday.Date] = holiday;
        if (!year.Decreed) _added[holiday.Date] = holiday;
    }

    private sealed class Known
    {
        public Dictionary<DateOnly, Holiday> Days { get; } = [];

        public SortedSet<int> Decreed { get; } = [];

        public List<DateRange> Ramadans { get; } = [];

        /// <summary>Counted once nothing is added any more.</summary>
        public Lazy<int> Mark { get; }

        public Known() => Mark = new(() =>
        {
            IEnumerable<int> all = [.. Days.Values.OrderBy(d => d.Date).SelectMany(d => new[] { d.Date.DayNumber, (int)d.Kind }),
                .. Decreed, .. Ramadans.OrderBy(r => r.From).SelectMany(r => new[] { r.From.DayNumber, r.To.DayNumber })];
            return all.Aggregate(17, (mark, n) => unchecked((mark * 31) + n));
        });
    }
}

/// <summary>A day that is not worked.</summary>
/// <param name="Date">When.</param>
/// <param name="Name">Its official name.</param>
/// <param name="Kind">By which rule.</param>
internal sealed record Holiday(DateOnly Date, string Name, HolidayKind Kind);

/// <summary>By which rule a day is free.</summary>
internal enum HolidayKind
{
    /// <summary>A national or regional holiday.</summary>
    Holiday,

    /// <summary>Collective leave (cuti bersama).</summary>
    CollectiveLeave,
}

/// <summary>Days from one to another, both counted.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
internal sealed record DateRange(DateOnly From, DateOnly To);

internal sealed record HolidayFile
{
    public string? Note { get; init; }

    public required List<HolidayYear> Years { get; init; }
}

internal sealed record HolidayYear
{
    public required int Year { get; init; }

    public string? Source { get; init; }

    /// <summary>
    /// False in a file that only adds some days (regional holidays, an election) to what is decreed for the year, whoever decrees it.
    /// </summary>
    public bool Decreed { get; init; } = true;

    public List<NamedDay> Holidays { get; init; } = [];

    public List<DateOnly> CollectiveLeave { get; init; } = [];

    public List<DateOnly> NotHolidays { get; init; } = [];

    public DateRange? Ramadan { get; init; }
}

internal sealed record NamedDay(DateOnly Date, string Name);
