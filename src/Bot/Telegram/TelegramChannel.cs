using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Telegram.Client;
using Bot.Telegram.Sending;
using Core.Messaging;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace Bot.Telegram;

/// <summary>Talks with people by Telegram.</summary>
internal sealed partial class TelegramChannel(SuaraBotClient client, TelegramBot bot, TimeProvider time) : IChannel
{
    /// <summary>The channel's name in the database.</summary>
    public const string ChannelName = "telegram";

    private const int TextMax = 4096;
    private const int CaptionMax = 1024;
    private const int Patience = 3;

    private readonly UploadedFiles _uploaded = new();

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
        GroupNamed = GroupNamed,
        OpensPages = true,
    };

    /// <inheritdoc/>
    public async ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        if (ChatOf(message.Address) is not { } chat) return new SendOutcome.Refused("the chat's address is not a number");
        var keyboard = DrawKeyboard.Of(message, bot.UserName);
        var draft = new Draft(chat, ThreadOf(message), FormattedText.Of(message.Text), keyboard, message.Quiet);
        if (message.PartsOut == 0)
        {
            if (message.Retires is { } old && old != message.EditOf) _ = Retire(chat, old, stop);
            if (await Replace(draft, message, stop) is { } outcome) return outcome;
        }

        return message.File is { } file ? await SendFile(draft, file, message.PartsOut, stop)
            : await SendText(draft, message.PartsOut, 0, stop);
    }

    /// <inheritdoc/>
    public ValueTask<PostingRight> RightIn(string address, CancellationToken stop) =>
        ChatOf(address) is { } chat ? AskRights.In(client, chat, stop) : ValueTask.FromResult(PostingRight.NotThere);

    /// <inheritdoc/>
    public ValueTask<FoundChat> Find(string wanted, string person, CancellationToken stop) => ChatOf(person) is { } who
        ? AskRights.Find(client, ChatOf(wanted) is { } number ? number : wanted, who, stop)
        : ValueTask.FromResult(new FoundChat(PostingRight.NotThere));

    /// <inheritdoc/>
    public async Task<Stream?> OpenFile(string reference, CancellationToken stop)
    {
        try
        {
            var file = await client.SendRequest(new GetFileRequest { FileId = reference }, stop);
            return file.FilePath is { } path ? await client.Download(path, stop) : null;
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403 or 404)
        {
            return null;
        }
        catch (RequestException e)
        {
            throw new IOException($"The file could not be fetched ({SendErrorMapper.CodeOf(e)}).");
        }
    }

    // A number below zero, @name, or the link that people copy from a channel's page.
    private static string? GroupNamed(string typed)
    {
        if (typed.StartsWith('-') && long.TryParse(typed, CultureInfo.InvariantCulture, out _)) return typed;
        return PublicName().Match(typed) is { Success: true } name ? $"@{name.Groups[1].Value.ToLowerInvariant()}" : null;
    }

    [GeneratedRegex(@"^(?:@|(?:https?://)?(?:t|telegram)\.me/)([A-Za-z][A-Za-z0-9_]{3,31})/?$")]
    private static partial Regex PublicName();

    // The General topic is number 1 and wants to be written to without a number.
    private static int? ThreadOf(OutgoingMessage message) =>
        int.TryParse(message.Thread, CultureInfo.InvariantCulture, out var thread) && thread != 1 ? thread : null;

    private static long? ChatOf(string address) => long.TryParse(address, CultureInfo.InvariantCulture, out var chat) ? chat : null;

    private static int? MessageOf(string id) => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The old card's buttons go while the new card is on its way; that they stay is no reason to hold anything up.
    private async Task Retire(long chat, string old, CancellationToken stop)
    {
        if (MessageOf(old) is not { } id) return;
        try
        {
            await client.SendRequest(new EditMessageReplyMarkupRequest { ChatId = chat, MessageId = id }, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or RequestException)
        {
            // The old buttons are recognised as old when they are pressed.
        }
    }

    // In the place of an earlier message, if it shall be and can be.
    private async ValueTask<SendOutcome?> Replace(Draft draft, OutgoingMessage message, CancellationToken stop)
    {
        if (message.EditOf is not { } edited) return null;
        if (message.File is null) return await Edit(draft, edited, stop);
        return message.File is { Picture: true } picture ? await EditPost(draft, edited, picture, stop) : null;
    }

    private async ValueTask<SendOutcome?> Edit(Draft draft, string edited, CancellationToken stop)
    {
        if (draft.Markup is ReplyKeyboardMarkup || MessageOf(edited) is not { } id) return null;
        var text = CutText.ToOne(draft.Text, TextMax);
        try
        {
            await client.SendRequest(draft.AsEdit(id, text), stop);
            return new SendOutcome.Sent(edited);
        }
        catch (RequestException e)
        {
            if (SendErrorMapper.IsUnchanged(e)) return new SendOutcome.Sent(edited);
            return SendErrorMapper.IsBeyondEditing(e) ? null : Judge(e);
        }
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
        if (MessageOf(edited) is not { } id || !File.Exists(picture.Path)) return null;
        await using var bytes = File.OpenRead(picture.Path);
        try
        {
            await client.SendRequest(draft.AsNewPicture(id, picture, bytes), stop);
            return new SendOutcome.Sent(edited);
        }
        catch (RequestException e)
        {
            return SendErrorMapper.IsUnchanged(e) ? new SendOutcome.Sent(edited) : Judge(e);
        }
    }

    // From this part on; what came before the text is a part too. How far it came goes back with what is tried later.
    private async ValueTask<SendOutcome> SendText(Draft draft, int from, int before, CancellationToken stop)
    {
        var parts = CutText.IntoParts(draft.Text, TextMax);
        if (parts.Count == 0) return new SendOutcome.Refused("the text is empty");
        for (var i = Math.Min(from, parts.Count - 1); ; i++)
        {
            var next = i;
            var outcome = before + i == 0 ? await SendPart(draft, parts, i, stop)
                : await Insist(() => SendPart(draft, parts, next, stop), stop);
            if (outcome is SendOutcome.Later later) return later with { PartsOut = before + i };
            if (outcome is not SendOutcome.Sent || i == parts.Count - 1) return outcome;
        }
    }

    private ValueTask<SendOutcome> SendPart(Draft draft, IReadOnlyList<FormattedText> parts, int i, CancellationToken stop)
    {
        var markup = i == parts.Count - 1 ? draft.Markup : null;
        return OrWithoutTopic(draft, d => Deliver(d.AsMessage(parts[i], markup), stop));
    }

    private async ValueTask<SendOutcome> SendFile(Draft draft, OutFile file, int partsOut, CancellationToken stop)
    {
        if (partsOut > 0) return await SendText(draft, partsOut - 1, 1, stop);
        if (!File.Exists(file.Path)) return new SendOutcome.Refused("the file is not there");
        var fits = draft.Text.Text.Length <= CaptionMax;
        var sent = await OrWithoutTopic(draft, d => Upload(d, file, fits, stop));
        return fits || sent is not SendOutcome.Sent ? sent : await SendText(draft, 0, 1, stop);
    }

    private async Task<SendOutcome> Upload(Draft draft, OutFile file, bool withText, CancellationToken stop)
    {
        if (_uploaded.Of(file) is { } known && await SendKnown(draft, file, known, withText, stop) is { } outcome) return outcome;
        await using var bytes = File.OpenRead(file.Path);
        var sent = await client.SendRequest(draft.AsFile(file, Draft.AsUpload(file, bytes), withText), stop);
        _uploaded.Keep(file, file.Picture ? sent.Photo?.LastOrDefault()?.FileId : sent.Document?.FileId);
        return SentAs(sent);
    }

    // By the id that it got when it was uploaded; null when the platform no longer knows it.
    private async Task<SendOutcome?> SendKnown(Draft draft, OutFile file, string id, bool withText, CancellationToken stop)
    {
        try
        {
            return await Deliver(draft.AsFile(file, new InputFileId(id), withText), stop);
        }
        catch (RequestException e) when (SendErrorMapper.IsFileUnknown(e))
        {
            _uploaded.Forget(file);
            return null;
        }
    }

    private async Task<SendOutcome> Deliver(IRequest<Message> request, CancellationToken stop) =>
        SentAs(await client.SendRequest(request, stop));

    private static SendOutcome.Sent SentAs(Message sent) => new(sent.Id.ToString(CultureInfo.InvariantCulture));

    private async ValueTask<SendOutcome> OrWithoutTopic(Draft draft, Func<Draft, Task<SendOutcome>> send)
    {
        try
        {
            return await send(draft);
        }
        catch (RequestException e)
        {
            if (draft.Thread is null || !SendErrorMapper.IsTopicGone(e)) return Judge(e);
            return await OrWithoutTopic(draft with { Thread = null }, send);
        }
    }

    private SendOutcome Judge(RequestException error) => SendErrorMapper.Of(error, client.Silence);

    // What follows a first part is tried again here first: nothing else of the chat comes in between.
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
