using System.ComponentModel.DataAnnotations;

namespace Bot.Reports;

/// <summary>Settings of section <c>Reports</c>.</summary>
internal sealed class ReportsOptions
{
    /// <summary>Where documents and pictures wait until they are sent; they are deleted a week later.</summary>
    [Required(ErrorMessage = "Reports:Folder is empty; write a path such as data/reports.")]
    public string Folder { get; set; } = "data/reports";
}
