using Core.Messaging;
using Core.Persistence;
using Microsoft.Extensions.Logging;

namespace Core.Outbox;

/// <summary>Sends one claimed message by its channel, within the channel's rates, and has written down what became of it.</summary>
internal sealed partial class SendClaimedMessage(
    IReadOnlyDictionary<string, IChannel> channels, IReadOnlyDictionary<string, ChannelRateLimiter> limiters, PutIntoWords words,
    IWorkers workers, HeldMessages held, Func<long, Task<bool>> isThere,
    RecordSendResults marks, TimeProvider time, ILogger log, CancellationToken stop)
{
    /// <summary>By what workers tell each other that the platform asked for silence.</summary>
    public const string Silence = "silence";

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhilePlaceless = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterSilence = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Whether the parcel is dealt with; false to try it again. What goes wrong here parks the message, but for the database that is away:
    /// then it waits.
    /// </summary>
    public async Task<bool> Send(ClaimedMessage claimed)
    {
        try
        {
            return await SendWithin(claimed);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (DatabaseAway.Is(e))
        {
            if (++claimed.Attempts == 1) LogWaits(claimed.Id, claimed.Channel, ErrorCause.KindOf(e));
            await Task.Delay(WhileAway, time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            return false;
        }
        catch (Exception e)
        {
            LogSendFailed(claimed.Id, claimed.Channel, e.GetType().Name);
            return Done(claimed, new SendOutcome.Refused(e.GetType().Name));
        }
    }

    private async Task<bool> SendWithin(ClaimedMessage claimed)
    {
        if (!channels.TryGetValue(claimed.Channel, out var channel))
            return Done(claimed, new SendOutcome.Refused("This channel is switched off."));
        var limiter = limiters[claimed.Channel];
        try
        {
            if (channel.Capabilities.Rates is not null) await limiter.WaitForTurn(claimed, time, stop);
            return await SendNow(claimed, channel, limiter);
        }
        finally
        {
            limiter.Leave(claimed, time);
        }
    }

    private async Task<bool> SendNow(ClaimedMessage claimed, IChannel channel, ChannelRateLimiter limiter)
    {
        while (workers.Place is null) await Task.Delay(WhilePlaceless, time, stop);
        if (!held.Contains(claimed.Id)) return true;
        if (claimed.ValidUntil < time.GetUtcNow()) return Drop(claimed);
        if (MayBeErased(claimed) && !await isThere(claimed.Id)) return Leave(claimed);
        var message = await words.Of(claimed.Message, channel, stop);
        if (claimed.PartsOut > 0) message = message with { PartsOut = claimed.PartsOut };
        var began = time.GetTimestamp();
        using var span = MessageTrace.Send(claimed.Channel, claimed.Bulk);
        var outcome = await channel.Send(message, stop);
        MessageTrace.End(span, outcome.GetType().Name.ToLowerInvariant());
        CountSent.Took(claimed.Channel, time.GetElapsedTime(began));
        limiter.Leave(claimed, time);
        if (outcome is not SendOutcome.Later later) return Done(claimed, outcome);
        claimed.PartsOut = Math.Max(claimed.PartsOut, later.PartsOut);
        var wait = WaitAfter(later, ++claimed.Attempts);
        if (later.Everyone) CountSent.TooMany(claimed.Channel);
        if (later.Everyone) BeSilent(claimed.Channel, limiter, wait);
        else await Task.Delay(wait, time, stop);
        return false;
    }

    // A reply goes at once and asks nothing; one that did not may be of somebody whose erasure another process has not told us of.
    private bool MayBeErased(ClaimedMessage claimed) => claimed.Bulk
        || (workers.MayBeSeveral && (claimed.Attempts > 0 || time.GetElapsedTime(claimed.TakenAt) > AtOnce));

    private void BeSilent(string channel, ChannelRateLimiter limiter, TimeSpan wait)
    {
        limiter.CloseFor(wait, time);
        workers.Signal(Silence, $"{channel} {(time.GetUtcNow() + wait).ToUnixTimeMilliseconds()}");
    }

    private static TimeSpan WaitAfter(SendOutcome.Later later, int attempts)
    {
        if (later.Everyone) return later.After + AfterSilence;
        var backedOff = later.After * Math.Pow(2, Math.Min(attempts - 1, 6));
        return backedOff < LongestWait ? backedOff : LongestWait;
    }

    // Its row is gone: while it waited here for its turn its receiver had themselves erased.
    private bool Leave(ClaimedMessage claimed)
    {
        CountSent.Count(claimed.Channel, "erased");
        held.RemoveForGood(claimed.Id);
        return true;
    }

    private bool Drop(ClaimedMessage claimed)
    {
        LogDropped(claimed.Id);
        CountSent.Count(claimed.Channel, "dropped");
        marks.Put(claimed, null);
        return true;
    }

    private bool Done(ClaimedMessage claimed, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Refused refused) LogRefused(claimed.Id, claimed.Channel, refused.Reason);
        CountSent.Count(claimed.Channel, outcome.GetType().Name.ToLowerInvariant());
        marks.Put(claimed, outcome);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Outbox {Id} on {Channel} failed with {Error}; it is parked.")]
    private partial void LogSendFailed(long id, string channel, string error);

    [LoggerMessage(LogLevel.Warning, "Outbox {Id}: {Channel} refuses it: {Reason}")]
    private partial void LogRefused(long id, string channel, string reason);

    [LoggerMessage(LogLevel.Warning, "Outbox {Id} over {Channel} waits for the database ({Error}).")]
    private partial void LogWaits(long id, string channel, string error);

    [LoggerMessage(LogLevel.Information, "Outbox {Id} was too old when its turn came; it is dropped.")]
    private partial void LogDropped(long id);
}
