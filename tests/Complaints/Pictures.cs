using System.Buffers.Binary;
using System.Text;

namespace Tests.Complaints;

/// <summary>Small pictures that tell more than they should.</summary>
internal static class Pictures
{
    public const string Place = "GPS -0.2246 100.6320";

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
    {
        ["loket.jpg"] = Jpeg(6),
        ["surat.pdf"] = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
        ["bukti.png"] = Png(),
        ["virus.jpg"] = Encoding.ASCII.GetBytes("MZ this is a program, not a picture"),
    };

    /// <summary>
    /// A JPEG with JFIF, Exif (orientation and a place), XMP, a comment, a progressive scan, and something behind its end.
    /// </summary>
    public static byte[] Jpeg(byte orientation)
    {
        byte[] tiff =
        [
            (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
            0x0E, 0x01, 2, 0, (byte)Place.Length, 0, 0, 0, 38, 0, 0, 0,
            0, 0, 0, 0,
        ];
        return
        [
            0xFF, 0xD8,
            .. Part(0xE0, Encoding.ASCII.GetBytes("JFIF\0\x01\x01\0\0\x01\0\x01\0\0")),
            .. Part(0xE1, [.. "Exif\0\0"u8, .. tiff, .. Encoding.ASCII.GetBytes(Place)]),
            .. Part(0xE1, Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0" + Place)),
            .. Part(0xED, Encoding.ASCII.GetBytes("Photoshop 3.0\0" + Place)),
            .. Part(0xFE, Encoding.ASCII.GetBytes(Place)),
            .. Part(0xDB, new byte[65]),
            .. Part(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
            .. Part(0xDA, [1, 1, 0, 0, 63, 0]), 0x78,
            0xFF, 0xD9,
            .. Encoding.ASCII.GetBytes("behind the end: " + Place),
        ];
    }

    public static byte[] Png() =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10,
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        .. Chunk("eXIf", Encoding.ASCII.GetBytes(Place)),
        .. Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0" + Place)),
        .. Chunk("iTXt", Encoding.ASCII.GetBytes("XML:com.adobe.xmp\0" + Place)),
        .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 2, 0, 1]),
        .. Chunk("IEND", []),
        .. Encoding.ASCII.GetBytes(Place),
    ];

    public static byte[] WebP()
    {
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", [1, 2, 3]),
            .. Riff("EXIF", Encoding.ASCII.GetBytes(Place)), .. Riff("XMP ", Encoding.ASCII.GetBytes(Place))];
        return Riff("RIFF", body);
    }

    public static byte[] Mp4() =>
        [.. Box("ftyp", Encoding.ASCII.GetBytes("isom")),
            .. Box("moov", [.. Box("mvhd", new byte[8]), .. Box("udta", Encoding.ASCII.GetBytes(Place))]), .. Box("mdat", [1, 2, 3])];

    private static byte[] Part(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string name, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        return [.. Big(content.Length), .. named, 0, 0, 0, 0];
    }

    private static byte[] Riff(string name, ReadOnlySpan<byte> content)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. size, .. content, .. new byte[content.Length % 2]];
    }

    private static byte[] Box(string name, ReadOnlySpan<byte> content) =>
        [.. Big(content.Length + 8), .. Encoding.ASCII.GetBytes(name), .. content];

    private static byte[] Big(int number)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, number);
        return size;
    }
}
