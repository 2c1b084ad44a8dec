using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Alarms;

/// <summary>Who is told of alarms: the chats of a setting, else the instansi's administrators.</summary>
internal sealed class FindReceivers(IOptions<AlarmOptions> options, ChannelCatalog channels)
{
    /// <summary>Their chats.</summary>
    public async Task<IReadOnlyList<Receiver>> Find(AppDb db)
    {
        if (options.Value.Chats.Where(c => channels.Has(c.Channel)).ToList() is { Count: > 0 } set)
            return [.. set.Select(c => new Receiver(c.Channel, c.Address, null))];
        var able = db.Memberships.Where(m => m.Until == null && m.Role == Role.InstansiAdministrator).Select(m => m.PersonId);
        return [.. (await db.People.AsNoTracking().Where(p => able.Contains(p.Id) && p.UnreachableSince == null).OrderBy(p => p.Id)
            .ToListAsync()).Select(p => new Receiver(p.Channel, p.Address, p.Language))];
    }
}

/// <summary>A chat that is told.</summary>
internal sealed record Receiver(string Channel, string Address, string? Language)
{
    /// <summary>The message for them, with the way to the whole state.</summary>
    public Outgoing Message(LocalizedText text, string? occasion) => new(Channel, new OutgoingMessage
    {
        Address = Address,
        Text = text.In(Wording.Of(Language)),
        Language = Language,
        Rows = [[Commands.System.Button(Wording.Of(Language))]],
    })
    {
        Occasion = occasion is null ? null : $"{occasion}:{Channel}:{Address}",
    };
}
