using System.Buffers;
using System.Text;

namespace Dinamis.Catalogue.Items;

/// <summary>
/// Stored items name a host that cannot exist (RFC 2606) where the public origin belongs. It is replaced while the bytes go to the
/// socket: an item is never parsed to be sent, and a changed origin needs no rewriting of the store.
/// </summary>
static class PublicOrigin
{
    public const string Placeholder = "https://origin.invalid";
    static readonly byte[] placeholder = Encoding.UTF8.GetBytes(Placeholder);

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> body, ReadOnlySpan<byte> origin)
    {
        for (int at; (at = body.IndexOf(placeholder)) >= 0; body = body[(at + placeholder.Length)..])
        {
            output.Write(body[..at]);
            output.Write(origin);
        }
        output.Write(body);
    }

    public static string Text(byte[] body, string origin) => Encoding.UTF8.GetString(body).Replace(Placeholder, origin, StringComparison.Ordinal);
}
