using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Core.Calendar;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.News;

/// <summary>Makes the private link of a talk, opens a talk by it, and ends it. A new one ends the one before.</summary>
internal sealed class KeepTalkLinks(WriteQueue writer, IDbContextFactory<AppDb> databases, SecretKey secret, LocalDays days,
    TimeProvider time)
{
    private const int TokenBytes = 24;
    private const int TokenLength = 32;

    /// <summary>A new token that opens this talk; it is told once and stored nowhere.</summary>
    public Task<string> Make(ChatKey talk, string cookie) => writer.Enqueue(talk, async write =>
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await write.Db.TalkLinks.Where(l => l.Address == talk.Address).ExecuteDeleteAsync();
        write.Db.Add(new TalkLink
        {
            Address = talk.Address,
            TokenHash = HashOf(token),
            Sealed = Seal.Close(KeyOf(token), talk.Address, cookie),
            Since = Today,
        });
        return token;
    });

    /// <summary>The cookie of the talk that a token opens; null when it opens none.</summary>
    public async Task<string?> Open(string token)
    {
        if (token.Length != TokenLength) return null;
        var (hash, oldest) = (HashOf(token), Today.AddDays(-CallReaders.KeepLinkDays));
        await using var db = await databases.CreateDbContextAsync();
        var link = await db.TalkLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && l.Since >= oldest);
        return link is null ? null : Seal.Open(KeyOf(token), link.Address, link.Sealed);
    }

    /// <summary>From here on the link opens nothing.</summary>
    public Task End(ChatKey talk) => writer.Enqueue(talk, async write =>
    {
        await write.Db.TalkLinks.Where(l => l.Address == talk.Address).ExecuteDeleteAsync();
    });

    /// <summary>The day on which the link of this talk was made; null when there is none.</summary>
    public async Task<DateOnly?> Since(ChatKey talk)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.TalkLinks.Where(l => l.Address == talk.Address).Select(l => (DateOnly?)l.Since).FirstOrDefaultAsync();
    }

    private DateOnly Today => LocalTime.Day(time.GetUtcNow(), days.Zone);

    // Hashed without a salt: a random number of 192 bits cannot be guessed.
    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"talk-link {token}")));

    // Both are needed: the token, which only its holder has, and the instansi's key, which no backup of the database alone has.
    private byte[] KeyOf(string token) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, [.. Encoding.UTF8.GetBytes(token), .. secret.For("talk-link")], 32, info: "talk-link"u8.ToArray());
}
