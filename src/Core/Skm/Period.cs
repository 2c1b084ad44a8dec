using System.Globalization;
using Core.Calendar;
using Core.Texts;

namespace Core.Skm;

/// <summary>Lengths of a survey period (Permenpan RB 14/2017 asks for one a year at least).</summary>
internal enum PeriodKind
{
    /// <summary>A month (bulan).</summary>
    Month,

    /// <summary>Three months (triwulan).</summary>
    Quarter,

    /// <summary>Six months (semester).</summary>
    Semester,

    /// <summary>A calendar year (tahun).</summary>
    Year,
}

/// <summary>A month, quarter, semester or year that scores are computed over.</summary>
/// <param name="Kind">Its length.</param>
/// <param name="From">Its first month, as <c>202607</c>.</param>
internal readonly record struct Period(PeriodKind Kind, Month From)
{
    /// <summary>How many months it has.</summary>
    public int Months => Length(Kind);

    /// <summary>Its last month.</summary>
    public Month To => From.Add(Months - 1);

    /// <summary>The one before.</summary>
    public Period Before => new(Kind, From.Add(-Months));

    /// <summary>The one after.</summary>
    public Period After => new(Kind, From.Add(Months));

    /// <summary>Its place in the year, from 1.</summary>
    public int Number => ((From.OfYear - 1) / Months) + 1;

    /// <summary>Its year.</summary>
    public int Year => From.Year;

    /// <summary>As commands and addresses write it: <c>2026-10</c>, <c>2026-T3</c>, <c>2026-S1</c>, <c>2026</c>.</summary>
    public string Code => Kind switch
    {
        PeriodKind.Month => From.Text,
        PeriodKind.Quarter => $"{Year}-T{Number}",
        PeriodKind.Semester => $"{Year}-S{Number}",
        _ => Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The period of this length that holds the month.</summary>
    public static Period Of(PeriodKind kind, Month month)
    {
        var months = Length(kind);
        return new(kind, Month.Of(month.Year, ((month.OfYear - 1) / months * months) + 1));
    }

    /// <summary>The so-manieth period of a year; null when the year has no such one.</summary>
    public static Period? Of(PeriodKind kind, int year, int number) =>
        number >= 1 && number <= 12 / Length(kind) && year is >= 2000 and <= 2999
            ? new(kind, Month.Of(year, ((number - 1) * Length(kind)) + 1)) : null;

    /// <summary>In words: <c>Oktober 2026</c>, <c>Triwulan III 2026</c>.</summary>
    public string Name(Wording words) => Name().In(words);

    /// <summary>In words, once they are wanted.</summary>
    public LocalizedText Name() => Kind switch
    {
        PeriodKind.Month => LocalizedText.MonthOf(From.FirstDay),
        PeriodKind.Year => LocalizedText.Of("period.year", Year.ToString(CultureInfo.InvariantCulture)),
        _ => LocalizedText.Of($"period.{Kind.ToString().ToLowerInvariant()}", Roman(Number), Year.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>For a button: <c>Okt</c>, <c>TW III</c>.</summary>
    public string ShortName(Wording words) => Kind switch
    {
        PeriodKind.Month => words["calendar.months-short"].Split(' ')[From.OfYear - 1],
        PeriodKind.Year => Year.ToString(CultureInfo.InvariantCulture),
        _ => words[$"period.{Kind.ToString().ToLowerInvariant()}-short", Roman(Number)],
    };

    private static string Roman(int number) => number switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" };

    private static int Length(PeriodKind kind) => kind switch
    {
        PeriodKind.Month => 1,
        PeriodKind.Quarter => 3,
        PeriodKind.Semester => 6,
        _ => 12,
    };
}
