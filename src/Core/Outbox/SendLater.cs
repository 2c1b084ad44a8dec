using System.Text.Json;
using Core.Messaging;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Core.Outbox;

/// <summary>A message to send, with when and why.</summary>
/// <param name="Channel">The channel it goes by.</param>
/// <param name="Message">What to send.</param>
public sealed record Outgoing(string Channel, OutgoingMessage Message)
{
    /// <summary>Whether it is one of many and lets replies pass.</summary>
    public bool Bulk { get; init; }

    /// <summary>Not before; at once when null.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Not after.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Whether it is held back while its receiver is in a dialog, and dropped when that lasts until <see cref="ValidUntil"/>.</summary>
    public bool WaitsForTalk { get; init; }

    /// <summary>Unique per person and occasion: the same one is put only once.</summary>
    public string? Occasion { get; init; }

    /// <summary>The announcement or post that it belongs to.</summary>
    public string? Batch { get; init; }
}

/// <summary>Puts messages into the outbox, the only way out, in the transaction of their cause.</summary>
public sealed class SendLater(OutboxSender deliver, ChannelCatalog channels, TimeProvider time, IOptions<OutboxOptions> options)
{
    private const string Insert = """
        insert into outbox (channel, address, body, bulk, due_at, valid_until, occasion, batch, state, attempts, owner, lease_until, waits_for_talk)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, 'Waiting', 0, @p8, @p9, @p10)
        on conflict (occasion) do nothing
        returning id
        """;

    /// <summary>Puts a message. Returns false when one for the same occasion is there already.</summary>
    public ValueTask<bool> Put(WriteContext write, Outgoing outgoing)
    {
        var most = channels.Of(outgoing.Channel).ChoicesMax;
        return FitMessage.Choices(outgoing.Message) <= most ? PutOne(write, outgoing) : PutPortions(write, outgoing, most);
    }

    /// <summary>More buttons than the channel shows at once: the rest comes in messages of its own.</summary>
    private async ValueTask<bool> PutPortions(WriteContext write, Outgoing outgoing, int most)
    {
        var (message, number) = (outgoing.Message, 0);
        foreach (var rows in FitMessage.Portions(message.Rows, most))
        {
            var part = number == 0 ? message with { Rows = rows } : FitMessage.Rest(message, rows);
            var occasion = outgoing.Occasion is { } named && number > 0 ? $"{named}:{number}" : outgoing.Occasion;
            if (!await PutOne(write, outgoing with { Message = part, Occasion = occasion }) && number == 0) return false;
            number++;
        }

        return true;
    }

    private async ValueTask<bool> PutOne(WriteContext write, Outgoing outgoing)
    {
        var now = time.GetUtcNow();
        var atOnce = !outgoing.Bulk && (outgoing.DueAt is null || outgoing.DueAt <= now);
        var message = outgoing.Message;
        var id = await write.Db.Sql.Value(
            Insert,
            outgoing.Channel,
            message.Address,
            JsonSerializer.Serialize(message, OutgoingMessageJson.Default.OutgoingMessage),
            outgoing.Bulk,
            (outgoing.DueAt ?? now).ToUnixTimeMilliseconds(),
            outgoing.ValidUntil?.ToUnixTimeMilliseconds(),
            outgoing.Occasion,
            outgoing.Batch,
            atOnce ? options.Value.Instance : null,
            atOnce ? (now + OutboxSender.Lease).ToUnixTimeMilliseconds() : null,
            outgoing.WaitsForTalk);
        if (id is not long number) return false;
        if (atOnce) write.AfterCommit(() => deliver.Enqueue(new ClaimedMessage(number, outgoing.Channel, message, outgoing.ValidUntil, outgoing.Batch, Bulk: false)));
        else write.AfterCommit(deliver.Wake);
        return true;
    }
}
