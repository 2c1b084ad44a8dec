using System.Text;
using Core.Complaints.Attachments;
using Core.Messaging;

namespace Tests.Complaints;

public sealed class CleanPictureTests
{
    public static TheoryData<string, byte[]> Told => new()
    {
        { ".jpg", Pictures.Jpeg(6) },
        { ".png", Pictures.Png() },
        { ".webp", Pictures.WebP() },
        { ".mp4", Pictures.Mp4() },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void Nothing_tells_any_more_where_it_was_taken(string extension, byte[] content)
    {
        Text(content).ShouldContain(Pictures.Place);
        var clean = CleanPicture.Of([.. content], extension).ShouldNotBeNull();
        Text(clean).ShouldNotContain("GPS");
        Text(clean).ShouldNotContain("Photoshop");
        KeptFile.ExtensionOf(clean, FileKind.Document).ShouldBe(extension);
        CleanPicture.Of([.. clean], extension).ShouldBe(clean);
    }

    [Fact]
    public void A_jpeg_keeps_its_picture_and_its_orientation()
    {
        var clean = CleanPicture.Of(Pictures.Jpeg(6), ".jpg")!;
        clean.AsSpan().IndexOf<byte>([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]).ShouldBeGreaterThan(0);
        clean.AsSpan().IndexOf("Exif\0\0"u8).ShouldBeGreaterThan(0);
        clean[^2..].ShouldBe([0xFF, 0xD9]);
        CleanPicture.Of(Pictures.Jpeg(1), ".jpg")!.AsSpan().IndexOf("Exif"u8).ShouldBe(-1);
    }

    [Fact]
    public void A_picture_cut_anywhere_is_refused_or_cleaned_and_never_breaks_anything()
    {
        foreach (var (extension, whole) in new[] { (".jpg", Pictures.Jpeg(6)), (".png", Pictures.Png()), (".webp", Pictures.WebP()),
            (".mp4", Pictures.Mp4()) })
            for (var length = 12; length < whole.Length; length++)
                CleanPicture.Of(whole[..length], extension);
    }

    [Theory]
    [InlineData("MZ a program", FileKind.Photo, null)]
    [InlineData("<html><script>", FileKind.Document, null)]
    [InlineData("%PDF-1.7", FileKind.Document, ".pdf")]
    [InlineData("%PDF-1.7", FileKind.Photo, null)]
    [InlineData("OggS....", FileKind.Voice, ".ogg")]
    [InlineData("OggS....", FileKind.Video, null)]
    [InlineData("", FileKind.Document, null)]
    internal void A_file_is_what_its_bytes_say(string content, FileKind kind, string? extension) =>
        KeptFile.ExtensionOf(Encoding.ASCII.GetBytes(content), kind).ShouldBe(extension);

    [Theory]
    [InlineData("heix")]
    [InlineData("heic")]
    [InlineData("hevc")]
    [InlineData("msf1")]
    [InlineData("avis")]
    [InlineData("isom", "mif1")]
    public void A_still_picture_of_a_camera_is_not_taken_for_a_video(string brand, string? compatible = null)
    {
        byte[] content = [0, 0, 0, 24, .. Encoding.ASCII.GetBytes($"ftyp{brand}\0\0\0\0{compatible ?? brand}isom"), .. new byte[40]];
        KeptFile.ExtensionOf(content, FileKind.Document).ShouldBeNull();
        KeptFile.ExtensionOf(content, FileKind.Video).ShouldBeNull();
    }

    [Theory]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x7FFFFFFEu)]
    public void A_jpeg_whose_Exif_points_far_outside_of_it_is_cleaned_like_any_other(uint offset)
    {
        var content = Pictures.Jpeg(6);
        var tiff = content.AsSpan().IndexOf("Exif\0\0"u8) + 6;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(tiff + 4), offset);
        Text(CleanPicture.Of(content, ".jpg")!).ShouldNotContain(Pictures.Place);
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
