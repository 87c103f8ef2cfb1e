using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Accounts.Persons;

sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("person");
        person.Property(p => p.Address).HasMaxLength(254);
        person.Property(p => p.GivenName).HasMaxLength(60);
        person.Property(p => p.FamilyName).HasMaxLength(60);
        person.Property(p => p.SortKey).HasMaxLength(130);
        person.Ignore(p => p.State);
        // The same address in another case is the same person: it is normalized before it comes here.
        person.HasIndex(p => p.Address).IsUnique();
        person.HasIndex(p => p.SortKey);
        person.HasMany(p => p.Seats).WithOne().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        person.Navigation(p => p.Seats).HasField("seats").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }
}

sealed class SeatMapping : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> seat)
    {
        seat.ToTable("seat");
        seat.HasKey(s => new { s.PersonId, s.OrganisationId });
        seat.Property(s => s.Function).HasMaxLength(150);
        seat.Property(s => s.Service).HasMaxLength(150);
        seat.Property(s => s.IntendedUses).HasMaxLength(2000);
        seat.Property(s => s.Reason).HasMaxLength(1000);
        seat.HasIndex(s => new { s.OrganisationId, s.State });
    }
}
