using Dinamis.Storage;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Licence;

/// <summary>For what a person, acting for one organisation, uses the images of a family. Kept 30 days, then asked again.</summary>
sealed class ChosenPurpose : Aggregate
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Guid PersonId { get; init; }
    public Guid OrganisationId { get; init; }
    public required string Family { get; init; }
    public string Purpose { get; private set; } = "";
    public DateTimeOffset Until { get; private set; }

    public void Choose(string purpose, DateTimeOffset at)
    {
        (Purpose, Until) = (purpose, at + Kept);
        Raise(new Act
        {
            Verb = "purpose.chosen",
            ActorId = PersonId.ToString(),
            OrganisationId = OrganisationId.ToString(),
            ObjectType = "licence",
            ObjectId = Family,
            Facts = { ["purpose"] = purpose },
        });
    }
}

sealed class ChosenPurposeMapping : IEntityTypeConfiguration<ChosenPurpose>
{
    public void Configure(EntityTypeBuilder<ChosenPurpose> builder)
    {
        builder.ToTable("purpose");
        builder.HasIndex(p => new { p.PersonId, p.OrganisationId, p.Family }).IsUnique();
    }
}
