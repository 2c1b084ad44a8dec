using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Profiles;

/// <summary>Keeps NIPs encrypted (AES-GCM) under a key of the instansi's secret; each is bound to its person.</summary>
internal sealed class NipVault(SecretKey secret)
{
    /// <summary>The form in which it is stored.</summary>
    public string Lock(Nip nip, long person) => Seal.Close(secret.For("nip"), Owner(person), nip.Digits);

    /// <summary>The NIP again; throws when it was not stored for this person under this secret.</summary>
    public Nip Open(string stored, long person) => new(Seal.Open(secret.For("nip"), Owner(person), stored));

    /// <summary>Masks what was typed where a channel of ours keeps the talk itself.</summary>
    public static async ValueTask MaskTyped(AppDb db, DialogContext context, string typed, Nip nip)
    {
        if (!context.Channel.KeepsTalk) return;
        var lines = await db.Set<WebMessage>().Where(m => m.Address == context.Who.Address && m.FromMe)
            .OrderByDescending(m => m.Id).Take(5).ToListAsync();
        foreach (var line in lines) line.Body = line.Body.Replace(typed, nip.Masked, StringComparison.Ordinal);
    }

    private static string Owner(long person) => $"person {person}";
}
