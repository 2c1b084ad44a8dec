using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Bot.Backups;

/// <summary>
/// Seals files under a passphrase: AES-256-GCM over pieces of 64 KB, each with its number and the last one marked, so that nothing can be
/// changed, cut off or put in another order. The key comes from the passphrase by PBKDF2 (SHA-256, 600,000 rounds, the least that OWASP
/// advised in 2023), each file has its own by HKDF.
/// </summary>
internal sealed class Seal
{
    private const int Rounds = 600_000;
    private const int Piece = 64 * 1024;
    private const int Tag = 16;
    private const int Word = 16;
    private static readonly byte[] Mark = "suara-seal-1\n"u8.ToArray();

    /// <summary>Each takes a while to make, and the same few open everything that lies in the folder.</summary>
    private static readonly ConcurrentDictionary<(string Salt, string Passphrase), byte[]> Masters = new();

    private readonly byte[] _salt;
    private readonly byte[] _master;

    private Seal(byte[] salt, string passphrase) => (_salt, _master) = (salt,
        Masters.GetOrAdd((Convert.ToHexString(salt), passphrase),
            _ => Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, 32)));

    /// <summary>A seal for new files; one serves for many.</summary>
    public static Seal New(string passphrase) => new(RandomNumberGenerator.GetBytes(Word), passphrase);

    /// <summary>The seal of a file; null when it bears none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="passphrase">What it was sealed under.</param>
    public static Seal? Of(string file, string passphrase)
    {
        using var from = File.OpenRead(file);
        if (ReadSalt(from) is not { } salt) return null;
        if (passphrase.Length == 0) throw new InvalidDataException(
            $"{Path.GetFileName(file)} is sealed. Set Backups:Passphrase to what it was sealed under.");
        return new Seal(salt, passphrase);
    }

    /// <summary>Seals a stream into another.</summary>
    public async Task Close(Stream from, Stream to)
    {
        var own = RandomNumberGenerator.GetBytes(Word);
        await to.WriteAsync(Mark);
        await to.WriteAsync(_salt);
        await to.WriteAsync(own);
        using var cipher = Cipher(own);
        var (plain, next) = (new byte[Piece], new byte[Piece]);
        var length = await from.ReadAtLeastAsync(plain, Piece, throwOnEndOfStream: false);
        for (long number = 0; ; number++)
        {
            var following = length < Piece ? 0 : await from.ReadAtLeastAsync(next, Piece, throwOnEndOfStream: false);
            var sealedPiece = new byte[length + Tag];
            cipher.Encrypt(Nonce(number, following == 0), plain.AsSpan(0, length), sealedPiece.AsSpan(0, length),
                sealedPiece.AsSpan(length));
            await to.WriteAsync(sealedPiece);
            if (following == 0) return;
            (plain, next, length) = (next, plain, following);
        }
    }

    /// <summary>Whether a file bears a seal at all.</summary>
    public static bool IsOn(string file)
    {
        using var from = File.OpenRead(file);
        return ReadSalt(from) is not null;
    }

    /// <summary>Whether this opens a file; its first piece tells.</summary>
    public async Task<bool> Opens(string file)
    {
        try
        {
            await Open(file, Stream.Null, firstOnly: true);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Opens a sealed file into a stream.</summary>
    /// <exception cref="InvalidDataException">The passphrase is another one, or the file was changed or cut off.</exception>
    public Task Open(string file, Stream to) => Open(file, to, firstOnly: false);

    private async Task Open(string file, Stream to, bool firstOnly)
    {
        await using var from = File.OpenRead(file);
        ReadSalt(from);
        var own = new byte[Word];
        if (await from.ReadAtLeastAsync(own, Word, throwOnEndOfStream: false) < Word) throw Spoiled(file);
        using var cipher = Cipher(own);
        var (piece, plain) = (new byte[Piece + Tag], new byte[Piece]);
        for (long number = 0; ; number++)
        {
            var length = await from.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false) - Tag;
            var last = from.Position == from.Length;
            if (length < 0) throw Spoiled(file);
            try
            {
                cipher.Decrypt(Nonce(number, last), piece.AsSpan(0, length), piece.AsSpan(length, Tag), plain.AsSpan(0, length));
            }
            catch (AuthenticationTagMismatchException)
            {
                throw Spoiled(file);
            }

            await to.WriteAsync(plain.AsMemory(0, length));
            if (last || firstOnly) return;
        }
    }

    private static byte[]? ReadSalt(Stream from)
    {
        var head = new byte[Mark.Length + Word];
        return from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.AsSpan(0, Mark.Length).SequenceEqual(Mark) ? head[Mark.Length..] : null;
    }

    private static InvalidDataException Spoiled(string file) =>
        new($"{Path.GetFileName(file)} cannot be opened: Backups:Passphrase is another one than it was sealed under, or the file was changed.");

    private AesGcm Cipher(byte[] own) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, 32, own, "suara-layanan backup"u8.ToArray()), Tag);

    private static byte[] Nonce(long number, bool last)
    {
        var nonce = new byte[12];
        nonce[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }
}
