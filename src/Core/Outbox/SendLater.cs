using System.Text.Json;
using Core.Messaging;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Core.Outbox;

/// <summary>A message to send, with when and why.</summary>
/// <param name="Channel">The channel it goes by.</param>
/// <param name="Message">What to send.</param>
internal sealed record Outgoing(string Channel, OutgoingMessage Message)
{
    /// <summary>Whether it is one of many and lets replies pass.</summary>
    public bool Bulk { get; init; }

    /// <summary>Not before; at once when null.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Not after.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>
    /// Whether it is held back while its receiver is in a dialog, and dropped when that lasts until <see cref="ValidUntil"/>.
    /// </summary>
    public bool WaitsForTalk { get; init; }

    /// <summary>Unique per person and occasion: the same one is put only once.</summary>
    public string? Occasion { get; init; }

    /// <summary>The announcement or post that it belongs to.</summary>
    public string? Batch { get; init; }
}

/// <summary>Puts messages into the outbox, the only way out, in the transaction of their cause.</summary>
internal sealed class SendLater(OutboxSender sender, ChannelCatalog channels, IWorkers workers, TimeProvider time,
    IOptions<OutboxOptions> options)
{
    // What is put by the worker that sends to this chat is its own at once, unless something older to the chat is still in other hands or
    // in none, such as a word that was held until now.
    private const string Owner = """
        case when exists (select 1 from outbox older where older.channel = @p0 and older.address = @p1 and older.state = 'Waiting'
            and not older.bulk and older.due_at <= @p5 and (older.owner is null or older.owner <> @p8)) then null else cast(@p8 as text) end
        """;

    private const string Insert = $"""
        insert into outbox (channel, address, body, bulk, waits_for_talk, due_at, valid_until, occasion, owner, batch, lane, state, attempts)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, {Owner}, @p9, @p10, 'Waiting', 0)
        on conflict (occasion) do nothing
        returning id, owner
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
        var message = outgoing.Message;
        var chat = new ChatKey(outgoing.Channel, message.Address);
        var atOnce = !outgoing.Bulk && (outgoing.DueAt is null || outgoing.DueAt <= now) && IsOurs(write, chat);
        var row = await write.Db.Sql.First<(long Id, bool Ours)?>(
            Insert,
            row => (row.GetInt64(0), !row.IsDBNull(1)),
            outgoing.Channel,
            message.Address,
            JsonSerializer.Serialize(message, OutgoingMessageJson.Default.OutgoingMessage),
            outgoing.Bulk,
            outgoing.WaitsForTalk,
            (outgoing.DueAt ?? now).ToUnixTimeMilliseconds(),
            outgoing.ValidUntil?.ToUnixTimeMilliseconds(),
            outgoing.Occasion,
            atOnce ? options.Value.Instance : null,
            outgoing.Batch,
            chat.Lane);
        if (row is not { } put) return false;
        if (put.Ours)
            write.AfterCommit(() => sender.Enqueue(new ClaimedMessage(put.Id, outgoing.Channel, message, outgoing.ValidUntil,
                outgoing.Batch, Bulk: false)));
        else write.AfterCommit(() => WakeSender(chat));
        return true;
    }

    /// <summary>
    /// Among several, only the worker that a chat falls to may send to it, and it must be the only one at work on the chat now.
    /// </summary>
    private bool IsOurs(WriteContext write, ChatKey chat) =>
        !workers.MayBeSeveral || (write.Holds(chat) && workers.Place?.IsFor(chat) == true);

    private void WakeSender(ChatKey chat)
    {
        if (workers.Place?.IsFor(chat) != false) sender.Wake();
        else workers.Signal(OutboxSender.Subject, workers.Place!.SenderOf(chat));
    }
}
