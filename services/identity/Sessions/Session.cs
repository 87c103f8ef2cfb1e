using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Identity;

/// <summary>One sign-in, of a browser or of a device: what every token that follows from it hangs on. Its id is the claim <c>sid</c>.</summary>
public sealed class Session
{
    public const string Password = "pwd", Federation = "fed", Device = "device";

    public Guid Id { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>How the person proved who she is: <see cref="Password"/>, <see cref="Federation"/>, or <see cref="Device"/>.</summary>
    public string Method { get; init; } = "";

    /// <summary>The organisation for which the person acts in it.</summary>
    public Guid? OrganisationId { get; set; }

    public long Generation { get; init; }

    /// <summary>When the person proved who she is, UTC, to the second of <c>auth_time</c> at least: by another body's SSO, when it was proven there.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Whatever is done in it, the person signs in again after this.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The clients of this session still have to be told that it ended.</summary>
    public bool LogoutDue { get; set; }

    public bool IsAlive(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) return;
        (EndedAt, LogoutDue) = (now, Method != Device);
    }
}

sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> e)
    {
        e.ToTable("session").HasKey(s => s.Id);
        e.Property(s => s.Id).ValueGeneratedNever();
        e.HasIndex(s => s.PersonId);
        e.HasIndex(s => s.LogoutDue);
        e.HasIndex(s => s.ExpiresAt);
    }
}
