using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.Filing;

/// <summary>That a citizen agreed to the notice before filing, so that it can be proved (UU 27/2022, articles 20 to 24).</summary>
internal sealed class ComplaintConsent
{
    /// <summary>Names the notice <c>complaint.consent</c> in both languages: a changed notice gets a new name.</summary>
    public const string Notice = "complaint-3";

    /// <summary>Names <c>complaint.consent-national</c>, which also names SP4N-LAPOR! as a receiver (UU 27/2022, article 21).</summary>
    public const string NationalNotice = "complaint-3-lapor";

    /// <summary>Who agreed to this very notice is not asked again for so long.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromDays(365);

    public long Id { get; private set; }

    public required long ComplaintId { get; init; }

    /// <summary>Who agreed; null once forgotten.</summary>
    public long? PersonId { get; set; }

    public required string Version { get; init; }

    /// <summary>The language it was read in.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The notice that holds now.</summary>
    /// <param name="national">Whether complaints can be given to SP4N-LAPOR!.</param>
    public static string NoticeOf(bool national) => national ? NationalNotice : Notice;

    /// <summary>
    /// When this person last agreed to the present notice, in milliseconds since 1970; null when never or too long ago. Who agreed to
    /// more receivers agreed to fewer too; who withdrew the complaint withdrew what they agreed to for it.
    /// </summary>
    public static async ValueTask<string?> LatestOf(AppDb db, long person, DateTimeOffset now, bool national)
    {
        var after = now - Holds;
        var enough = national ? [NationalNotice] : new[] { Notice, NationalNotice };
        var withdrawn = Withdrawals(db).Select(e => e.ComplaintId);
        var latest = await db.ComplaintConsents.AsNoTracking()
            .Where(c => c.PersonId == person && enough.Contains(c.Version) && c.At > after && !withdrawn.Contains(c.ComplaintId))
            .OrderByDescending(c => c.At).Select(c => (DateTimeOffset?)c.At).FirstOrDefaultAsync();
        return latest is { } at ? $"{at.ToUnixTimeMilliseconds()}" : null;
    }

    /// <summary>Whoever withdraws their complaint withdraws their consent with it (UU 27/2022, article 9): when, by complaint.</summary>
    public static IQueryable<ComplaintEvent> Withdrawals(AppDb db) =>
        db.ComplaintEvents.AsNoTracking().Where(e => e.Act == Act.Withdraw && e.By == Relation.Complainant);
}

internal sealed class ComplaintConsentTable : IEntityTypeConfiguration<ComplaintConsent>
{
    public void Configure(EntityTypeBuilder<ComplaintConsent> table)
    {
        table.ToTable("complaint_consents");
        table.HasOne<Complaint>().WithMany().HasForeignKey(c => c.ComplaintId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.SetNull);
    }
}
