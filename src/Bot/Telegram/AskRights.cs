using System.Globalization;
using Bot.Telegram.Client;
using Core.Messaging;
using Core.Texts;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Bot.Telegram;

/// <summary>Asks Telegram what the bot may do in a group or channel.</summary>
internal static class AskRights
{
    /// <summary>The first right that posting needs and that is missing.</summary>
    public static async ValueTask<PostingRight> In(SuaraBotClient client, long chat, CancellationToken stop)
    {
        try
        {
            var me = await client.SendRequest(new GetMeRequest(), stop);
            return await In(client, chat, me.Id, stop);
        }
        catch (RequestException)
        {
            return PostingRight.Unknown;
        }
    }

    /// <summary>A group or channel by its number or public name, and whether this person has a say in it.</summary>
    public static async ValueTask<FoundChat> Find(SuaraBotClient client, ChatId wanted, long person, CancellationToken stop)
    {
        try
        {
            var me = await client.SendRequest(new GetMeRequest(), stop);
            if (await Open(client, wanted, stop) is not { Type: not ChatType.Private } where) return new FoundChat(PostingRight.NotThere);
            var right = await In(client, where, me.Id, stop);
            var isInside = right is not (PostingRight.NotThere or PostingRight.NotAdministrator);
            return new FoundChat(right)
            {
                Address = where.Id.ToString(CultureInfo.InvariantCulture),
                Title = where.Title is { } title ? TextFormatting.Clean(title) : null,
                Name = where.Username is { } name ? $"@{name}" : null,
                MayLink = isInside && await HasSay(client, where, person, stop)
            };
        }
        catch (RequestException)
        {
            return new FoundChat(PostingRight.Unknown);
        }
    }

    /// <summary>In a channel an administrator of it; in a group, where everybody may write, whoever is in it.</summary>
    private static async ValueTask<bool> HasSay(SuaraBotClient client, ChatFullInfo where, long person, CancellationToken stop)
    {
        try
        {
            var member = await client.SendRequest(new GetChatMemberRequest { ChatId = where.Id, UserId = person }, stop);
            return member is ChatMemberOwner or ChatMemberAdministrator
                || (where.Type != ChatType.Channel && member is ChatMemberMember or ChatMemberRestricted { IsMember: true });
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403)
        {
            return false;
        }
    }

    private static async ValueTask<PostingRight> In(SuaraBotClient client, long chat, long me, CancellationToken stop) =>
        await Open(client, chat, stop) is { } where ? await In(client, where, me, stop) : PostingRight.NotThere;

    private static async ValueTask<ChatFullInfo?> Open(SuaraBotClient client, ChatId chat, CancellationToken stop)
    {
        try
        {
            return await client.SendRequest(new GetChatRequest { ChatId = chat }, stop);
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403)
        {
            return null;
        }
    }

    private static async ValueTask<PostingRight> In(SuaraBotClient client, ChatFullInfo where, long me, CancellationToken stop)
    {
        try
        {
            return Judge(where, await client.SendRequest(new GetChatMemberRequest { ChatId = where.Id, UserId = me }, stop));
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403)
        {
            // Who is no administrator of a channel is not even told who is.
            return where.Type == ChatType.Channel ? PostingRight.NotAdministrator : PostingRight.NotThere;
        }
    }

    private static PostingRight Judge(ChatFullInfo where, ChatMember member)
    {
        if (member is ChatMemberLeft or ChatMemberBanned or ChatMemberRestricted { IsMember: false }) return PostingRight.NotThere;
        return where.Type == ChatType.Channel ? InChannel(member) : InGroup(member, where.Permissions);
    }

    private static PostingRight InChannel(ChatMember me) => me switch
    {
        ChatMemberOwner => PostingRight.Fine,
        ChatMemberAdministrator { CanPostMessages: true } => PostingRight.Fine,
        ChatMemberAdministrator => PostingRight.PostMessages,
        _ => PostingRight.NotAdministrator,
    };

    private static PostingRight InGroup(ChatMember me, ChatPermissions? everybody)
    {
        if (me is ChatMemberOwner or ChatMemberAdministrator) return PostingRight.Fine;
        var (write, photos) = me is ChatMemberRestricted mine
            ? (mine.CanSendMessages, mine.CanSendPhotos)
            : (everybody?.CanSendMessages ?? true, everybody?.CanSendPhotos ?? true);
        if (!write) return PostingRight.SendMessages;
        return photos ? PostingRight.Fine : PostingRight.SendPhotos;
    }
}
