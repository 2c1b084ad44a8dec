using System.Globalization;
using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Chat;

/// <summary>The talks of the browsers: lines are added here and read from here.</summary>
internal sealed class ChatTalk(WriteQueue writer, IWorkers workers, IDbContextFactory<AppDb> databases, ChatListeners listeners,
    TimeProvider time)
{
    /// <summary>By what workers tell each other that a talk went on.</summary>
    internal const string Subject = "web-talk";

    private const int PageSize = 300;

    /// <summary>Adds what we say and returns the number by which the line is edited later.</summary>
    internal Task<long> Show(OutgoingMessage message, string? fileReference) => writer.Enqueue(ChatOf(message.Address), async write =>
    {
        var talk = write.Db.WebMessages.Where(m => m.Address == message.Address && !m.FromMe);
        if (Number(message.Retires) is { } retired) await TakeButtons(talk, retired);
        var edited = Number(message.EditOf) is { } of && await talk.AnyAsync(m => m.Id == of) ? of : (long?)null;
        if (edited is not null) write.Db.RemoveRange(await talk.Where(m => m.EditOf == edited).ToListAsync());

        var line = new WebMessage
        {
            Address = message.Address,
            Body = ChatLine.Of(message).Write(),
            EditOf = edited,
            FileReference = fileReference,
            At = time.GetUtcNow(),
        };
        write.Db.Add(line);
        await write.Db.SaveChangesAsync();
        write.AfterCommit(() => Wake(message.Address));
        return edited ?? line.Id;
    });

    /// <summary>
    /// Adds what the person said, once for each id of the browser; returns the line that stands, this one or the earlier.
    /// </summary>
    internal Task<WebMessage> Say(string address, string clientId, ChatLine said, string? file = null) =>
        writer.Enqueue(ChatOf(address), async write =>
    {
        var earlier = await Said(write.Db, address, clientId);
        if (earlier is not null) return earlier;
        var line = new WebMessage
        {
            Address = address,
            FromMe = true,
            ClientId = clientId,
            Body = said.Write(),
            FileReference = file,
            At = time.GetUtcNow(),
        };
        write.Db.Add(line);
        write.AfterCommit(() => Wake(address));
        return line;
    });

    /// <summary>Whether anything was ever said to or by the browser, as far as it is kept.</summary>
    internal async Task<bool> Knows(string address)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.WebMessages.AnyAsync(m => m.Address == address)
            || await db.People.AnyAsync(p => p.Channel == WebChannel.ChannelName && p.Address == address);
    }

    /// <summary>What the browser already said under this id.</summary>
    internal async Task<WebMessage?> Said(string address, string clientId)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await Said(db, address, clientId);
    }

    /// <summary>The lines after a number, oldest first; the newest page of the talk when the number is 0.</summary>
    internal async Task<List<WebMessage>> After(string address, long number, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var lines = db.WebMessages.AsNoTracking().Where(m => m.Address == address && m.Id > number);
        if (number > 0) return await lines.OrderBy(m => m.Id).Take(PageSize).ToListAsync(stop);
        var newest = await lines.OrderByDescending(m => m.Id).Take(PageSize).ToListAsync(stop);
        newest.Reverse();
        return newest;
    }

    /// <summary>One line of the browser's own talk, as it stands after edits; null when there is none.</summary>
    internal async Task<WebMessage?> Find(string address, long number)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.WebMessages.AsNoTracking().Where(m => m.Address == address && (m.Id == number || m.EditOf == number))
            .OrderByDescending(m => m.Id).FirstOrDefaultAsync();
    }

    private static Task<WebMessage?> Said(AppDb db, string address, string clientId) =>
        db.WebMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Address == address && m.ClientId == clientId);

    private static async Task TakeButtons(IQueryable<WebMessage> talk, long number)
    {
        foreach (var line in await talk.Where(m => m.Id == number || m.EditOf == number).ToListAsync())
            line.Body = (ChatLine.Read(line.Body) with { Rows = null, AsksPlace = false }).Write();
    }

    private static ChatKey ChatOf(string address) => new(WebChannel.ChannelName, address);

    // The browser's stream may be open at another worker.
    private void Wake(string address)
    {
        listeners.Wake(address);
        workers.Signal(Subject, address);
    }

    private static long? Number(string? id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
