using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Identity;

/// <summary>What accounts last told about a person: who may sign in, and since which generation.</summary>
public sealed class Person
{
    public Guid Id { get; init; }
    public long Version { get; set; }
    public State State { get; set; }

    /// <summary>Sessions and tokens of a lower generation are dead.</summary>
    public long Generation { get; set; }

    public long AddressVersion { get; set; }

    public bool MaySignIn => State == State.Validated;
}

/// <summary>One organisation in which a person is validated and for which it may choose to act.</summary>
public sealed class Affiliation
{
    public Guid PersonId { get; init; }
    public Guid OrganisationId { get; init; }
    public Wire.Organisation.Types.Kind Kind { get; init; }
}

sealed class PersonMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Affiliation>
{
    public void Configure(EntityTypeBuilder<Person> e)
    {
        e.ToTable("person").HasKey(p => p.Id);
        e.Property(p => p.Id).ValueGeneratedNever();
        e.Ignore(p => p.MaySignIn);
    }

    public void Configure(EntityTypeBuilder<Affiliation> e) => e.ToTable("affiliation").HasKey(a => new { a.PersonId, a.OrganisationId });
}
