using Bot.Telegram.BotApi;
using Core.Messaging;

namespace Bot.Telegram;

/// <summary>Asks Telegram what the bot may do in a group or channel.</summary>
internal static class AskRights
{
    /// <summary>The first right that posting needs and that is missing.</summary>
    public static async ValueTask<PostingRight> In(TelegramBotClient client, long chat, CancellationToken stop)
    {
        var me = await client.GetMe(stop);
        if (!me.Ok) return PostingRight.Unknown;
        var where = await client.GetChat(chat, stop);
        if (!where.Ok) return where.Error is { Code: 400 or 403 } ? PostingRight.NotThere : PostingRight.Unknown;
        var (type, member) = (where.Result.Type, await client.GetChatMember(chat, me.Result.Id, stop));
        // Who is no administrator of a channel is not even told who is.
        if (!member.Ok) return member.Error is not { Code: 400 or 403 } ? PostingRight.Unknown : type == "channel" ? PostingRight.NotAdministrator : PostingRight.NotThere;
        if (member.Result.Status is "left" or "kicked" || member.Result is { Status: "restricted", IsMember: false }) return PostingRight.NotThere;
        return type == "channel" ? InChannel(member.Result) : InGroup(member.Result, where.Result.Permissions);
    }

    private static PostingRight InChannel(ChatMember me) => me.Status switch
    {
        "creator" => PostingRight.Fine,
        "administrator" => me.CanPostMessages == true ? PostingRight.Fine : PostingRight.PostMessages,
        _ => PostingRight.NotAdministrator,
    };

    private static PostingRight InGroup(ChatMember me, ChatPermissions? everybody)
    {
        if (me.Status is "creator" or "administrator") return PostingRight.Fine;
        var (write, photos) = me.Status == "restricted" ? (me.CanSendMessages, me.CanSendPhotos) : (everybody?.CanSendMessages, everybody?.CanSendPhotos);
        if (write == false) return PostingRight.SendMessages;
        return photos == false ? PostingRight.SendPhotos : PostingRight.Fine;
    }
}
