using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Membership.Deeds;

/// <summary>A certificate and its key, wherever that is. Disposing it destroys a key that the certificate holds.</summary>
/// <param name="Elsewhere">
/// Signs a SHA-256 digest where the certificate holds no key: <c>r</c> and <c>s</c> of fixed length (IEEE P1363) for ECDSA, PKCS #1 v1.5 for RSA.
/// What it gives was verified with the certificate.
/// </param>
sealed record SigningKey(X509Certificate2 Certificate, Func<byte[], CancellationToken, Task<byte[]>>? Elsewhere = null) : IDisposable
{
    public void Dispose() => Certificate.Dispose();
}

/// <summary>Stands before the CMS library for a key that is elsewhere.</summary>
static class AbsentKey
{
    /// <param name="sign">Told the digest, gives its signature.</param>
    public static AsymmetricAlgorithm Of(X509Certificate2 certificate, Func<byte[], byte[]> sign)
    {
        using var ec = certificate.GetECDsaPublicKey();
        if (ec is not null) return new Ecdsa(ec.KeySize, sign);
        using var rsa = certificate.GetRSAPublicKey() ?? throw new NotSupportedException("Neither ECDSA nor RSA.");
        return new Rsa(rsa.KeySize, sign);
    }

    sealed class Ecdsa : ECDsa
    {
        readonly Func<byte[], byte[]> sign;

        public Ecdsa(int keySize, Func<byte[], byte[]> sign) => (KeySizeValue, this.sign) = (keySize, sign);

        public override byte[] SignHash(byte[] hash) => sign(hash);

        public override bool VerifyHash(byte[] hash, byte[] signature) => throw new NotSupportedException();
    }

    sealed class Rsa : RSA
    {
        readonly Func<byte[], byte[]> sign;

        public Rsa(int keySize, Func<byte[], byte[]> sign) => (KeySizeValue, this.sign) = (keySize, sign);

        public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => sign(hash);

        public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new NotSupportedException();

        public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();
    }
}
