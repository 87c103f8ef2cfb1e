using System.Security.Cryptography;

namespace Dinamis.Membership.Deeds;

/// <summary>Keys of the persons who countersign in a PKCS#11 token (an HSM, a smart card): they sign there and never leave it. OpenSSL asks the token, by its engine <c>pkcs11</c>.</summary>
/// <param name="address">Address of a key (RFC 7512), where <c>{person}</c> stands for the person's id without dashes.</param>
sealed class TokenKeys(string address)
{
    /// <exception cref="CryptographicException">The token is away, or has no such key.</exception>
    public ECDsa Open(Guid holder)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("Keys in a PKCS#11 token are asked by OpenSSL, on Linux.");
        using var handle = SafeEvpPKeyHandle.OpenPrivateKeyFromEngine("pkcs11", address.Replace("{person}", $"{holder:N}", StringComparison.Ordinal));
        return new ECDsaOpenSsl(handle);
    }
}
