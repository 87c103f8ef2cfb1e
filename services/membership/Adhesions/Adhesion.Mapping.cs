using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Adhesions;

sealed class AdhesionMapping : IEntityTypeConfiguration<Adhesion>
{
    public void Configure(EntityTypeBuilder<Adhesion> adhesion)
    {
        adhesion.Property(a => a.State).HasConversion<string>().HasMaxLength(40);
        adhesion.Property(a => a.Road).HasConversion<string>().HasMaxLength(40);
        adhesion.Property(a => a.RelayDeed).HasConversion<string>().HasMaxLength(40);
        adhesion.Property(a => a.Siren).HasMaxLength(BodyId.MaxLength);
        adhesion.Property(a => a.OpenSiren).HasMaxLength(BodyId.MaxLength);
        adhesion.Property(a => a.SearchKey).HasMaxLength(260);
        adhesion.Property(a => a.FrozenSha256).HasMaxLength(64);
        adhesion.Property(a => a.FrozenForms).HasMaxLength(64);
        adhesion.Property(a => a.DecidedBy).HasMaxLength(64);
        adhesion.Property(a => a.Entity).HasMessage();
        adhesion.Property(a => a.Sector).HasMessage();
        adhesion.Property(a => a.Representative).HasMessage();
        adhesion.Property(a => a.ProposedRepresentative).HasMessage();
        adhesion.Property(a => a.Referent).HasMessage();
        adhesion.Property(a => a.ProposedReferent).HasMessage();
        adhesion.Property(a => a.ProposedEntity).HasMessage();
        adhesion.Property(a => a.ProposedDelegation).HasMessage();
        adhesion.Property(a => a.Delegation).HasMessage();
        adhesion.Property(a => a.Amendment).HasMessage();
        adhesion.Property(a => a.Departure).HasMessage();
        adhesion.Property(a => a.FormerReferents).HasJson();
        adhesion.Property(a => a.Exchanges).HasMessages();
        adhesion.Property(a => a.Texts).HasJson();
        adhesion.Property(a => a.Granted).HasJson();
        adhesion.HasIndex(a => a.OpenSiren).IsUnique();
        adhesion.HasIndex(a => a.Siren);
        adhesion.HasIndex(a => a.OrganisationId);
        adhesion.HasIndex(a => new { a.RelayId, a.Siren });
        adhesion.HasIndex(a => a.InvitationDueAt);
        adhesion.HasIndex(a => a.ClockDueAt);
        adhesion.HasIndex(a => a.DelegationAskedAt);
        adhesion.HasIndex(a => new { a.State, a.StateSince });
    }
}
