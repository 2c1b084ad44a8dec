using System.Globalization;
using System.Net;
using System.Text;

namespace Bot.Reports;

/// <summary>A drawing made of rectangles, lines and texts.</summary>
internal sealed class Svg(double width, double height, string paper = "#fbfaf6")
{
    public const string Ink = "#17211f";
    public const string Soft = "#55625f";
    public const string Rule = "#dcdcd2";
    public const string Accent = "#0a5c53";
    public const string Bar = "#3b8f83";
    public const string Low = "#b4541c";

    private readonly StringBuilder _parts = new();

    public Svg Rect(double x, double y, double w, double h, string fill, double round = 0)
    {
        _parts.Append(
            CultureInfo.InvariantCulture, $"""<rect x="{x:0.#}" y="{y:0.#}" width="{Math.Max(w, 0):0.#}" height="{h:0.#}" rx="{round:0.#}" fill="{fill}"/>""");
        return this;
    }

    public Svg Line(double x1, double y1, double x2, double y2, string stroke, double size = 1, string? dash = null)
    {
        var dashed = dash is null ? "" : $" stroke-dasharray=\"{dash}\"";
        _parts.Append(
            CultureInfo.InvariantCulture, $"""<path d="M{x1:0.#} {y1:0.#}L{x2:0.#} {y2:0.#}" stroke="{stroke}" stroke-width="{size:0.#}"{dashed}/>""");
        return this;
    }

    public Svg Dot(double x, double y, double radius, string fill)
    {
        _parts.Append(
            CultureInfo.InvariantCulture, $"""<circle cx="{x:0.#}" cy="{y:0.#}" r="{radius:0.#}" fill="{fill}" stroke="#fff" stroke-width="2"/>""");
        return this;
    }

    public Svg Text(double x, double y, string text, double size, string fill = Ink, bool bold = false, string anchor = "start")
    {
        _parts.Append(CultureInfo.InvariantCulture,
            $"""<text x="{x:0.#}" y="{y:0.#}" font-size="{size:0.#}" font-weight="{(bold ? 700 : 400)}" fill="{fill}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");
        return this;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0} {height:0}" font-family="DejaVu Sans, Liberation Sans, sans-serif"><rect width="100%" height="100%" fill="{paper}"/>{_parts}</svg>""");
}
