using System.ComponentModel.DataAnnotations;

namespace Core.Ratings;

/// <summary>Settings of section <c>Ratings</c>.</summary>
internal sealed class RatingsOptions
{
    /// <summary>The instrument that new ratings are asked by.</summary>
    [Required(ErrorMessage = "Ratings:Instrument is empty; write permenpan-14-2017.")]
    public string Instrument { get; set; } = Instruments.Official;

    /// <summary>A folder with further instruments; none by default.</summary>
    public string? InstrumentFolder { get; set; }

    /// <summary>Whether the optional questions about sex, age, education and occupation are asked.</summary>
    public bool AskRespondent { get; set; } = true;

    /// <summary>Whether a comment or suggestion is asked for.</summary>
    public bool AskComment { get; set; } = true;
}
