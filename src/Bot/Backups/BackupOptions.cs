using System.ComponentModel.DataAnnotations;
using Bot.Backups.Bucket;

namespace Bot.Backups;

/// <summary>When backups are made by themselves, where they lie and how long they are kept (section <c>Backups</c>).</summary>
internal sealed class BackupOptions : IValidatableObject
{
    /// <summary>Whether one is made every night.</summary>
    public bool Nightly { get; set; } = true;

    /// <summary>From when on it is made, in the instansi's zone.</summary>
    public TimeOnly At { get; set; } = new(2, 15);

    /// <summary>Where they lie; best on another disk.</summary>
    [Required(ErrorMessage = "Backups:Folder is empty; write a folder such as \"data/backups\", or set Backups:Nightly to false.")]
    public string Folder { get; set; } = "data/backups";

    /// <summary>Of the last so many days with a backup the newest is kept.</summary>
    [Range(1, 3660)]
    public int KeepDaily { get; set; } = 7;

    /// <summary>Of the last so many weeks.</summary>
    [Range(0, 520)]
    public int KeepWeekly { get; set; } = 5;

    /// <summary>Of the last so many months.</summary>
    [Range(0, 600)]
    public int KeepMonthly { get; set; } = 12;

    /// <summary>Whether the newest is brought back once a week in a place of its own.</summary>
    public bool TryWeekly { get; set; } = true;

    /// <summary>Seals backups where it is set. Without it they cannot be opened again: keep it somewhere else than they are.</summary>
    [RegularExpression("^(.{12,}|)$", ErrorMessage = "Backups:Passphrase has fewer than 12 letters; leave it empty to write backups unsealed.")]
    public string Passphrase { get; set; } = "";

    /// <summary>A file that holds <see cref="Passphrase"/>; empty for none.</summary>
    public string PassphraseFile { get; set; } = "";

    /// <summary>Storage of the kind of S3, to which they go as well.</summary>
    public BucketOptions S3 { get; set; } = new();

    /// <summary>What belongs together must be there together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => S3.Missing.Select(m => new ValidationResult(m));
}
