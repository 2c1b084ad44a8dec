using Bot.Reports;
using SkiaSharp;

namespace Tests.Reports;

/// <summary>Charts as pictures: letters come from the program's own typeface, so that a machine without fonts draws the same.</summary>
[Trait("Database", "any")]
public sealed class PictureTests
{
    [Fact]
    public void Letters_are_drawn_whatever_family_is_asked_for()
    {
        Ink("").ShouldBe(0);
        Ink("""<text x="10" y="40" font-size="30">Suara</text>""", family: "DejaVu Sans, Liberation Sans, sans-serif")
            .ShouldBeGreaterThan(300);
        Ink("""<text x="10" y="40" font-size="30">Suara</text>""", family: "No Such Family").ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Bold_letters_are_heavier() =>
        Ink("""<text x="10" y="40" font-size="30" font-weight="700">Suara</text>""")
            .ShouldBeGreaterThan(Ink("""<text x="10" y="40" font-size="30" font-weight="400">Suara</text>""") * 12 / 10);

    [Fact]
    public void A_text_may_stand_left_of_its_place_or_around_it()
    {
        var (start, middle, end) = (Left("start"), Left("middle"), Left("end"));
        start.ShouldBeInRange(100, 106);
        middle.ShouldBeLessThan(start - 20);
        end.ShouldBeLessThan(middle - 20);
    }

    [Fact]
    public void What_is_no_drawing_is_refused() => Should.Throw<Exception>(() => PictureMaker.Draw("<svg", Stream.Null));

    /// <summary>How many dark points there are.</summary>
    private static int Ink(string parts, string family = "DejaVu Sans")
    {
        using var picture = Drawn(parts, family);
        return picture.Pixels.Count(IsDark);
    }

    /// <summary>Where the text's leftmost dark point stands when it is anchored at 100.</summary>
    private static int Left(string anchor)
    {
        using var picture = Drawn($"""<text x="100" y="40" font-size="24" text-anchor="{anchor}">Suara</text>""", "DejaVu Sans");
        return Enumerable.Range(0, picture.Width).First(x => Enumerable.Range(0, picture.Height).Any(y => IsDark(picture.GetPixel(x, y))));
    }

    private static bool IsDark(SKColor point) => point.Red < 128;

    private static SKBitmap Drawn(string parts, string family)
    {
        using var file = new MemoryStream();
        PictureMaker.Draw($"""<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" font-family="{family}"><rect width="100%" height="100%" fill="#fff"/>{parts}</svg>""", file);
        var picture = SKBitmap.Decode(file.ToArray());
        (picture.Width, picture.Height).ShouldBe((200, 60));
        return picture;
    }
}
