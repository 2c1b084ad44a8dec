using System.ComponentModel.DataAnnotations;

namespace Core.Units;

/// <summary>The local government that runs this service (section <c>Instansi</c>).</summary>
public sealed class InstansiOptions
{
    /// <summary>The name of the demonstration.</summary>
    public const string DemonstrationName = "Pemerintah Kota Payakumbuh (peragaan)";

    /// <summary>Its name; the demonstration's where none is set.</summary>
    [Required(ErrorMessage = "Instansi:Name is empty; write the name of your local government.")]
    public string Name { get; set; } = DemonstrationName;

    /// <summary>Its IANA time zone: Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT).</summary>
    [CustomValidation(typeof(InstansiOptions), nameof(KnownZone))]
    public string TimeZone { get; set; } = "Asia/Jakarta";

    /// <summary>
    /// The file with the secret from which keyed hashes are made; it is created at the first start. Keep it with the backups.
    /// </summary>
    [Required(ErrorMessage = "Instansi:KeyFile is empty; write a path such as data/instansi.key.")]
    public string KeyFile { get; set; } = "data/instansi.key";

    /// <summary>Whether a database without units gets the demonstration's.</summary>
    public bool Demo { get; set; } = true;

    /// <summary>Checks that the zone exists.</summary>
    public static ValidationResult? KnownZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
        ? ValidationResult.Success
        : new ValidationResult($"Instansi:TimeZone \"{zone}\" is no time zone; write Asia/Jakarta, Asia/Makassar or Asia/Jayapura.");
}
