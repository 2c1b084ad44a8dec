using Core.Persistence;

namespace Core.Outbox;

/// <summary>
/// One lane for each chat: what goes to a chat is sent one after the other, replies first, else as it was put; chats side by side.
/// </summary>
/// <param name="send">Deals with a message; false to try it again.</param>
/// <param name="stop">Ends the lanes; what stands in them stays in the outbox.</param>
internal sealed class PerChatQueues(Func<ClaimedMessage, Task<bool>> send, CancellationToken stop)
{
    private readonly Dictionary<ChatKey, LinkedList<ClaimedMessage>> _lanes = [];
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inHand;

    /// <summary>Messages that stand in a lane or are being sent.</summary>
    public int InHand => Volatile.Read(ref _inHand);

    /// <summary>
    /// Puts a message into its chat's lane, behind those that were put before it; the one that is being sent stays the first.
    /// </summary>
    public void Enqueue(ClaimedMessage claimed)
    {
        lock (_lanes)
        {
            _inHand++;
            if (_lanes.TryGetValue(claimed.Chat, out var waiting))
            {
                Insert(waiting, claimed);
                return;
            }

            _lanes[claimed.Chat] = new LinkedList<ClaimedMessage>([claimed]);
        }

        _ = Task.Run(() => Drain(claimed.Chat));
    }

    /// <summary>Ends when nothing is in hand.</summary>
    public Task WhenIdle()
    {
        lock (_lanes) return _inHand == 0 ? Task.CompletedTask : _idle.Task;
    }

    /// <summary>A lane stands empty for a moment, after its last message was sent and before it is taken away.</summary>
    private static void Insert(LinkedList<ClaimedMessage> waiting, ClaimedMessage claimed)
    {
        var before = waiting.Last;
        while (before is not null && before != waiting.First && Comes(claimed, before.Value)) before = before.Previous;
        if (before is null) waiting.AddFirst(claimed);
        else waiting.AddAfter(before, claimed);
    }

    /// <summary>Whether it comes before the other one: two writers may tell of their commits in the other order.</summary>
    private static bool Comes(ClaimedMessage claimed, ClaimedMessage other) =>
        (claimed.Bulk, claimed.Id).CompareTo((other.Bulk, other.Id)) < 0;

    private async Task Drain(ChatKey chat)
    {
        while (!stop.IsCancellationRequested)
        {
            ClaimedMessage claimed;
            lock (_lanes)
            {
                if (_lanes[chat].First is not { } first)
                {
                    _lanes.Remove(chat);
                    return;
                }

                claimed = first.Value;
            }

            if (await send(claimed)) Finish(chat);
        }
    }

    private void Finish(ChatKey chat)
    {
        lock (_lanes)
        {
            _lanes[chat].RemoveFirst();
            if (--_inHand > 0) return;
            _idle.TrySetResult();
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
