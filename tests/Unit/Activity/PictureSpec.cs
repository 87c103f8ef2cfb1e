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
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 1, 0];

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

    [Fact]
    public void No_bytes_make_it_fail() =>
        Gen.Byte.Array[0, 200].Sample(noise => { PictureHead.Read(noise); PictureHead.Read([0xFF, 0xD8, 0xFF, .. noise]); });
}
