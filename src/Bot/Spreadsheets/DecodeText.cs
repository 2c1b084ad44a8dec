using System.Text;
using Core.Texts;

namespace Bot.Spreadsheets;

/// <summary>
/// Reads a text that comes from outside in the encoding in which it was saved: UTF-8, UTF-16 with its mark ("Unicode text") or without, or
/// else Windows-1252. Lines end in one way, and what nobody sees is not there.
/// </summary>
internal static class DecodeText
{
    /// <summary>The text; null where it is none, such as a picture or a workbook under a password.</summary>
    public static string? Of(byte[] file)
    {
        var text = Decoded(file);
        return text.Contains('\0', StringComparison.Ordinal) ? null : Characters.Seen(text).ReplaceLineEndings("\n");
    }

    private static string Decoded(byte[] file)
    {
        if (file is [0xFF, 0xFE, ..] || EachOther(file, 1)) return Encoding.Unicode.GetString(file);
        if (file is [0xFE, 0xFF, ..] || EachOther(file, 0)) return Encoding.BigEndianUnicode.GetString(file);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    /// <summary>Whether every other byte of its beginning is zero and none between them, as letters are in UTF-16.</summary>
    private static bool EachOther(byte[] file, int zero)
    {
        var head = file.Take(64).ToArray();
        return head.Length >= 4 && !head.Where((b, at) => b == 0 != (at % 2 == zero)).Any();
    }
}
