using System.Security.Cryptography;
using System.Text;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Profiles;

/// <summary>Keeps NIPs encrypted (AES-GCM) under a key of the instansi's secret; each is bound to its person.</summary>
internal sealed class NipVault(SecretKey secret)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>The form in which it is stored.</summary>
    public string Lock(Nip nip, long person)
    {
        var plain = Encoding.ASCII.GetBytes(nip.Digits);
        var stored = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceSize));
        using var aes = new AesGcm(secret.For("nip"), TagSize);
        aes.Encrypt(stored.AsSpan(0, NonceSize), plain, stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize),
            Owner(person));
        return Convert.ToBase64String(stored);
    }

    /// <summary>The NIP again; throws when it was not stored for this person under this secret.</summary>
    public Nip Open(string stored, long person)
    {
        var bytes = Convert.FromBase64String(stored);
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(secret.For("nip"), TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), plain, Owner(person));
        return new Nip(Encoding.ASCII.GetString(plain));
    }

    /// <summary>Masks what was typed where a channel of ours keeps the talk itself.</summary>
    public static async ValueTask MaskTyped(AppDb db, DialogContext context, string typed, Nip nip)
    {
        if (!context.Channel.KeepsTalk) return;
        var lines = await db.Set<WebMessage>().Where(m => m.Address == context.Who.Address && m.FromMe)
            .OrderByDescending(m => m.Id).Take(5).ToListAsync();
        foreach (var line in lines) line.Body = line.Body.Replace(typed, nip.Masked, StringComparison.Ordinal);
    }

    private static byte[] Owner(long person) => Encoding.ASCII.GetBytes($"person {person}");
}
