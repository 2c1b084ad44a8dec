using System.Buffers.Binary;

namespace Core.Complaints.Attachments;

/// <summary>
/// Takes out of a picture or video what tells where, when and with what it was taken (Exif, XMP, IPTC, comments). The
/// picture itself is not encoded anew; of Exif only the orientation stays, or the picture would lie on its side.
/// </summary>
internal static class CleanPicture
{
    private static readonly HashSet<string> PngParts =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "pHYs", "sBIT", "bKGD", "acTL", "fcTL", "fdAT"];

    /// <summary>The content without metadata; null when it is not whole. Other kinds of files stay as they are.</summary>
    public static byte[]? Of(byte[] content, string extension) => extension switch
    {
        ".jpg" => Jpeg(content),
        ".png" => Png(content),
        ".webp" => WebP(content),
        ".mp4" or ".mov" or ".m4a" => Mp4(content),
        _ => content,
    };

    private static byte[]? Jpeg(byte[] b)
    {
        using var clean = new MemoryStream(b.Length);
        clean.Write(b, 0, 2);
        var at = 2;
        while (at + 4 <= b.Length)
        {
            if (b[at] != 0xFF) return null;
            var marker = b[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                clean.Write([0xFF, 0xD9]);
                return clean.ToArray();
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(b.AsSpan(at + 2));
            var end = at + 2 + length;
            if (length < 2 || end > b.Length) return null;
            if (marker == 0xE1 && Orientation(b.AsSpan(at + 4, length - 2)) is > 1 and var turned)
                clean.Write(OnlyOrientation((byte)turned));
            if (!IsMetadata(marker)) clean.Write(b, at, end - at);
            at = marker == 0xDA ? CopyScan(b, end, clean) : end;
        }

        return at + 2 <= b.Length && b[at] == 0xFF && b[at + 1] == 0xD9 ? Ended(clean) : null;
    }

    private static byte[] Ended(MemoryStream clean)
    {
        clean.Write([0xFF, 0xD9]);
        return clean.ToArray();
    }

    /// <summary>Every application part but JFIF, the colour profile and Adobe's colour mark, and every comment.</summary>
    private static bool IsMetadata(byte marker) =>
        marker == 0xFE || (marker is >= 0xE0 and <= 0xEF && marker is not (0xE0 or 0xE2 or 0xEE));

    /// <summary>The picture's data up to the next marker that is neither padding nor a restart.</summary>
    private static int CopyScan(byte[] b, int at, MemoryStream clean)
    {
        var end = at;
        while (end + 1 < b.Length && !(b[end] == 0xFF && b[end + 1] is not 0 and not (>= 0xD0 and <= 0xD7))) end++;
        clean.Write(b, at, end - at);
        return end;
    }

    private static int Orientation(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8)) return 1;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var offset = U32(tiff[4..], little);
        if (offset + 2L > tiff.Length) return 1;
        var directory = (int)offset;
        var count = U16(tiff[directory..], little);
        for (var i = 0; i < count; i++)
        {
            var entry = directory + 2 + (i * 12);
            if (entry + 12 > tiff.Length) return 1;
            if (U16(tiff[entry..], little) == 0x0112) return U16(tiff[(entry + 8)..], little) is >= 1 and <= 8 and var value ? value : 1;
        }

        return 1;
    }

    private static byte[] OnlyOrientation(byte value) =>
    [
        0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0,
    ];

    private static byte[]? Png(byte[] b)
    {
        using var clean = new MemoryStream(b.Length);
        clean.Write(b, 0, 8);
        for (var at = 8; at + 12 <= b.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan(at));
            if (length > b.Length - at - 12) return null;
            var part = System.Text.Encoding.ASCII.GetString(b, at + 4, 4);
            if (PngParts.Contains(part)) clean.Write(b, at, (int)length + 12);
            if (part == "IEND") return clean.ToArray();
            at += (int)length + 12;
        }

        return null;
    }

    private static byte[]? WebP(byte[] b)
    {
        using var clean = new MemoryStream(b.Length);
        clean.Write(b, 0, 12);
        for (var at = 12; at + 8 <= b.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(b.AsSpan(at + 4));
            if (length > b.Length - at - 8) return null;
            var size = (int)Math.Min(length + 8 + (length & 1), b.Length - at);
            var part = System.Text.Encoding.ASCII.GetString(b, at, 4);
            if (part == "VP8X" && length > 0) b[at + 8] &= 0b1111_0011;
            if (part is not ("EXIF" or "XMP ")) clean.Write(b, at, size);
            at += size;
        }

        var whole = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)whole.Length - 8);
        return whole;
    }

    /// <summary>Boxes of user data (phones write the place there) are renamed to free space, so that nothing else moves.</summary>
    private static byte[]? Mp4(byte[] b)
    {
        Free(b, 0, b.Length, 0);
        return b;
    }

    private static void Free(byte[] b, long at, long end, int depth)
    {
        while (at + 8 <= end && depth < 4)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan((int)at));
            var name = System.Text.Encoding.ASCII.GetString(b, (int)at + 4, 4);
            if (size == 1 && at + 16 <= end) size = BinaryPrimitives.ReadInt64BigEndian(b.AsSpan((int)at + 8));
            else if (size == 0) size = end - at;
            if (size < 8 || size > end - at) return;
            if (name is "moov" or "trak") Free(b, at + 8, at + size, depth + 1);
            else if (name is "udta" or "meta" or "uuid") Blank(b, (int)at, (int)size);
            at += size;
        }
    }

    private static void Blank(byte[] b, int at, int size)
    {
        "free"u8.CopyTo(b.AsSpan(at + 4));
        b.AsSpan(at + 8, size - 8).Clear();
    }

    private static ushort U16(ReadOnlySpan<byte> b, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(b) : BinaryPrimitives.ReadUInt16BigEndian(b);

    private static uint U32(ReadOnlySpan<byte> b, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(b) : BinaryPrimitives.ReadUInt32BigEndian(b);
}
