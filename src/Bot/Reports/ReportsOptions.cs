using System.ComponentModel.DataAnnotations;

namespace Bot.Reports;

/// <summary>Settings of section <c>Reports</c>.</summary>
internal sealed class ReportsOptions : IValidatableObject
{
    private const int MostBytes = 2_000_000;

    /// <summary>Where documents and pictures wait until they are sent; they are deleted a week later.</summary>
    [Required(ErrorMessage = "Reports:Folder is empty; write a path such as data/reports.")]
    public string Folder { get; set; } = "data/reports";

    /// <summary>A PNG or JPEG with the instansi's coat of arms, for letterheads, covers and cards; empty for none.</summary>
    public string CoatOfArms { get; set; } = "";

    /// <summary>The town that stands before the day above a signature; empty for dots.</summary>
    public string Town { get; set; } = "";

    /// <summary>The instansi's address for the letterhead of its own report.</summary>
    public string Address { get; set; } = "";

    /// <summary>As what the one signs who signs the report of the whole instansi.</summary>
    public string SignerTitle { get; set; } = "";

    /// <summary>Their name.</summary>
    public string SignerName { get; set; } = "";

    /// <summary>Checks at the start that the coat of arms is a picture that documents can hold.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CoatOfArms.Length == 0) yield break;
        const string Mend = "write the path of a PNG or JPEG of at most 2 MB, or leave it empty.";
        if (!File.Exists(CoatOfArms)) yield return new ValidationResult($"Reports:CoatOfArms \"{CoatOfArms}\" is not there; {Mend}");
        else if (new FileInfo(CoatOfArms).Length > MostBytes || ArmsPicture.Read(File.ReadAllBytes(CoatOfArms)) is null)
            yield return new ValidationResult($"Reports:CoatOfArms \"{CoatOfArms}\" is no picture that documents can hold; {Mend}");
    }
}
