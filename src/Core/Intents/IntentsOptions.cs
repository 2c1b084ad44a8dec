using System.ComponentModel.DataAnnotations;

namespace Core.Intents;

/// <summary>Settings of section <c>Intents</c>: words of the region, and whom to call in danger.</summary>
public sealed class IntentsOptions
{
    /// <summary>A file with words of the region (docs/intents.md); none by default.</summary>
    [CustomValidation(typeof(IntentsOptions), nameof(ReadableFile))]
    public string WordsFile { get; set; } = "";

    /// <summary>The single emergency number (Permenkominfo 10/2016); where a city has no 112 yet, its own.</summary>
    [Required(ErrorMessage = "Intents:EmergencyNumber is empty; write 112 or your city's emergency number.")]
    public string EmergencyNumber { get; set; } = "112";

    /// <summary>The fire brigade.</summary>
    [Required(ErrorMessage = "Intents:FireNumber is empty; write 113 or your fire brigade's number.")]
    public string FireNumber { get; set; } = "113";

    /// <summary>The police.</summary>
    [Required(ErrorMessage = "Intents:PoliceNumber is empty; write 110 or your police's number.")]
    public string PoliceNumber { get; set; } = "110";

    /// <summary>For whoever wants to die: the service of mental health of the Ministry of Health.</summary>
    [Required(ErrorMessage = "Intents:MentalHealthNumber is empty; write 119 ext. 8 or the number that listens in your city.")]
    public string MentalHealthNumber { get; set; } = "119 ext. 8";

    /// <summary>Whom to call beside the emergency number, or that number itself.</summary>
    internal string NumberFor(DangerKind danger) => danger switch
    {
        DangerKind.Fire => FireNumber,
        DangerKind.Police => PoliceNumber,
        DangerKind.MentalHealth => MentalHealthNumber,
        _ => EmergencyNumber,
    };

    /// <summary>Checks that the file exists.</summary>
    public static ValidationResult? ReadableFile(string? path) => string.IsNullOrEmpty(path) || File.Exists(path)
        ? ValidationResult.Success
        : new ValidationResult($"Intents:WordsFile \"{path}\" does not exist; write a file's path (docs/intents.md) or leave it empty.");
}
