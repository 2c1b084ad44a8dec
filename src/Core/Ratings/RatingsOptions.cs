using System.ComponentModel.DataAnnotations;

namespace Core.Ratings;

/// <summary>Settings of section <c>Ratings</c>.</summary>
public sealed class RatingsOptions
{
    /// <summary>The instrument that new ratings are asked by.</summary>
    [Required]
    public string Instrument { get; set; } = Instruments.Official;

    /// <summary>A folder with further instruments; none by default.</summary>
    public string? InstrumentFolder { get; set; }
}
