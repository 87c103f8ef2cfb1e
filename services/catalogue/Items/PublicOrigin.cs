using System.Buffers;
using System.Text;

namespace Dinamis.Catalogue.Items;

/// <summary>
/// Stored items name a host that cannot exist (RFC 2606) where the public origin belongs, and a licence without its version. Both are
/// completed while the bytes go to the socket: an item is never parsed to be sent, and neither another origin nor a new version of a licence
/// rewrites the store.
/// </summary>
/// <param name="origin">Without a slash at its end.</param>
/// <param name="licences">Number of the version in force, by family; a family that is absent has none.</param>
sealed class PublicOrigin(string origin, IEnumerable<KeyValuePair<string, int>> licences)
{
    public const string Placeholder = "https://origin.invalid";
    static readonly byte[] placeholder = Encoding.UTF8.GetBytes(Placeholder);

    readonly byte[] host = Encoding.UTF8.GetBytes(origin);
    readonly List<(byte[] Address, byte[] Version)> versions = [.. licences.Select(l => (Encoding.UTF8.GetBytes(LicencePath(l.Key)), Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{l.Value}"))))];

    /// <summary>Page of a licence, or of one version of it.</summary>
    public static string LicencePath(string family, int? version = null) => "/licences/" + Uri.EscapeDataString(family) + (version is { } number ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{number}") : "");

    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> body)
    {
        for (int at; (at = body.IndexOf(placeholder)) >= 0;)
        {
            output.Write(body[..at]);
            output.Write(host);
            body = body[(at + placeholder.Length)..];
            if (!body.StartsWith("/licences/"u8)) continue;
            var address = body[..body.IndexOf((byte)'"')];
            output.Write(address);
            foreach (var (known, version) in versions)
                if (address.SequenceEqual(known)) output.Write(version);
            body = body[address.Length..];
        }
        output.Write(body);
    }

    public string Text(byte[] body)
    {
        var written = new ArrayBufferWriter<byte>(body.Length);
        Write(written, body);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
