using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership.Privacy;

/// <summary>What a person may ask of the office about their data, beyond what they do themselves at once.</summary>
internal enum PrivacyRequestKind
{
    /// <summary>To see more than <c>/dataku</c> shows, such as who read it (UU 27/2022, articles 32 and 33).</summary>
    Access,

    /// <summary>To have something corrected or completed (article 30).</summary>
    Correction,

    /// <summary>To withdraw a consent (article 40).</summary>
    Consent,

    /// <summary>To have processing restricted, or to object to it (articles 10, 11 and 41).</summary>
    Restriction,
}

/// <summary>A request about personal data that the office must answer within 3 x 24 clock hours.</summary>
internal sealed class PrivacyRequest
{
    /// <summary>How long the office has (UU 27/2022, articles 30, 32, 40 and 41); weekends and holidays count.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(3 * 24);

    /// <summary>How long before the end administrators are reminded.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromHours(24);

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Whose.</summary>
    public required long PersonId { get; init; }

    /// <summary>What is asked for.</summary>
    public required PrivacyRequestKind Kind { get; init; }

    /// <summary>In their words.</summary>
    public required string Text { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By when it must be answered.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When administrators were reminded of it last: once before its end and once after it.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Who answered, by number.</summary>
    public long? AnsweredBy { get; private set; }

    /// <summary>The answer.</summary>
    public string? Answer { get; private set; }

    /// <summary>Administrators are reminded now.</summary>
    public void Remind(DateTimeOffset now) => RemindedAt = now;

    /// <summary>Answers it.</summary>
    public void Reply(string answer, long by, DateTimeOffset now) => (Answer, AnsweredBy, AnsweredAt) = (answer, by, now);

    /// <summary>Tells the instansi's administrators of it: number, kind and date, never its words.</summary>
    internal static async ValueTask TellAdministrators(AppDb db, Func<Outgoing, ValueTask> tell, string key, PrivacyRequest request,
        Func<Wording, string> due)
    {
        foreach (var to in await Administrators(db).Where(p => p.Id != request.PersonId).ToListAsync())
        {
            var words = Wording.Of(to.Language);
            var text = words[key, request.Id, words[$"request.kind.{request.Kind}"], due(words)];
            await tell(new Outgoing(to.Channel,
                new OutgoingMessage { Address = to.Address, Text = text, Rows = [[Commands.Requests.Button(words)]] }));
        }
    }

    /// <summary>The instansi's administrators who can be reached.</summary>
    internal static IQueryable<Person> Administrators(AppDb db)
    {
        var able = db.Memberships.Where(m => m.Until == null && m.Role == Role.InstansiAdministrator).Select(m => m.PersonId);
        return db.People.AsNoTracking().Where(p => able.Contains(p.Id) && p.UnreachableSince == null);
    }
}

internal sealed class PrivacyRequestTable : IEntityTypeConfiguration<PrivacyRequest>
{
    public void Configure(EntityTypeBuilder<PrivacyRequest> table)
    {
        table.ToTable("privacy_requests");
        table.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => new { r.AnsweredAt, r.DueAt });
    }
}
