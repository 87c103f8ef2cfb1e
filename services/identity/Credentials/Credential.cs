using Dinamis.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Identity;

/// <summary>How one person signs in. Its id is accounts' person id, its user name the professional address.</summary>
public sealed class Credential : IdentityUser<Guid>
{
    /// <summary>Version of the address that accounts last told.</summary>
    public long AddressVersion { get; set; }

    /// <summary>The organisation for which the person chose to act the last time.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Only an instance that plays another's SSO knows names; ours asks accounts.</summary>
    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    internal static Credential New(ILookupNormalizer normalizer, Guid id, string address, long addressVersion)
    {
        var credential = new Credential { Id = id, EmailConfirmed = true, LockoutEnabled = true, SecurityStamp = Secrets.NewToken() };
        credential.SetAddress(normalizer, address, addressVersion);
        return credential;
    }

    internal void SetAddress(ILookupNormalizer normalizer, string address, long version)
    {
        UserName = Email = MailAddresses.Normalize(address);
        NormalizedUserName = NormalizedEmail = normalizer.NormalizeName(UserName);
        AddressVersion = version;
    }

    /// <summary>A password that its owner just chose is not locked by others' tries.</summary>
    internal void SetPassword(string hash) => (PasswordHash, SecurityStamp, AccessFailedCount, LockoutEnd) = (hash, Secrets.NewToken(), 0, null);
}

sealed class CredentialMapping :
    IEntityTypeConfiguration<Credential>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<Credential> e)
    {
        e.ToTable("credential").HasKey(c => c.Id);
        e.Property(c => c.Id).ValueGeneratedNever();
        e.HasIndex(c => c.NormalizedUserName).IsUnique();
        e.HasIndex(c => c.NormalizedEmail);
        e.Property(c => c.ConcurrencyStamp).IsConcurrencyToken();
        foreach (var name in (string[])[nameof(Credential.UserName), nameof(Credential.NormalizedUserName), nameof(Credential.Email), nameof(Credential.NormalizedEmail)])
            e.Property(name).HasMaxLength(256);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> e)
    {
        e.ToTable("external_login").HasKey(l => new { l.LoginProvider, l.ProviderKey });
        e.HasOne<Credential>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> e)
    {
        e.ToTable("credential_secret").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        e.HasOne<Credential>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> e)
    {
        e.ToTable("passkey").HasKey(p => p.CredentialId);
        e.Property(p => p.CredentialId).HasMaxLength(1024);
        e.OwnsOne(p => p.Data).ToJson();
        e.HasOne<Credential>().WithMany().HasForeignKey(p => p.UserId);
    }
}
