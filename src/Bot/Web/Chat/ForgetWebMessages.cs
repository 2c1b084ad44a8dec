using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>Deletes the talks and files of the web chat that are older than the settings allow.</summary>
internal sealed class ForgetWebMessages(WriteQueue writer, ChatFiles files, IOptions<WebOptions> options, TimeProvider time)
{
    /// <summary>Does it; the number of lines deleted.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var oldest = time.GetUtcNow().AddDays(-options.Value.KeepDays);
        var lines = await writer.Enqueue(async write => await write.Db.WebMessages.Where(m => m.At < oldest).ExecuteDeleteAsync(stop));
        files.DropOld();
        return lines;
    }
}
