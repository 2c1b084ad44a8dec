using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Database.Moving;

/// <summary>
/// How many rows a table holds, and a sum over the hashes of all of them: the same wherever the same rows are, in whatever order, since
/// vendors sort texts differently.
/// </summary>
/// <param name="Rows">How many.</param>
/// <param name="Hash">The sum of each row's first 16 bytes of SHA-256, without a carry.</param>
internal readonly record struct TableSum(long Rows, UInt128 Hash)
{
    /// <summary>With one more row.</summary>
    public TableSum Plus(ReadOnlySpan<object?> row, ref byte[] space)
    {
        var length = Write(row, ref space);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(space.AsSpan(0, length), hash);
        return new TableSum(Rows + 1, unchecked(Hash + BinaryPrimitives.ReadUInt128BigEndian(hash)));
    }

    /// <summary>Each value with what it is before it, so that no two different rows are the same bytes.</summary>
    private static int Write(ReadOnlySpan<object?> row, ref byte[] space)
    {
        var at = 0;
        foreach (var value in row)
        {
            var need = at + 16 + (value switch { string text => Encoding.UTF8.GetMaxByteCount(text.Length), byte[] b => b.Length, _ => 0 });
            if (space.Length < need) Array.Resize(ref space, 2 * need);
            at += Write(value, space.AsSpan(at));
        }

        return at;
    }

    private static int Write(object? value, Span<byte> to)
    {
        switch (value)
        {
            case null:
                to[0] = 0;
                return 1;
            case string text:
                return Sized(2, to, Encoding.UTF8.GetBytes(text, to[5..]));
            case byte[] bytes:
                bytes.CopyTo(to[5..]);
                return Sized(3, to, bytes.Length);
            case double real:
                to[0] = 4;
                BinaryPrimitives.WriteDoubleLittleEndian(to[1..], real);
                return 9;
            default:
                to[0] = 1;
                BinaryPrimitives.WriteInt64LittleEndian(to[1..], value is bool yes ? (yes ? 1 : 0) : value is int i ? i : (long)value);
                return 9;
        }
    }

    private static int Sized(byte kind, Span<byte> to, int length)
    {
        to[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(to[1..], length);
        return 5 + length;
    }
}
