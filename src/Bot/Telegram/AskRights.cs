using Bot.Telegram.Client;
using Core.Messaging;
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

    private static async ValueTask<PostingRight> In(SuaraBotClient client, long chat, long me, CancellationToken stop)
    {
        ChatFullInfo where;
        try
        {
            where = await client.SendRequest(new GetChatRequest { ChatId = chat }, stop);
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403)
        {
            return PostingRight.NotThere;
        }

        try
        {
            return Judge(where, await client.SendRequest(new GetChatMemberRequest { ChatId = chat, UserId = me }, stop));
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
