using System.Data.Common;
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
    private const string Columns =
        "(channel, address, body, bulk, waits_for_talk, due_at, valid_until, occasion, owner, batch, lane, state, attempts)";

    private const string Older = """
        from outbox older where older.channel = @p0 and older.address = @p1 and older.state = 'Waiting' and not older.bulk and older.due_at <= @p5
        """;

    // What nobody holds, such as a word that was held until now, goes first.
    private const string InsertAlone = $"""
        insert into outbox {Columns}
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7,
            case when @p11 and not exists (select 1 {Older} and older.owner is null) then @p8 end, @p9, @p10, 'Waiting', 0)
        on conflict (occasion) do nothing
        returning id, owner, null
        """;

    // Whoever is at work on a chat sends to it itself, unless something older to the chat is on its way: then that one's holder sends this
    // too. Told with it is what we have under our name already, since a message that was given to us may not have been heard of yet.
    private const string InsertAmongOthers = $"""
        with older as (select count(*) as every, count(older.owner) as held, min(older.owner) as holder,
            string_agg(cast(older.id as text), ',' order by older.id) as ids {Older})
        insert into outbox {Columns}
        select @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7,
            case when not @p11 or every > held then null when every = 0 then cast(@p8 as text) else holder end, @p9, @p10, 'Waiting', 0 from older
        on conflict (occasion) do nothing
        returning id, owner, (select ids from older)
        """;

    private readonly string _insert = workers.MayBeSeveral ? InsertAmongOthers : InsertAlone;

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
        var atOnce = !outgoing.Bulk && (outgoing.DueAt is null || outgoing.DueAt <= now) && (write.Holds(chat) || !workers.MayBeSeveral);
        object?[] row =
        [
            outgoing.Channel,
            message.Address,
            JsonSerializer.Serialize(message, OutgoingMessageJson.Default.OutgoingMessage),
            outgoing.Bulk,
            outgoing.WaitsForTalk,
            (outgoing.DueAt ?? now).ToUnixTimeMilliseconds(),
            outgoing.ValidUntil?.ToUnixTimeMilliseconds(),
            outgoing.Occasion,
            atOnce && MaySend(chat, message) ? options.Value.Instance : null,
            outgoing.Batch,
            chat.Lane,
            atOnce,
        ];

        // Where nothing can be there for the same occasion, its number is wanted only after the commit.
        var put = outgoing.Occasion is null ? write.Db.Sql.FirstAlong(_insert, Read, row)
            : new GoneAlong<PutRow> { Value = await write.Db.Sql.First(_insert, Read, row) };
        if (outgoing.Occasion is not null && put.Value is null) return false;
        write.AfterCommit(() => PassOn(put.Value!,
            new ClaimedMessage(put.Value!.Id, outgoing.Channel, message, outgoing.ValidUntil, outgoing.Batch, Bulk: false)));
        return true;
    }

    private static PutRow Read(DbDataReader row) =>
        new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));

    /// <summary>Among several, each chat falls to one worker; another may stand in for it as far as the chat's rate allows.</summary>
    private bool MaySend(ChatKey chat, OutgoingMessage message) =>
        !workers.MayBeSeveral || (workers.Place is { } place && (place.IsFor(chat) || sender.MayStandIn(chat.Channel, message)));

    private void PassOn(PutRow put, ClaimedMessage claimed)
    {
        var chat = claimed.Chat;
        if (put.Owner == options.Value.Instance) sender.Enqueue(claimed, TakeHandedOver.Numbers(put.Older));
        else if (put.Owner is not null) workers.Signal(OutboxSender.HandedOver, TakeHandedOver.Say(claimed, put.Owner, put.Older));
        else if (workers.Place?.IsFor(chat) != false) sender.Wake();
        else workers.Signal(OutboxSender.Subject, workers.Place!.SenderOf(chat));
    }

    /// <summary>What came of a put: its number, who sends it, and which older ones to the chat wait.</summary>
    private sealed record PutRow(long Id, string? Owner, string? Older);
}
