using System.Security.Cryptography;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Assets;

/// <summary>Files by the SHA-256 of their bytes, in <c>{data}/assets/catalogue</c>: a name never changes its content, and a copy is kept once.</summary>
sealed class AssetStore(IOptions<DinamisOptions> options)
{
    readonly string root = options.Value.Folder("assets", "catalogue");

    public static bool IsHash(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>Where the bytes are; whether they are is another question.</summary>
    public string PathOf(string sha256) => IsHash(sha256) ? Path.Combine(root, sha256[..2], sha256) : throw new ArgumentException("Not a SHA-256.", nameof(sha256));

    /// <summary>Bytes; null when the file is not here.</summary>
    public long? Size(string sha256) => new FileInfo(PathOf(sha256)) is { Exists: true } file ? file.Length : null;

    /// <summary>Receives a file; it gets its name only when all of it has arrived.</summary>
    /// <exception cref="Refused">Longer than <paramref name="max"/>, or empty.</exception>
    public async Task<(string Sha256, long Size)> ReceiveAsync(Stream content, long max, CancellationToken cancellationToken)
    {
        var arriving = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "arriving")).FullName, Guid.CreateVersion7().ToString("N"));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            await using (var file = new FileStream(arriving, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 0 }))
            {
                var buffer = new byte[128 * 1024];
                for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    if ((size += count) > max) throw new Refused(Refusals.TooLarge);
                    hash.AppendData(buffer, 0, count);
                    await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                }
                file.Flush(flushToDisk: true);
            }
            if (size == 0) throw new Refused(Refusals.Invalid, [new("file", "Le fichier est vide.")]);
            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            var path = PathOf(sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(arriving, path, overwrite: true);
            return (sha256, size);
        }
        finally
        {
            File.Delete(arriving);
        }
    }
}
