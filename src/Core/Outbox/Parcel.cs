namespace Core.Outbox;

/// <summary>A claimed outbox row in memory.</summary>
internal sealed record Parcel(long Id, string Channel, OutMessage Message, DateTimeOffset? ValidUntil, string? Batch, bool Bulk)
{
    public int Attempts { get; set; }
}
