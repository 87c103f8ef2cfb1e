using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.IdentityModel.Tokens;

namespace Dinamis.Identity;

/// <summary>A key that signs tokens (EC P-256) or seals codes and refresh tokens (AES-256). Protected by the ring of this application.</summary>
public sealed class TokenKey
{
    public const string Signing = "sig", Encryption = "enc";

    public Guid Id { get; init; }
    public string Use { get; init; } = "";
    public byte[] Protected { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }

    internal static TokenKey New(string use, DateTimeOffset now, IDataProtector ring)
    {
        byte[] secret;
        if (use == Signing)
        {
            using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            secret = pair.ExportPkcs8PrivateKey();
        }
        else
        {
            secret = RandomNumberGenerator.GetBytes(32);
        }
        return new() { Id = Guid.CreateVersion7(now), Use = use, CreatedAt = now, Protected = ring.Protect(secret) };
    }

    internal SecurityKey Open(IDataProtector ring)
    {
        var secret = ring.Unprotect(Protected);
        if (Use == Encryption) return new SymmetricSecurityKey(secret) { KeyId = Id.ToString("N") };
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(secret, out _);
        return new ECDsaSecurityKey(pair) { KeyId = Id.ToString("N") };
    }
}

sealed class TokenKeyMapping : IEntityTypeConfiguration<TokenKey>
{
    public void Configure(EntityTypeBuilder<TokenKey> e)
    {
        e.ToTable("token_key").HasKey(k => k.Id);
        e.Property(k => k.Id).ValueGeneratedNever();
    }
}
