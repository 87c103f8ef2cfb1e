using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dinamis.Kernel;

/// <summary>Opaque tokens of mailed links and keys: 256 random bits, of which only the SHA-256 is stored.</summary>
public static class Secrets
{
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored and compared in place of a token, lower-case hexadecimal.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
