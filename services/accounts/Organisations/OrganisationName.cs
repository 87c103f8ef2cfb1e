using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Accounts.Organisations;

/// <summary>Name of an organisation as membership told it: mails are written inside a transaction, where nobody is asked.</summary>
sealed class OrganisationName
{
    /// <summary>Organisation id, as in the standing.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>Version of the standing for which it was asked: asked again when it changes.</summary>
    public required long StandingVersion { get; set; }
}

sealed class OrganisationNameMapping : IEntityTypeConfiguration<OrganisationName>
{
    public void Configure(EntityTypeBuilder<OrganisationName> name)
    {
        name.ToTable("organisation_name").HasKey(n => n.Key);
        name.Property(n => n.Name).HasMaxLength(300);
    }
}
