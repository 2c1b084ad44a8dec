using System.Security.Cryptography;
using System.Text;

namespace Core.People;

/// <summary>Texts that only the holder of a key reads (AES-GCM), each bound to its owner: for somebody else it does not open.</summary>
internal static class Seal
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>The form in which it is stored.</summary>
    public static string Close(byte[] key, string owner, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var stored = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(stored.AsSpan(0, NonceSize), plain, stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize),
            Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(stored);
    }

    /// <summary>The text again; throws when it was not sealed for this owner under this key.</summary>
    public static string Open(byte[] key, string owner, string stored)
    {
        var bytes = Convert.FromBase64String(stored);
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), plain,
            Encoding.UTF8.GetBytes(owner));
        return Encoding.UTF8.GetString(plain);
    }
}
