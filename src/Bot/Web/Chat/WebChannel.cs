using Core.Messaging;

namespace Bot.Web.Chat;

/// <summary>The web chat as a channel: a message is delivered when it is stored for the browser, which may come for it later.</summary>
internal sealed class WebChannel(ChatTalk talk, ChatFiles files) : IChannel
{
    internal const string ChannelName = "web";
    internal const int PressMax = 200;

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public ChannelCapabilities Capabilities { get; } = new()
    {
        TextMax = 20_000,
        DataMax = PressMax,
        CanEdit = true,
        CanRetire = true,
        KeepsTalk = true,
        PlaceBeside = true,
    };

    /// <inheritdoc/>
    public async ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        if (message.File is { } file && !File.Exists(file.Path)) return new SendOutcome.Refused("The file is not on the disk any more.");
        var kept = message.File is null ? null : await Copy(message, stop);
        return new SendOutcome.Sent($"{await talk.Show(message, kept)}");
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenFile(string reference, CancellationToken stop) => Task.FromResult(files.Open(reference));

    /// <inheritdoc/>
    public void DropFile(string reference) => files.Drop(reference);

    private async Task<string> Copy(OutgoingMessage message, CancellationToken stop)
    {
        await using var content = File.OpenRead(message.File!.Path);
        return await files.Keep(content, message.Address, sent: true, stop);
    }
}
