using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using PIC = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Bot.Reports.Documents;

/// <summary>Puts pictures into a DOCX, each with the words for somebody who cannot see it.</summary>
internal sealed class DocxPictures(MainDocumentPart main)
{
    private const double EmuPerPoint = 12_700;
    private uint _number;

    /// <summary>A run that shows the picture in its line.</summary>
    public Run Run(Picture picture)
    {
        var part = main.AddImagePart(picture.File is [0xFF, 0xD8, ..] ? ImagePartType.Jpeg : ImagePartType.Png);
        part.FeedData(new MemoryStream(picture.File, writable: false));
        var number = ++_number;
        var (wide, tall) = ((long)(picture.Width * EmuPerPoint), (long)(picture.Height * EmuPerPoint));
        var inline = new DW.Inline(
            new DW.Extent { Cx = wide, Cy = tall },
            new DW.DocProperties { Id = number, Name = $"Gambar {number}", Description = picture.Alt },
            new A.Graphic(new A.GraphicData(new PIC.Picture(
                new PIC.NonVisualPictureProperties(
                    new PIC.NonVisualDrawingProperties { Id = number, Name = $"Gambar {number}", Description = picture.Alt },
                    new PIC.NonVisualPictureDrawingProperties()),
                new PIC.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
                new PIC.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = wide, Cy = tall }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };
        return new Run(new Drawing(inline));
    }
}
