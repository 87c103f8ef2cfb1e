using Dinamis.Kernel;

namespace Dinamis.Catalogue.Stac;

/// <summary>Reads at most so many bytes, whatever Content-Length says or does not say.</summary>
sealed class BoundedStream(Stream inner, long limit) : Stream
{
    long read;

    /// <param name="limit">Bytes, whole mebibytes.</param>
    public static Refused TooLarge(long limit) => new(Refusals.TooLarge, [new("body", $"{limit >> 20} Mio au plus.")]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        if ((read += count) > limit) throw TooLarge(limit);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => read; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
