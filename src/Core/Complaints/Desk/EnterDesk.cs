using System.Security.Cryptography;
using System.Text;
using Core.Dialogs.Conversations;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Desk;

/// <summary>
/// Lets officials in and out of the desk in a browser. Rights are read at every request, so a role that ends shuts the door at once; a
/// session is only who somebody is, never what they may.
/// </summary>
internal sealed class EnterDesk(WriteQueue writer, IDbContextFactory<AppDb> databases, TimeProvider time,
    IOptions<ComplaintsOptions> options)
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A way in for one person; what opens it is returned and kept nowhere.</summary>
    public static string Link(AppDb db, long person, DateTimeOffset now)
    {
        var secret = Draw();
        db.Add(new DeskLink { PersonId = person, Hash = HashOf(secret), Until = now + LinkLife });
        return secret;
    }

    /// <summary>Enters by a link, once; the cookie's content, or null when the link does not open.</summary>
    public Task<string?> ByLink(string secret)
    {
        var hash = HashOf(secret);
        return writer.Enqueue(async write =>
        {
            var (db, now) = (write.Db, time.GetUtcNow());
            await db.Sql.Lock($"desk-link:{hash}");
            var link = await db.DeskLinks.FirstOrDefaultAsync(l => l.Hash == hash && l.UsedAt == null && l.Until > now);
            if (link is null) return null;
            link.UsedAt = now;
            return Begin(db, link.PersonId, DeskEntrance.Link, now);
        });
    }

    /// <summary>
    /// Enters by words that a platform signed for one of its people: each once. Null for somebody whom we do not know, and for words that
    /// were used before.
    /// </summary>
    public Task<string?> BySignature(string channel, string address, string signature, DateTimeOffset until)
    {
        var hash = HashOf(signature);
        return writer.Enqueue(async write =>
        {
            var (db, now) = (write.Db, time.GetUtcNow());
            await db.Sql.Lock($"desk-link:{hash}");
            var person = await db.People.Where(p => p.Channel == channel && p.Address == address).Select(p => (long?)p.Id)
                .FirstOrDefaultAsync();
            if (person is not { } id || await db.DeskLinks.AnyAsync(l => l.Hash == hash)) return null;
            db.Add(new DeskLink { PersonId = id, Hash = hash, Until = until, UsedAt = now });
            return Begin(db, id, DeskEntrance.Inside, now);
        });
    }

    /// <summary>Who holds this cookie, with the roles of this moment; null when it opens nothing (any more).</summary>
    public async Task<DeskVisit?> Find(string? secret)
    {
        if (secret is not { Length: 43 }) return null;
        var (hash, now) = (HashOf(secret), time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync();
        var session = await db.DeskSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Hash == hash && s.EndedAt == null && s.Until > now);
        if (session is null) return null;
        var person = await db.People.AsNoTracking().Where(p => p.Id == session.PersonId)
            .Select(p => new { p.Channel, p.Address, p.Language }).FirstOrDefaultAsync();
        if (person is null) return null;
        await db.Database.OpenConnectionAsync();
        var who = await Session.CallerOf(db, person.Channel, person.Address, person.Language);
        if (!ComplaintRights.Oversees(who)) return null;
        if (now - session.SeenAt > Minute) await See(session.Id, now);
        return new DeskVisit(who, session.Id, session.Until, secret);
    }

    /// <summary>Ends one session of a person, or all of them.</summary>
    public Task End(long person, long? session) => writer.Enqueue(async write =>
        { await End(write.Db, person, session, time.GetUtcNow()); });

    /// <inheritdoc cref="End(long, long?)"/>
    public static Task<int> End(AppDb db, long person, long? session, DateTimeOffset now) =>
        db.DeskSessions.Where(s => s.PersonId == person && s.EndedAt == null && (session == null || s.Id == session))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now));

    /// <summary>The sessions of a person that are open.</summary>
    public static Task<List<DeskSession>> Open(AppDb db, long person, DateTimeOffset now) => db.DeskSessions.AsNoTracking()
        .Where(s => s.PersonId == person && s.EndedAt == null && s.Until > now).OrderBy(s => s.Id).ToListAsync();

    /// <summary>Takes away what is over: links, sessions, who looked at what.</summary>
    public Task Forget(CancellationToken stop = default) => stop.IsCancellationRequested ? Task.CompletedTask
        : writer.Enqueue(async write =>
    {
        var now = time.GetUtcNow();
        var yesterday = now.AddDays(-1);
        await write.Db.DeskLinks.Where(l => l.Until < now).ExecuteDeleteAsync(stop);
        await write.Db.DeskSessions.Where(s => s.Until < now || s.EndedAt < yesterday).ExecuteDeleteAsync(stop);
        await write.Db.DeskLooks.Where(l => l.At < yesterday).ExecuteDeleteAsync(stop);
    });

    private string Begin(AppDb db, long person, DeskEntrance entrance, DateTimeOffset now)
    {
        var secret = Draw();
        db.Add(new DeskSession
        {
            PersonId = person,
            Hash = HashOf(secret),
            Entrance = entrance,
            BeganAt = now,
            SeenAt = now,
            Until = now.AddHours(options.Value.DeskSessionHours),
        });
        return secret;
    }

    private Task See(long session, DateTimeOffset now) => writer.Enqueue(async write =>
    {
        await write.Db.DeskSessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now));
    });

    private static string Draw() => Base64(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string HashOf(string secret) => Base64(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>Somebody at the desk, at this request.</summary>
/// <param name="Who">The person with the roles of this moment.</param>
/// <param name="Session">Our number of the session.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="Secret">What the browser holds; never shown, never logged.</param>
internal sealed record DeskVisit(Caller Who, long Session, DateTimeOffset Until, string Secret)
{
    /// <summary>What a form of ours must bring back, so that no other page can send one in this person's name.</summary>
    public string FormToken => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), "form"u8));

    /// <summary>Whether a form is ours.</summary>
    public bool Sent(string? token) => token is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(FormToken), Encoding.ASCII.GetBytes(token));

    /// <summary>Nothing of the secret gets into a log by accident.</summary>
    public override string ToString() => $"session {Session}";
}

/// <summary>Where the desk is found in a browser, known by whoever serves it.</summary>
/// <param name="Url">The address before <c>/meja</c>.</param>
internal sealed record DeskAddress(string Url)
{
    /// <summary>Whether it opens inside a messenger, which takes only https.</summary>
    public bool OpensInside => Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
