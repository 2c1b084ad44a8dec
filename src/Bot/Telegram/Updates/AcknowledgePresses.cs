using System.Threading.Channels;
using Bot.Telegram.Client;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>
/// Ends the waiting sign on pressed buttons, beside the handling and never in its way: a lost acknowledgement is a sign
/// that turns a little longer, a late reply is a person who presses again.
/// </summary>
internal sealed class AcknowledgePresses(SuaraBotClient client, IHostApplicationLifetime? life = null)
{
    private const int AtOnceMax = 128;
    private const int RememberMax = 4096;

    private readonly Channel<string> _waiting =
        Channel.CreateBounded<string>(new BoundedChannelOptions(RememberMax) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationToken _stop = life?.ApplicationStopped ?? CancellationToken.None;
    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _order = new();
    private int _running;

    /// <summary>Acknowledges the update if it is a press; each press once, however often the platform repeats it.</summary>
    public void Acknowledge(Update update)
    {
        if (Claim(update) is { } id) Acknowledge(id);
    }

    /// <summary>Acknowledges a press that was claimed.</summary>
    public void Acknowledge(string id)
    {
        _waiting.Writer.TryWrite(id);
        Hurry();
    }

    /// <summary>
    /// The press in an update, for whoever acknowledges it in another way; null for none, or where somebody has it already.
    /// </summary>
    public string? Claim(Update update) => update.CallbackQuery is { Id: { Length: > 0 } id } && IsNew(id) ? id : null;

    private void Hurry()
    {
        if (Interlocked.Increment(ref _running) <= AtOnceMax) _ = Task.Run(Drain);
        else Interlocked.Decrement(ref _running);
    }

    private bool IsNew(string id)
    {
        lock (_known)
        {
            if (!_known.Add(id)) return false;
            _order.Enqueue(id);
            if (_order.Count > RememberMax) _known.Remove(_order.Dequeue());
            return true;
        }
    }

    private async Task Drain()
    {
        try
        {
            while (_waiting.Reader.TryRead(out var id)) await Answer(id);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }

        if (_waiting.Reader.Count > 0 && !_stop.IsCancellationRequested) Hurry();
    }

    private async ValueTask Answer(string id)
    {
        try
        {
            await client.SendRequest(new AnswerCallbackQueryRequest { CallbackQueryId = id }, _stop);
        }
        catch (RequestException)
        {
            // The sign ends by itself after a while.
        }
    }
}
