using System.Security.Cryptography;
using System.Text;
using Core.Persistence;

namespace Core.People;

/// <summary>The instansi's secret, kept in a file beside the database, and what is derived from it.</summary>
internal sealed class SecretKey
{
    private readonly byte[] _master;

    private SecretKey(byte[] master) => _master = master;

    /// <summary>Reads the file, or makes it (readable by its owner only).</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public static SecretKey Open(string path)
    {
        if (!File.Exists(path)) Create(path);
        var key = File.ReadAllText(path).Trim();
        return key.Length == 64 ? new SecretKey(Convert.FromHexString(key))
            : throw new InvalidDataException("Instansi:KeyFile holds no key of 64 hexadecimal digits; restore it from your backup.");
    }

    /// <summary>A hash that nobody can recompute without the key, for one purpose only.</summary>
    public string Hash(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(For(purpose), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>Tells two keys apart without telling either.</summary>
    public string Fingerprint => Hash("fingerprint", "");

    /// <summary>A 256-bit key for one purpose.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, 32, info: Encoding.UTF8.GetBytes(purpose));

    private static void Create(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) PrivateFolder.Make(folder);
        PrivateFolder.MakeOnce(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
    }
}
