using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>
/// Markup. Whatever is put into it is encoded, unless it is markup itself, so nobody's words can become a tag. An attribute that holds an
/// address and begins with / leads to us, below whatever path we are served (<see cref="BasePath"/>).
/// </summary>
internal readonly partial struct Html
{
    /// <summary>Stands for that path until the page is written. No text has it, since the encoder writes it as a number.</summary>
    private const char Root = '\uE000';

    private static readonly string[] Addresses = [" href=\"", " src=\"", " action=\"", " formaction=\"", " data-from=\""];
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

    /// <summary>As it is sent to who asked.</summary>
    public string For(HttpRequest request) => (_markup ?? "").Replace($"{Root}", request.PathBase.Value, StringComparison.Ordinal);

    [GeneratedRegex("""(?<=\b(?:href|src|action|formaction|data-from|data-root)=")/(?!/)""")]
    private static partial Regex OwnAddress();

    [InterpolatedStringHandler]
    internal readonly struct Builder(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string markup) =>
            _text.Append(markup.Contains("=\"/", StringComparison.Ordinal) ? OwnAddress().Replace(markup, $"{Root}/") : markup);

        public void AppendFormatted(Html markup) => _text.Append(markup._markup);

        public void AppendFormatted(string? text)
        {
            if (text is ['/', ..] and not ['/', '/', ..] && IsAddress()) _text.Append(Root);
            _text.Append(Encoder.Encode(TextFormatting.Strip(text ?? "")));
        }

        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>A coordinate.</summary>
        public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();

        /// <summary>Whether what comes next is the beginning of an attribute that holds an address.</summary>
        private bool IsAddress()
        {
            var end = _text.ToString(Math.Max(0, _text.Length - 16), Math.Min(16, _text.Length));
            return Array.Exists(Addresses, attribute => end.EndsWith(attribute, StringComparison.Ordinal));
        }
    }
}
