using System.Buffers.Binary;

namespace Bot.Reports;

/// <summary>A typeface file as a document needs it: which glyph stands for a character, and how wide it is.</summary>
internal sealed class TrueType
{
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly int _unitsPerEm;
    private readonly int _metrics;
    private readonly int _cmap;

    private TrueType(byte[] file)
    {
        File = file;
        for (var i = 0; i < Short(4); i++)
            _tables[System.Text.Encoding.ASCII.GetString(file, 12 + (16 * i), 4)] = (Long(20 + (16 * i)), Long(24 + (16 * i)));
        _unitsPerEm = Short(_tables["head"].Offset + 18);
        _metrics = Short(_tables["hhea"].Offset + 34);
        _cmap = FindCmap(_tables["cmap"].Offset);
    }

    public static TrueType Regular { get; } = Load("DejaVuSans");

    public static TrueType Bold { get; } = Load("DejaVuSans-Bold");

    public byte[] File { get; }

    /// <summary>The glyph of a character; 0 where the typeface has none.</summary>
    public int Glyph(char c)
    {
        var segments = Short(_cmap + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            if (c > Short(_cmap + 14 + (2 * i))) continue;
            var start = Short(_cmap + 16 + (2 * segments) + (2 * i));
            if (c < start) return 0;
            var delta = Short(_cmap + 16 + (4 * segments) + (2 * i));
            var at = _cmap + 16 + (6 * segments) + (2 * i);
            if (Short(at) == 0) return (c + delta) & 0xffff;
            var glyph = Short(at + Short(at) + (2 * (c - start)));
            return glyph == 0 ? 0 : (glyph + delta) & 0xffff;
        }

        return 0;
    }

    /// <summary>The width of a glyph in thousandths of the size.</summary>
    public double Width(int glyph) => Short(_tables["hmtx"].Offset + (4 * Math.Min(glyph, _metrics - 1))) * 1000.0 / _unitsPerEm;

    /// <summary>The width of a text at a size.</summary>
    public double Measure(string text, double size) => text.Sum(c => Width(Glyph(c))) * size / 1000;

    private static TrueType Load(string name)
    {
        using var stream = typeof(TrueType).Assembly.GetManifestResourceStream($"Bot.Reports.Fonts.{name}.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueType(bytes);
    }

    /// <summary>The table for Unicode's first plane (platform 3, encoding 1), which is in format 4.</summary>
    private int FindCmap(int cmap)
    {
        for (var i = 0; i < Short(cmap + 2); i++)
            if (Short(cmap + 4 + (8 * i)) == 3 && Short(cmap + 6 + (8 * i)) == 1) return cmap + Long(cmap + 8 + (8 * i));
        throw new InvalidDataException("The typeface has no Unicode table.");
    }

    private int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(File.AsSpan(at));

    private int Long(int at) => BinaryPrimitives.ReadInt32BigEndian(File.AsSpan(at));
}
