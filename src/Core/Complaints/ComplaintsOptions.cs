using System.ComponentModel.DataAnnotations;

namespace Core.Complaints;

/// <summary>
/// Settings of section <c>Complaints</c>. Limits are working days (hari kerja) with the national defaults: PermenPANRB 62/2018
/// practice of SP4N-LAPOR! and Perpres 76/2013; local promises differ, so each can be set.
/// </summary>
internal sealed class ComplaintsOptions : IValidatableObject
{
    /// <summary>Working days for triage to verify and forward.</summary>
    [Range(1, 30)]
    public int VerifyDays { get; set; } = 3;

    /// <summary>Working days for the unit's first response.</summary>
    [Range(1, 30)]
    public int RespondDays { get; set; } = 5;

    /// <summary>Working days to follow up a request for information.</summary>
    [Range(1, 120)]
    public int InformationDays { get; set; } = 5;

    /// <summary>Working days to follow up an aspiration.</summary>
    [Range(1, 120)]
    public int AspirationDays { get; set; } = 5;

    /// <summary>Working days to follow up a complaint that is not berkadar pengawasan.</summary>
    [Range(1, 120)]
    public int OrdinaryDays { get; set; } = 14;

    /// <summary>Working days to follow up a complaint that is berkadar pengawasan.</summary>
    [Range(1, 250)]
    public int SupervisoryDays { get; set; } = 60;

    /// <summary>Working days without the citizen's answer after which a followed-up complaint closes by itself.</summary>
    [Range(1, 60)]
    public int AutoCloseDays { get; set; } = 10;

    /// <summary>Working days after closing in which the citizen can reopen it.</summary>
    [Range(1, 60)]
    public int ReopenDays { get; set; } = 10;

    /// <summary>Calendar days in which the citizen can complete what was returned (UU 25/2009: 30).</summary>
    [Range(7, 90)]
    public int CompleteDays { get; set; } = 30;

    /// <summary>Working days after the due date at which the unit's head is told.</summary>
    [Range(1, 30)]
    public int EscalateToHeadDays { get; set; } = 2;

    /// <summary>Working days after the due date at which the instansi's administrators are told.</summary>
    [Range(1, 60)]
    public int EscalateToInstansiDays { get; set; } = 4;

    /// <summary>Minutes in which an official can take back a step before the citizen reads of it; 0 tells the citizen at once.</summary>
    [Range(0, 60)]
    public int TakeBackMinutes { get; set; } = 10;

    /// <summary>Minutes in which what an official hears about complaints is gathered into one message; 0 tells each at once.</summary>
    [Range(0, 240)]
    public int GatherMinutes { get; set; } = 15;

    /// <summary>The hour of the morning message about what is due, for officials who chose none.</summary>
    public TimeOnly DigestAt { get; set; } = new(7, 30);

    /// <summary>
    /// Codes of units whose desk works day and night (a hospital, the fire brigade), separated by commas, <c>*</c> for every office: their
    /// officials hear of complaints at once, not only in office hours.
    /// </summary>
    [RegularExpression(@"[A-Za-z0-9*,\- ]*",
        ErrorMessage = "Complaints:DutyUnits must hold codes of units separated by commas, such as RSUD,DAMKAR, or *.")]
    public string DutyUnits { get; set; } = "";

    /// <summary>How often units may pass a report to each other before triage decides again.</summary>
    [Range(1, 20)]
    public int PassesMax { get; set; } = 3;

    /// <summary>
    /// The code of the inspectorate's own unit: a report about it that is berkadar pengawasan goes to the head of the instansi. Empty where
    /// it is no unit here.
    /// </summary>
    public string InspectorateUnit { get; set; } = "INSPEKTORAT";

    /// <summary>Hours for which a browser stays at the desk (<c>/meja</c>).</summary>
    [Range(1, 24)]
    public int DeskSessionHours { get; set; } = 8;

    /// <summary>The shortest story, in characters.</summary>
    [Range(1, 500)]
    public int StoryMin { get; set; } = 20;

    /// <summary>The longest story, in characters.</summary>
    [Range(500, 10_000)]
    public int StoryMax { get; set; } = 4000;

    /// <summary>How many attachments a citizen can send at once.</summary>
    [Range(0, 10)]
    public int AttachmentsMax { get; set; } = 5;

    /// <summary>The largest attachment, in bytes; Telegram gives bots at most 20 MB.</summary>
    [Range(100_000, 100_000_000)]
    public long AttachmentMaxBytes { get; set; } = 20_000_000;

    /// <summary>The folder that keeps attachments, outside the web root; keep it with the backups.</summary>
    [Required(ErrorMessage = "Complaints:AttachmentFolder is empty; write a path such as data/attachments.")]
    public string AttachmentFolder { get; set; } = "data/attachments";

    /// <summary>Fetching an attachment is tried so many times, further and further apart.</summary>
    [Range(3, 100)]
    public int AttachmentTries { get; set; } = 20;

    /// <summary>
    /// Years after its end at which a complaint loses its person, words and attachments; the citizen is told so before filing.
    /// </summary>
    [Range(1, 50)]
    public int KeepYears { get; set; } = 5;

    /// <summary>The codes of <see cref="DutyUnits"/>.</summary>
    internal IEnumerable<string> OnDuty => DutyUnits.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the desk of a unit works day and night; without a unit, that of the whole instansi.</summary>
    public bool IsOnDuty(string? unit) => OnDuty.Any(code => code == "*" || string.Equals(code, unit, StringComparison.OrdinalIgnoreCase));

    /// <summary>The working days in which a class must be followed up.</summary>
    public int LimitOf(ComplaintClass kind) => kind switch
    {
        ComplaintClass.Information => InformationDays,
        ComplaintClass.Aspiration => AspirationDays,
        ComplaintClass.Supervisory => SupervisoryDays,
        _ => OrdinaryDays,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EscalateToInstansiDays < EscalateToHeadDays)
            yield return new ValidationResult(
                "Complaints:EscalateToInstansiDays is below Complaints:EscalateToHeadDays; the head is told first.");
    }
}
