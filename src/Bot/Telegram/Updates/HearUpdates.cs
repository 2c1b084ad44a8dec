using System.Diagnostics.Metrics;
using Core.Inbox;
using Core.Messaging;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>
/// Hears updates so that none of them can hold up another: one that cannot be read or understood is counted, told to the log
/// and kept for a look, by its number, kind, length, shape and what was wrong, and without a word of what stood in it.
/// </summary>
internal sealed partial class HearUpdates(TelegramBot bot, AcknowledgePresses presses, TelegramHealth health, ILogger<HearUpdates> log,
    KeepUnread? keep = null)
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SuaraLayanan.Telegram";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> PassedOver =
        Meter.CreateCounter<long>("suara.telegram.passed_over", "{update}", "Updates that could not be read, by kind.");

    /// <summary>What the update says to us, if anything; its press is acknowledged, unless somebody else does that.</summary>
    public Inbound? Hear(Update update, bool acknowledges = true)
    {
        if (update is OddUpdate odd) return Note(odd);
        try
        {
            if (acknowledges) presses.Acknowledge(update);
            return ReadUpdate.From(update, bot.UserName);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Note(OddUpdate.Of(update, e));
        }
    }

    private Inbound? Note(OddUpdate odd)
    {
        PassedOver.Add(1, new KeyValuePair<string, object?>("kind", odd.Kind));
        health.PassOver();
        keep?.Note(TelegramChannel.ChannelName, odd.Kind, odd.Reason, odd.Shape);
        LogPassedOver(odd.Id, odd.Kind, odd.Size, odd.Reason);
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Telegram: update {Id} ({Kind}, {Size} bytes) has an unknown shape and is passed over: {Reason}.")]
    private partial void LogPassedOver(int id, string kind, int size, string reason);
}
