using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Dialogs.Conversations;

/// <summary>Finds who reads at an address, with the language and the last word of theirs.</summary>
internal sealed class FindReader(IDbContextFactory<AppDb> databases) : IReaders
{
    public async ValueTask<MessageReader?> At(string channel, string address, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.People.Where(p => p.Channel == channel && p.Address == address)
            .Select(p => new MessageReader(
                p.Language, db.Conversations.Where(c => c.PersonId == p.Id).Select(c => (DateTimeOffset?)c.LastAt).FirstOrDefault()))
            .FirstOrDefaultAsync(stop);
    }
}
