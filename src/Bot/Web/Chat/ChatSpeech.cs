using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Chat;

/// <summary>The language in which we talk with a browser, which its page speaks too.</summary>
internal sealed class ChatSpeech(IDbContextFactory<AppDb> databases, WriteQueue writer)
{
    private const string Change = "update people set language = @p0 where channel = @p1 and address = @p2 and language <> @p0";

    /// <summary>The language of the talk; null before its first word.</summary>
    public async Task<string?> Of(string address)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.People.AsNoTracking().Where(p => p.Channel == WebChannel.ChannelName && p.Address == address)
            .Select(p => p.Language).FirstOrDefaultAsync();
    }

    /// <summary>From here on the talk is in this language.</summary>
    public async Task<string> Choose(string address, string language)
    {
        if (await Of(address) is { } spoken && spoken != language)
            await writer.Enqueue(async write => { await write.Db.Sql.Run(Change, language, WebChannel.ChannelName, address); });
        return language;
    }
}
