namespace Core.Outbox;

/// <summary>One lane for each chat: what goes to a chat is sent one after the other, chats side by side.</summary>
/// <param name="send">Deals with a parcel; false to try it again.</param>
/// <param name="stop">Ends the lanes; what stands in them stays in the outbox.</param>
internal sealed class PerChatQueues(Func<ClaimedMessage, Task<bool>> send, CancellationToken stop)
{
    private readonly Dictionary<(string Channel, string Address), Queue<ClaimedMessage>> _lanes = [];
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inHand;

    /// <summary>Parcels that stand in a lane or are being sent.</summary>
    public int InHand => Volatile.Read(ref _inHand);

    /// <summary>Puts a parcel at the end of its chat's lane.</summary>
    public void Enqueue(ClaimedMessage claimed)
    {
        var key = (claimed.Channel, claimed.Message.Address);
        lock (_lanes)
        {
            _inHand++;
            if (_lanes.TryGetValue(key, out var waiting))
            {
                waiting.Enqueue(claimed);
                return;
            }

            _lanes[key] = new Queue<ClaimedMessage>([claimed]);
        }

        _ = Task.Run(() => Drain(key));
    }

    /// <summary>Ends when nothing is in hand.</summary>
    public Task WhenIdle()
    {
        lock (_lanes) return _inHand == 0 ? Task.CompletedTask : _idle.Task;
    }

    private async Task Drain((string Channel, string Address) key)
    {
        while (!stop.IsCancellationRequested)
        {
            ClaimedMessage? claimed;
            lock (_lanes)
            {
                if (!_lanes[key].TryPeek(out claimed))
                {
                    _lanes.Remove(key);
                    return;
                }
            }

            if (!await send(claimed)) continue;
            Finish(key);
        }
    }

    private void Finish((string Channel, string Address) key)
    {
        lock (_lanes)
        {
            _lanes[key].Dequeue();
            if (--_inHand > 0) return;
            _idle.TrySetResult();
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
