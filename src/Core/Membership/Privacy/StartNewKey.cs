using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>What nobody can read or check any more without the instansi's key.</summary>
/// <param name="Nips">NIPs that civil servants gave.</param>
/// <param name="Invitations">Links of invitations that are still open.</param>
internal sealed record LostWithKey(int Nips, int Invitations)
{
    /// <summary>The losses, in a sentence.</summary>
    public string Words =>
        $"{Nips} encrypted NIPs, the links of {Invitations} open invitations, and every proof of an erasure (HPS-...) that was given so far";
}

/// <summary>
/// Goes on with another key where the instansi's is lost for good: what only the old one opens is emptied, the rest stays.
/// </summary>
internal static class StartNewKey
{
    /// <summary>The wording of the act is <c>audit.new-key</c>.</summary>
    public const string Act = "new-key";

    /// <summary>What is lost with the key.</summary>
    public static async Task<LostWithKey> Count(AppDb db, DateTimeOffset now) => new(
        await db.Profiles.CountAsync(p => p.Nip != null),
        await db.Invitations.CountAsync(i => i.RevokedAt == null && i.Uses < i.MaxUses && (i.Until == null || i.Until > now)));

    /// <summary>Takes the key as the database's, and empties what the old one sealed.</summary>
    public static async Task Run(AppDb db, SecretKey key, DateTimeOffset now)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Profiles.Where(p => p.Nip != null).ExecuteUpdateAsync(p => p.SetProperty(x => x.Nip, (string?)null));
        await db.NewsWays.ExecuteDeleteAsync();
        await db.TalkLinks.ExecuteDeleteAsync();
        await KeyFingerprint.Replace(db, key);
        Audit.Note(db, null, now, Act);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
