using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Calendar;
using Core.Dialogs.Conversations;
using Core.Inbox;
using Core.Messaging;
using Core.Persistence;
using Microsoft.Extensions.Logging;

namespace Core.Dialogs.Messages;

/// <summary>Takes what the channels receive and has it answered: stored and handled in one transaction, or parked.</summary>
internal sealed partial class ReceiveMessages(WriteQueue writer, MessageHandler talk, IEnumerable<BeforeMessages> before,
    FindMainAddress mains, LocalDays days, TimeProvider time, ILogger<ReceiveMessages> log)
{
    private const int Tries = 3;
    private const string Store =
        "insert into inbox (channel, external_id, received_at, failures) values (@p0, @p1, @p2, 0) on conflict (channel, external_id) do nothing";
    private const string StoreParked =
        "insert into inbox (channel, external_id, received_at, failures, body, error) values (@p0, @p1, @p2, @p3, @p4, @p5) "
        + "on conflict (channel, external_id) do nothing";

    /// <summary>
    /// Stores and handles the messages, in this order within a chat. When it returns, all of them are on disk: only then may
    /// the channel confirm them. Messages that were received before are passed over. Throws when the database cannot be written.
    /// </summary>
    public async Task Receive(IReadOnlyList<Inbound> received)
    {
        foreach (var deed in before) await deed.Run();
        var messages = await mains.Of(received);
        if (messages.Count == 1) await ReceiveOne(messages[0]);
        else await Task.WhenAll(messages.GroupBy(m => (m.Channel, m.Address)).Select(ReceiveChat));
    }

    /// <summary>Handles a parked message once more; its row makes way for the one that it gets now. What fails stays parked.</summary>
    public async Task HandleParked(long id, string body)
    {
        var message = JsonSerializer.Deserialize(body, InboundJson.Default.Inbound)!;
        var chat = new ChatKey(message.Channel, message.Address);
        try
        {
            await writer.Enqueue(chat, async write =>
            {
                if (await write.Db.Sql.Run("delete from inbox where id = @p0 and body is not null", id) == 1)
                    await StoreAndHandle(write, message);
            });
        }
        catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
        {
            LogFailed(message.Channel, IdToLog(message), Tries, ErrorCause.Of(e));
            await writer.Enqueue(chat, async write => await write.Db.Sql.Run(
                "update inbox set failures = @p0, error = @p1 where id = @p2 and body is not null", Tries, e.GetType().Name, id));
        }
    }

    private async Task ReceiveChat(IEnumerable<Inbound> messages)
    {
        foreach (var message in messages) await ReceiveOne(message);
    }

    private async Task ReceiveOne(Inbound message)
    {
        using var span = MessageTrace.Receive(message);
        var (start, stages) = (time.GetTimestamp(), new Stages());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var isNew = await writer.Enqueue(new ChatKey(message.Channel, message.Address), async write =>
                {
                    stages.Begun = time.GetTimestamp();
                    using var within = MessageTrace.Handle(span?.Context ?? default);
                    var stored = await StoreAndHandle(write, message);
                    stages.Ended = time.GetTimestamp();
                    return stored;
                });
                CountStages(message.Channel, start, stages);
                End(message, span, isNew ? "handled" : "repeated", start);
                return;
            }
            catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
            {
                LogFailed(message.Channel, IdToLog(message), attempt, ErrorCause.Of(e));
                LogWhere(IdToLog(message), e.StackTrace);
                if (attempt < Tries) continue;
                await writer.Enqueue(new ChatKey(message.Channel, message.Address), write => Park(write, message, e));
                End(message, span, "parked", start);
                return;
            }
        }
    }

    private void End(Inbound message, Activity? span, string outcome, long start)
    {
        CountHandled.Count(message.Channel, MessageTrace.KindOf(message), outcome, time.GetElapsedTime(start));
        MessageTrace.End(span, outcome);
    }

    private void CountStages(string channel, long start, Stages stages)
    {
        CountHandled.Stage(channel, "wait", time.GetElapsedTime(start, stages.Begun));
        CountHandled.Stage(channel, "handle", time.GetElapsedTime(stages.Begun, stages.Ended));
        CountHandled.Stage(channel, "write", time.GetElapsedTime(stages.Ended));
    }

    /// <summary>When the last try began and ended within the writer.</summary>
    private sealed class Stages
    {
        public long Begun { get; set; }

        public long Ended { get; set; }
    }

    /// <summary>A channel may make its ids unique by the address, which has no place in a log.</summary>
    private static string IdToLog(Inbound message) =>
        message.ExternalId.StartsWith(message.Address + ':', StringComparison.Ordinal) ? message.ExternalId[(message.Address.Length + 1)..]
            : message.ExternalId;

    private async ValueTask<bool> StoreAndHandle(WriteContext write, Inbound message)
    {
        var stored = write.Db.Sql.RunAlongCounted(Store, message.Channel, message.ExternalId, days.StartOf(time.GetUtcNow())
            .ToUnixTimeMilliseconds());
        var known = message is { Event: ChatEvent.None, Chat: ChatKind.Private }
            ? await Session.Find(write.Db, message.Channel, message.Address)
            : null;
        if (await stored.Rows() == 0) return false;
        await talk.Handle(write, message, known);
        return true;
    }

    /// <summary>What another worker stored meanwhile was handled or parked there, and the person heard of it.</summary>
    private async ValueTask Park(WriteContext write, Inbound message, Exception why)
    {
        var body = JsonSerializer.Serialize(message, InboundJson.Default.Inbound);
        if (await write.Db.Sql.Run(StoreParked, message.Channel, message.ExternalId, days.StartOf(time.GetUtcNow())
            .ToUnixTimeMilliseconds(),
            Tries, body, why.GetType().Name) == 1) await talk.Apologise(write, message);
    }

    [LoggerMessage(LogLevel.Error, "Message {Id} on {Channel} failed at try {Attempt} with {Error}")]
    private partial void LogFailed(string channel, string id, int attempt, string error);

    [LoggerMessage(LogLevel.Debug, "Message {Id} failed here:\n{Stack}")]
    private partial void LogWhere(string id, string? stack);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Inbound))]
internal sealed partial class InboundJson : JsonSerializerContext;
