using Core.Skm;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Reports;

/// <summary>Kinds of documents.</summary>
internal enum ReportKind
{
    /// <summary>Twelve months as a picture.</summary>
    Trend,

    /// <summary>The report in five chapters (PDF and DOCX), of a unit or of the whole instansi.</summary>
    Report,

    /// <summary>The publication card, one page (PDF).</summary>
    Card,

    /// <summary>The official processing table (XLSX).</summary>
    Table,

    /// <summary>The processing table as CSV.</summary>
    Csv,

    /// <summary>The units of a year by months, with the figures of others (XLSX).</summary>
    Year,

    /// <summary>The reports of all units, with the year's recap (ZIP).</summary>
    AllReports,

    /// <summary>The processing tables of all units, with the year's recap (ZIP).</summary>
    AllTables,

    /// <summary>What the service can show of the indicators of PermenPANRB 8/2026, on one page (PDF).</summary>
    Pemdi,

    /// <summary>Respondents by service for the Ombudsman's visit, of a unit or of all, on one page (PDF).</summary>
    Visit,

    /// <summary>A report that the office edited came back: its marked places are kept, and it is made again.</summary>
    TakeBack,

    /// <summary>A row for each respondent for the national survey, skm.go.id (CSV).</summary>
    National,

    /// <summary>The questionnaire to print (XLSX).</summary>
    PaperForm,

    /// <summary>The sheet to type paper questionnaires into (XLSX).</summary>
    PaperEntry,
}

/// <summary>A document that somebody asked for and that is still to be made; the row goes when the document is in the outbox.</summary>
internal sealed class ReportRequest
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Which document.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>About which unit; null for the instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>Over which period (<see cref="Period.Code"/>).</summary>
    public required string Period { get; init; }

    /// <summary>Whether who asked says that the result was made public; a report asserts nothing that nobody noted.</summary>
    public bool Announced { get; init; }

    /// <summary>The channel's reference of the file that came back; null for what is only made.</summary>
    public string? FileReference { get; init; }

    /// <summary>The channel of who asked.</summary>
    public required string Channel { get; init; }

    /// <summary>Their chat.</summary>
    public required string Address { get; init; }

    /// <summary>Their language.</summary>
    public required string Language { get; init; }

    /// <summary>When they asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often making it failed.</summary>
    public int Failures { get; set; }
}

/// <summary>Says that a document was asked for, so that it is made at once and not at the next look.</summary>
internal sealed class ReportsWanted
{
    private readonly SemaphoreSlim _wanted = new(0);

    /// <summary>Somebody asked.</summary>
    public void Wake()
    {
        if (_wanted.CurrentCount == 0) _wanted.Release();
    }

    /// <summary>Waits until somebody asks, or for the given time.</summary>
    public Task<bool> Wait(TimeSpan most, CancellationToken stop) => _wanted.WaitAsync(most, stop);
}

internal sealed class ReportRequestTable : IEntityTypeConfiguration<ReportRequest>
{
    public void Configure(EntityTypeBuilder<ReportRequest> table)
    {
        table.ToTable("report_requests");
        table.Property(r => r.Announced).HasDefaultValue(false);
    }
}
