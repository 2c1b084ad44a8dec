using System.Globalization;
using Bot.Telegram.BotApi;
using Core.Messaging;

namespace Bot.Telegram;

/// <summary>Talks with people by Telegram.</summary>
internal sealed class TelegramChannel(TelegramBotClient client, TelegramBot bot, TimeProvider time) : IChannel
{
    /// <summary>The channel's name in the database.</summary>
    public const string ChannelName = "telegram";

    private const int TextMax = 4096;
    private const int CaptionMax = 1024;
    private const int Patience = 3;

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public ChannelCapabilities Capabilities { get; } = new()
    {
        TextMax = TextMax,
        DataMax = DrawKeyboard.DataMax,
        CanEdit = true,
        CanRetire = true,
        Rates = new ChannelRates(),
        IsGroup = IsGroup,
    };

    /// <inheritdoc/>
    public async ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        if (!long.TryParse(message.Address, CultureInfo.InvariantCulture, out var chat)) return new SendOutcome.Refused("the chat's address is not a number");
        var draft = new Draft(chat, ThreadOf(message), FormattedText.Of(message.Text), DrawKeyboard.Of(message, bot.UserName), message.Quiet ? true : null);
        if (message.Retires is { } old && old != message.EditOf) _ = Retire(chat, old, stop);
        if (message is { EditOf: { } shown, File: { Picture: true } picture } && await EditPost(draft, shown, picture, stop) is { } replaced) return replaced;
        if (message.EditOf is { } edited && message.File is null && await Edit(draft, edited, stop) is { } outcome) return outcome;
        return message.File is { } file ? await SendFile(draft, file, stop) : await SendText(draft, stop);
    }

    /// <inheritdoc/>
    public ValueTask<PostingRight> RightIn(string address, CancellationToken stop) =>
        long.TryParse(address, CultureInfo.InvariantCulture, out var chat) ? AskRights.In(client, chat, stop) : ValueTask.FromResult(PostingRight.NotThere);

    /// <inheritdoc/>
    public async Task<Stream?> OpenFile(string reference, CancellationToken stop)
    {
        var answer = await client.GetFile(reference, stop);
        if (answer.Ok) return answer.Result.FilePath is { } path ? await client.Download(path, stop) : null;
        return answer.Error is { Code: 400 or 403 or 404 } ? null : throw new IOException($"The file could not be fetched ({answer.Error!.Code}).");
    }

    // Supergroups and channels, the only chats that a person can name from outside, have numbers that begin so.
    private static bool IsGroup(string typed) =>
        typed.StartsWith("-100", StringComparison.Ordinal) && long.TryParse(typed, CultureInfo.InvariantCulture, out _);

    // The General topic is number 1 and wants to be written to without a number.
    private static long? ThreadOf(OutgoingMessage message) =>
        long.TryParse(message.Thread, CultureInfo.InvariantCulture, out var thread) && thread != 1 ? thread : null;

    // The old card's buttons go while the new card is on its way; that they stay is no reason to hold anything up.
    private async Task Retire(long chat, string old, CancellationToken stop)
    {
        if (!long.TryParse(old, CultureInfo.InvariantCulture, out var id)) return;
        try
        {
            await client.EditMessageReplyMarkup(new(chat, id), stop);
        }
        catch (OperationCanceledException)
        {
            // The service stops; the old buttons are recognised as old when they are pressed.
        }
    }

    private async ValueTask<SendOutcome?> Edit(Draft draft, string edited, CancellationToken stop)
    {
        if (draft.Markup is ReplyKeyboardMarkup || !long.TryParse(edited, CultureInfo.InvariantCulture, out var id)) return null;
        var text = CutText.ToOne(draft.Text, TextMax);
        var answer = await client.EditMessageText(draft.AsEdit(id, text), stop);
        if (answer.Ok || JudgeFailure.IsUnchanged(answer.Error!)) return new SendOutcome.Sent(edited);
        return JudgeFailure.IsBeyondEditing(answer.Error!) ? null : JudgeFailure.Of(answer.Error!);
    }

    // A text too long for a caption stands in a message of its own, below its picture, and is edited there.
    private async ValueTask<SendOutcome?> EditPost(Draft draft, string edited, OutFile picture, CancellationToken stop)
    {
        if (draft.Text.Text.Length > CaptionMax && await Edit(draft, edited, stop) is { } text) return text;
        return await EditPicture(draft with { Text = CutText.ToOne(draft.Text, CaptionMax) }, edited, picture, stop);
    }

    // A post that cannot be edited any more stays as it was: a second one would be one too many.
    private async ValueTask<SendOutcome?> EditPicture(Draft draft, string edited, OutFile picture, CancellationToken stop)
    {
        if (!long.TryParse(edited, CultureInfo.InvariantCulture, out var id) || !File.Exists(picture.Path)) return null;
        var answer = await client.EditMessageMedia(id, draft.AsFile(picture, withText: true), stop);
        if (answer.Ok || JudgeFailure.IsUnchanged(answer.Error!)) return new SendOutcome.Sent(edited);
        return JudgeFailure.Of(answer.Error!);
    }

    private async ValueTask<SendOutcome> SendText(Draft draft, CancellationToken stop)
    {
        var parts = CutText.IntoParts(draft.Text, TextMax);
        if (parts.Count == 0) return new SendOutcome.Refused("the text is empty");
        var outcome = await SendPart(draft, parts, 0, stop);
        for (var i = 1; i < parts.Count && outcome is SendOutcome.Sent; i++) outcome = await Insist(() => SendPart(draft, parts, i, stop), stop);
        return outcome;
    }

    private ValueTask<SendOutcome> SendPart(Draft draft, IReadOnlyList<FormattedText> parts, int i, CancellationToken stop)
    {
        var markup = i == parts.Count - 1 ? draft.Markup : null;
        return OrWithoutTopic(draft, d => client.SendMessage(d.AsMessage(parts[i], markup), stop));
    }

    private async ValueTask<SendOutcome> SendFile(Draft draft, OutFile file, CancellationToken stop)
    {
        if (!File.Exists(file.Path)) return new SendOutcome.Refused("the file is not there");
        var fits = draft.Text.Text.Length <= CaptionMax;
        var sent = await OrWithoutTopic(draft, d => client.SendFile(d.AsFile(file, fits), stop));
        return fits || sent is not SendOutcome.Sent ? sent : await Insist(() => SendText(draft, stop), stop);
    }

    private static async ValueTask<SendOutcome> OrWithoutTopic(Draft draft, Func<Draft, ValueTask<ApiAnswer<long>>> send)
    {
        var answer = await send(draft);
        if (draft.Thread is not null && answer.Error is { } error && JudgeFailure.IsTopicGone(error)) answer = await send(draft with { Thread = null });
        return answer.Ok ? new SendOutcome.Sent(answer.Result.ToString(CultureInfo.InvariantCulture)) : JudgeFailure.Of(answer.Error!);
    }

    // What follows a first part is tried again here: the outbox would begin with the first part, which the person already has.
    private async ValueTask<SendOutcome> Insist(Func<ValueTask<SendOutcome>> send, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await send();
            if (outcome is not SendOutcome.Later later || attempt == Patience) return outcome;
            await Task.Delay(later.After, time, stop);
        }
    }
}
