using Core.Messaging;

namespace Benchmarks;

/// <summary>A channel that takes everything at once and tells nobody.</summary>
internal sealed class Nowhere : IChannel
{
    public const string Called = "nowhere";
    private int _sent;

    public string Name => Called;

    public ChannelCapabilities Capabilities { get; } = new() { CanEdit = true, CanRetire = true };

    public ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop) =>
        ValueTask.FromResult<SendOutcome>(new SendOutcome.Sent(message.EditOf ?? $"{Interlocked.Increment(ref _sent)}"));

    public Task<Stream?> OpenFile(string reference, CancellationToken stop) => Task.FromResult<Stream?>(null);
}
