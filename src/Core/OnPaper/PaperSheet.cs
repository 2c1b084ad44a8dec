using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Calendar;
using Core.People;
using Core.Ratings;

namespace Core.OnPaper;

/// <summary>One filled-in questionnaire, as it was typed: no name and no number of its own.</summary>
internal sealed record PaperSheet
{
    /// <summary>The service, by number.</summary>
    public required int Service { get; init; }

    /// <summary>The day of the survey.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Answers 1 to 4 by question code.</summary>
    public required Dictionary<string, int> Answers { get; init; }

    /// <summary>What the respondent said about themselves, by question (<see cref="RespondentGroups"/>).</summary>
    public Dictionary<string, string> About { get; init => field = value ?? []; } = [];

    /// <summary>1 for 08.00–12.00, 2 for 13.00–17.00, 0 where the form does not say.</summary>
    public int Half { get; init; }

    /// <summary>A suggestion, without details that tell who wrote it.</summary>
    public string? Comment { get; init; }

    /// <summary>The rating that it is.</summary>
    public Rating Rating(int unit, Instrument instrument, long batch) => new()
    {
        UnitId = unit,
        ServiceId = Service,
        Instrument = instrument.Id,
        State = RatingState.Complete,
        Unsur = instrument.Sum(Answers),
        Day = Day,
        Month = Month.Of(Day),
        Published = true,
        PaperBatch = batch,
        Sex = About.GetValueOrDefault("sex"),
        Age = About.GetValueOrDefault("age"),
        Education = About.GetValueOrDefault("education"),
        Occupation = About.GetValueOrDefault("occupation"),
        Disability = About.GetValueOrDefault("disability"),
        Comment = Comment,
    };
}

/// <summary>All sheets of a file.</summary>
/// <param name="Instrument">The questions that they answer.</param>
/// <param name="Sheets">The sheets.</param>
internal sealed record PaperSheets(string Instrument, IReadOnlyList<PaperSheet> Sheets)
{
    /// <summary>As they are kept until they count.</summary>
    public string Write() => JsonSerializer.Serialize(this, PaperJson.Default.PaperSheets);

    /// <summary>Reads what was kept.</summary>
    public static PaperSheets Read(string kept) => JsonSerializer.Deserialize(kept, PaperJson.Default.PaperSheets)!;

    /// <summary>
    /// What tells the same sheets again, in whatever order and however they are written: a hash under the instansi's key, so that nobody
    /// finds out by trying what a sheet said.
    /// </summary>
    public string Fingerprint(SecretKey secret) => secret.Hash("paper", string.Join('\n', Sheets
        .Select(s => JsonSerializer.Serialize(s with { About = Sorted(s.About), Answers = Sorted(s.Answers) },
            PaperJson.Default.PaperSheet)).Order(StringComparer.Ordinal)));

    private static Dictionary<string, T> Sorted<T>(Dictionary<string, T> all) =>
        all.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary();
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PaperSheet))]
[JsonSerializable(typeof(PaperSheets))]
internal sealed partial class PaperJson : JsonSerializerContext;
