using Bot.Reports.Documents;
using Core.Calendar;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Bot.Reports.Chapters;

/// <summary>What every chapter of a report is written from.</summary>
internal sealed record Writing
{
    public required ReportData Data { get; init; }

    public required Wording Words { get; init; }

    /// <summary>The name of the instansi.</summary>
    public required string Instansi { get; init; }

    public required ReportsOptions Office { get; init; }

    public required ScoresOptions Scores { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether who asked said that the result was made public.</summary>
    public required bool Announced { get; init; }

    public required ArmsPicture Arms { get; init; }

    /// <summary>The rows of the processing table; null for the instansi.</summary>
    public required PublishedAnswers? Answers { get; init; }

    /// <summary>The unit; null for the whole instansi.</summary>
    public Unit? Unit => Data.Unit;

    /// <summary>Whose report it is.</summary>
    public string Whose => Unit?.Name ?? Instansi;

    /// <summary>The period's name, with up to when, of one that runs.</summary>
    public string Period => Data.Name(Words, Today);

    public DateOnly Today => LocalTime.Day(Now, Zone);

    public string Day(DateOnly day) => $"{day.Day} {Words.Month(day.Month)} {day.Year}";

    public string Count(long number) => number.ToString("N0", Words.Culture);

    /// <summary>A wording that differs between a unit's report and the instansi's.</summary>
    public string Either(string key, params object?[] args) => Words[Unit is null ? $"{key}-instansi" : key, args];

    /// <summary>
    /// A place of the office: what it wrote (nothing, where it wants it left empty), else what we would write there, else what belongs
    /// there, so that nobody overlooks it.
    /// </summary>
    public OfficePlace Place(string key, params Block[] ours)
    {
        var name = Words[$"place.{key}"];
        if (Data.Texts.GetValueOrDefault(key) is { } written)
            return new OfficePlace(key, name, written.Length > 0 ? [new Text(written)] : []);
        return new OfficePlace(key, name, ours.Length > 0 ? ours : [new Text(Words[$"place.{key}.hint"], new Look(Tone: Tone.Soft))]);
    }
}
