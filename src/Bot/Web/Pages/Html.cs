using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>Markup. Whatever is put into it is encoded, unless it is markup itself, so nobody's words can become a tag.</summary>
internal readonly struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html None => default;

    /// <summary>The literal parts are markup, the filled-in parts are text.</summary>
    public static Html Of(Builder markup) => new(markup.ToString());

    /// <summary>Only for markup of our own files.</summary>
    public static Html Raw(string ours) => new(ours);

    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> show)
    {
        var all = new StringBuilder();
        foreach (var item in items) all.Append(show(item)._markup);
        return new Html(all.ToString());
    }

    public override string ToString() => _markup ?? "";

    [InterpolatedStringHandler]
    internal readonly struct Builder(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html markup) => _text.Append(markup._markup);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(TextFormatting.Strip(text ?? "")));

        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>A coordinate.</summary>
        public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();
    }
}
