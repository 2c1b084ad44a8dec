using Core.Messaging;
using QRCoder;

namespace Bot.Reports;

/// <summary>Draws a link as a QR code, in a size that a printed sheet and a phone's camera both take.</summary>
internal sealed class DrawCode(OwnFolder folder)
{
    private const int PixelsPerModule = 12;

    /// <summary>The picture of the link's code, in the folder of documents that wait to be sent.</summary>
    public OutFile Of(string link, string name, string alt)
    {
        var path = folder.NewPath(".png");
        File.WriteAllBytes(path, Bytes(link));
        return new OutFile(path, name, Picture: true, alt);
    }

    /// <summary>The picture itself.</summary>
    internal static byte[] Bytes(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(PixelsPerModule);
    }
}
