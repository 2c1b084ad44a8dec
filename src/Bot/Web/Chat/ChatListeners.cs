using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>The open streams of each browser, to be woken when its talk goes on.</summary>
internal sealed class ChatListeners(IOptions<WebOptions> options)
{
    private const int StreamsPerAddress = 8;
    private readonly Dictionary<string, List<ChatListener>> _byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byNetwork = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>How many streams are open.</summary>
    public int Open
    {
        get
        {
            lock (_gate) return _byNetwork.Values.Sum();
        }
    }

    /// <summary>Wakes every stream of the address.</summary>
    public void Wake(string address)
    {
        lock (_gate)
        {
            if (_byAddress.TryGetValue(address, out var listening)) listening.ForEach(l => l.Wake());
        }
    }

    /// <summary>Starts to listen; null when the browser, or its network, listens too often already.</summary>
    internal ChatListener? Listen(string address, string network)
    {
        lock (_gate)
        {
            var open = _byNetwork.GetValueOrDefault(network);
            if (open >= options.Value.StreamsPerIp) return null;
            if (!_byAddress.TryGetValue(address, out var listening)) _byAddress[address] = listening = [];
            if (listening.Count >= StreamsPerAddress) return null;
            _byNetwork[network] = open + 1;
            var listener = new ChatListener(me => Leave(address, network, me));
            listening.Add(listener);
            return listener;
        }
    }

    private void Leave(string address, string network, ChatListener listener)
    {
        lock (_gate)
        {
            if (!_byAddress.TryGetValue(address, out var listening) || !listening.Remove(listener)) return;
            if (listening.Count == 0) _byAddress.Remove(address);
            if (--_byNetwork[network] == 0) _byNetwork.Remove(network);
        }
    }
}

/// <summary>One open stream. Several wakes before it looks are one.</summary>
internal sealed class ChatListener(Action<ChatListener> leave) : IDisposable
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task<bool>? _ringing;

    public void Wake() => _bell.Writer.TryWrite(true);

    /// <summary>Returns when woken or after the time, whichever is first.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        _ringing ??= _bell.Reader.ReadAsync(stop).AsTask();
        try
        {
            await _ringing.WaitAsync(atMost, time, stop);
            _ringing = null;
        }
        catch (TimeoutException)
        {
            // Nobody rang. The same wait goes on in the next round.
        }
    }

    public void Dispose() => leave(this);
}
