using System.Buffers.Binary;
using Dinamis.Activity.Experiences;

namespace Dinamis.UnitTests.Activity;

public sealed class PictureSpec
{
    static byte[] Png(int width, int height)
    {
        var bytes = new byte[33];
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']).CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }

    // Start, an application segment, a start of frame.
    static byte[] Jpeg(ushort width, ushort height) =>
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 17, 0];

    [Fact]
    public void Sizes_of_png_and_jpeg_are_read()
    {
        PictureHead.Read(Png(1024, 768)).ShouldBe(new("image/png", 1024, 768));
        PictureHead.Read(Jpeg(640, 480)).ShouldBe(new("image/jpeg", 640, 480));
    }

    [Fact]
    public void An_extract_is_at_most_1024_pixels_a_side()
    {
        PictureHead.Read(Png(1024, 1024))!.Fits.ShouldBeTrue();
        PictureHead.Read(Png(1025, 10))!.Fits.ShouldBeFalse();
        PictureHead.Read(Png(10, -1))!.Fits.ShouldBeFalse();
        PictureHead.Read(Jpeg(0, 10))!.Fits.ShouldBeFalse();
    }

    [Fact]
    public void Anything_else_is_no_picture()
    {
        PictureHead.Read("<svg xmlns='http://www.w3.org/2000/svg'/>"u8).ShouldBeNull();
        PictureHead.Read("GIF89a"u8).ShouldBeNull();
        PictureHead.Read([]).ShouldBeNull();
    }

    static byte[] Chunk(string name, params byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        System.Text.Encoding.ASCII.GetBytes(name).CopyTo(chunk, 4);
        content.CopyTo(chunk, 8);
        return chunk;
    }

    [Fact]
    public void A_png_is_kept_without_its_words_and_what_follows_its_end()
    {
        byte[] head = [.. Png(10, 10)], rest = [.. Chunk("IDAT", 1, 2), .. Chunk("IEND")];
        byte[] sent = [.. head, .. Chunk("tEXt", [.. "Author Jeanne"u8]), .. Chunk("eXIf", 1), .. rest, .. "more"u8];
        BarePicture.Of(PictureHead.Read(sent)!, sent).ShouldBe([.. head, .. rest]);
        BarePicture.Of(PictureHead.Read(head)!, head).ShouldBeNull();
    }

    [Fact]
    public void A_jpeg_is_kept_without_exif_and_comments()
    {
        byte[] exif = [0xFF, 0xE1, 0, 6, (byte)'E', (byte)'x', (byte)'i', (byte)'f'], comment = [0xFF, 0xFE, 0, 3, 65], scan = [0xFF, 0xDA, 0, 3, 1, 7, 7, 0xFF, 0xD9];
        var plain = Jpeg(64, 48);
        byte[] sent = [0xFF, 0xD8, .. exif, .. plain[2..], .. comment, .. scan];
        BarePicture.Of(PictureHead.Read(sent)!, sent).ShouldBe([.. plain, .. scan]);
        BarePicture.Of(PictureHead.Read(plain)!, plain).ShouldBeNull();
    }

    [Fact]
    public void No_bytes_make_it_fail() => Gen.Byte.Array[0, 200].Sample(noise =>
    {
        foreach (byte[] bytes in new byte[][] { noise, [0xFF, 0xD8, 0xFF, .. noise], [.. Png(10, 10), .. noise], [.. Jpeg(10, 10), .. noise] })
            if (PictureHead.Read(bytes) is { } head) BarePicture.Of(head, bytes);
    });
}
