using Dinamis.Mail;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>Credentials, sessions, signing keys and the tables of OpenIddict; the rights of people stay in accounts.</summary>
public abstract class IdentityDb(DbContextOptions options) : StoreDb(options)
{
    public DbSet<Credential> Credentials => Set<Credential>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Affiliation> Affiliations => Set<Affiliation>();
    public DbSet<TokenKey> TokenKeys => Set<TokenKey>();
    public DbSet<Redemption> Redemptions => Set<Redemption>();
    public DbSet<ResetLink> ResetLinks => Set<ResetLink>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddMail();
        modelBuilder.UseOpenIddict();
    }
}

public sealed class SqliteIdentityDb(DbContextOptions<SqliteIdentityDb> options) : IdentityDb(options);

public sealed class PostgresIdentityDb(DbContextOptions<PostgresIdentityDb> options) : IdentityDb(options);
