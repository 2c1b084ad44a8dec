using Bot.Web.Chat;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web;

/// <summary>The talk that the web chat keeps for a browser, and the files of it.</summary>
internal sealed class ChatUploadData(ChatFiles files) : PersonalData
{
    public override string Name => "web-chat";

    public override int Order => 40;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words) => who.Channel == WebChannel.ChannelName
        ? [words["data.web-chat", await db.WebMessages.CountAsync(m => m.Address == who.Address), files.Count(who.Address)]]
        : [];

    public override Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open) =>
        Task.FromResult<IReadOnlyList<string>>(who.Channel == WebChannel.ChannelName ? [words["forget.goes.web-chat"]] : []);

    public override async Task Erase(Erasure erasure)
    {
        if (erasure.Who is not { Channel: WebChannel.ChannelName, Address: var address }) return;
        await erasure.Db.WebMessages.Where(m => m.Address == address).ExecuteDeleteAsync();
        erasure.Write.AfterCommit(() => files.DropAll(address));
    }
}
