using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.National;

/// <summary>
/// That a complaint is to be, or is, in SP4N-LAPOR! too. It is written before anything is called, and there is one for each complaint, so
/// that nothing is filed there twice. It holds none of the complaint's words.
/// </summary>
internal sealed class NationalCopy
{
    private const int LongestPause = 240;

    public long Id { get; private set; }

    public required long ComplaintId { get; init; }

    /// <summary>The official who wants it; they hear what came of it.</summary>
    public long? AskedById { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>
    /// Whether it was berkadar pengawasan already: one that becomes so later is not sent by what an officer wanted before.
    /// </summary>
    public required bool Supervisory { get; init; }

    /// <summary>The name of the step that can still be taken back, and this with it.</summary>
    public string? Step { get; private set; }

    public NationalState State { get; private set; }

    /// <summary>Its number there.</summary>
    public string? NationalId { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When the next call about filing it is due; null when none is.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>When the call began that may still be under way.</summary>
    public DateTimeOffset? CalledAt { get; private set; }

    /// <summary>The kind of the last trouble, such as <c>503</c> or <c>timeout</c>; never anything that was said.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Since when calls about it fail; null when they do not.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When its follow-ups are read next; null when they are not.</summary>
    public DateTimeOffset? NextPollAt { get; private set; }

    /// <summary>Whether it was said there that it is not ours.</summary>
    public NationalRejection Rejection { get; private set; }

    /// <summary>A wish, due at that moment.</summary>
    public static NationalCopy Want(Complaint complaint, long? official, string? step, DateTimeOffset now, DateTimeOffset due) => new()
    {
        ComplaintId = complaint.Id,
        AskedById = official,
        AskedAt = now,
        Supervisory = complaint.Class == ComplaintClass.Supervisory,
        Step = step,
        NextTryAt = due,
    };

    /// <summary>Once more, as somebody decided who looked why it is not there.</summary>
    public void Again(DateTimeOffset due, string? step = null) =>
        (State, Step, Tries, NextTryAt, Trouble, FailingSince) = (NationalState.Wanted, step, 0, due, null, null);

    /// <summary>Somebody found it there under this number, which is to be looked up.</summary>
    public void Found(string number, DateTimeOffset now) =>
        (State, NationalId, Tries, NextTryAt, Trouble, FailingSince) = (NationalState.Looking, number, 0, now, null, null);

    /// <summary>A call begins; only one that is wanted is called.</summary>
    public void Call(DateTimeOffset now) => (State, CalledAt, NextTryAt) = (NationalState.Calling, now, null);

    /// <summary>It is there; its follow-ups are read from now on.</summary>
    public void Take(string number, DateTimeOffset poll)
    {
        (State, NationalId, NextPollAt) = (NationalState.Sent, number, poll);
        Calm();
    }

    /// <summary>It did not get there and is tried again, further and further apart.</summary>
    public void TryLater(string why, DateTimeOffset now)
    {
        Tries++;
        if (State == NationalState.Calling) State = NationalState.Wanted;
        (CalledAt, Trouble, FailingSince) = (null, why, FailingSince ?? now);
        NextTryAt = now + Pause(LongestPause);
    }

    /// <summary>Nobody knows whether it got there: only a person may say.</summary>
    public void Doubt(string why) =>
        (State, CalledAt, NextTryAt, NationalId, Trouble, FailingSince) = (NationalState.Unsure, null, null, null, why, null);

    /// <summary>It was not taken, and would not be a second time.</summary>
    public void Refuse(string why) =>
        (State, CalledAt, NextTryAt, Trouble, FailingSince) = (NationalState.Refused, null, null, why, null);

    /// <summary>Its follow-ups were read.</summary>
    public void Read(DateTimeOffset? next)
    {
        NextPollAt = next;
        if (NextTryAt is null) Calm(); // what is still to be said there has its own trouble
    }

    /// <summary>Nothing is to be said there any more.</summary>
    public void Rest() => Calm();

    /// <summary>Its follow-ups could not all be read; sooner again than usual.</summary>
    public void ReadLater(string why, DateTimeOffset now, int minutes)
    {
        Tries++;
        (Trouble, FailingSince, NextPollAt) = (why, FailingSince ?? now, now + Pause(minutes));
    }

    /// <summary>It was said there that it is not ours, or it cannot be said.</summary>
    public void Reject(NationalRejection how)
    {
        Rejection = how;
        Calm();
    }

    private void Calm() => (CalledAt, NextTryAt, Tries, Trouble, FailingSince) = (null, null, 0, null, null);

    private TimeSpan Pause(int most) => TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(Tries - 1, 10)), most));
}

/// <summary>Where it stands.</summary>
internal enum NationalState
{
    /// <summary>To be filed there.</summary>
    Wanted,

    /// <summary>A call is under way, or its process died during it.</summary>
    Calling,

    /// <summary>It is there.</summary>
    Sent,

    /// <summary>It may be there or not; a person looks.</summary>
    Unsure,

    /// <summary>It was not taken.</summary>
    Refused,

    /// <summary>A person found it there; its number is looked up.</summary>
    Looking,
}

/// <summary>Whether it was said there that it is not ours.</summary>
internal enum NationalRejection
{
    /// <summary>No.</summary>
    None,

    /// <summary>It was.</summary>
    Said,

    /// <summary>It was not taken; a person must say it there.</summary>
    Refused,
}

internal sealed class NationalCopyTable : IEntityTypeConfiguration<NationalCopy>
{
    public void Configure(EntityTypeBuilder<NationalCopy> table)
    {
        table.ToTable("national_copies");
        table.HasOne<Complaint>().WithMany().HasForeignKey(c => c.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.AskedById).OnDelete(DeleteBehavior.SetNull);
        table.HasIndex(c => c.ComplaintId).IsUnique();
        table.HasIndex(c => c.NextTryAt);
        table.HasIndex(c => c.NextPollAt);
    }
}
