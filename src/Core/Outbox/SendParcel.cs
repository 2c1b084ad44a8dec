using Core.Channels;
using Microsoft.Extensions.Logging;

namespace Core.Outbox;

/// <summary>Sends one claimed message by its channel, within the channel's rates, and has written down what became of it.</summary>
internal sealed partial class SendParcel(
    IReadOnlyDictionary<string, IChannel> channels, IReadOnlyDictionary<string, Road> roads, MarkDelivered marks, TimeProvider time, ILogger log, CancellationToken stop)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterSilence = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the parcel is dealt with; false to try it again. What goes wrong here parks the message.</summary>
    public async Task<bool> Send(Parcel parcel)
    {
        try
        {
            return await SendOnRoad(parcel);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LogSendFailed(parcel.Id, parcel.Channel, e.GetType().Name);
            return Done(parcel, new SendOutcome.Refused(e.GetType().Name));
        }
    }

    private async Task<bool> SendOnRoad(Parcel parcel)
    {
        if (!channels.TryGetValue(parcel.Channel, out var channel)) return Done(parcel, new SendOutcome.Refused("This channel is switched off."));
        var road = roads[parcel.Channel];
        try
        {
            if (channel.Limits.Paced) await road.WaitForTurn(parcel, time, stop);
            return await SendNow(parcel, channel, road);
        }
        finally
        {
            road.Leave(parcel, time);
        }
    }

    private async Task<bool> SendNow(Parcel parcel, IChannel channel, Road road)
    {
        if (parcel.ValidUntil < time.GetUtcNow()) return Drop(parcel);
        var outcome = await channel.Send(parcel.Message, stop);
        road.Leave(parcel, time);
        if (outcome is not SendOutcome.Later later) return Done(parcel, outcome);
        var wait = WaitAfter(later, ++parcel.Attempts);
        if (later.Everyone) CountSent.TooMany(parcel.Channel);
        if (later.Everyone) road.CloseUntil(time.GetUtcNow() + wait);
        else await Task.Delay(wait, time, stop);
        return false;
    }

    private static TimeSpan WaitAfter(SendOutcome.Later later, int attempts)
    {
        if (later.Everyone) return later.After + AfterSilence;
        var backedOff = later.After * Math.Pow(2, Math.Min(attempts - 1, 6));
        return backedOff < LongestWait ? backedOff : LongestWait;
    }

    private bool Drop(Parcel parcel)
    {
        LogDropped(parcel.Id);
        CountSent.Count(parcel.Channel, "dropped");
        marks.Drop(parcel);
        return true;
    }

    private bool Done(Parcel parcel, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Refused refused) LogRefused(parcel.Id, parcel.Channel, refused.Reason);
        CountSent.Count(parcel.Channel, outcome.GetType().Name.ToLowerInvariant());
        marks.Mark(parcel, outcome);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Outbox {Id} on {Channel} failed with {Error}; it is parked.")]
    private partial void LogSendFailed(long id, string channel, string error);

    [LoggerMessage(LogLevel.Warning, "Outbox {Id}: {Channel} refuses it: {Reason}")]
    private partial void LogRefused(long id, string channel, string reason);

    [LoggerMessage(LogLevel.Information, "Outbox {Id} was too old when its turn came; it is dropped.")]
    private partial void LogDropped(long id);
}
