using Dinamis.Accounts.Invitations;
using Dinamis.Accounts.Organisations;
using Dinamis.Accounts.Persons;
using Dinamis.Mail;
using Dinamis.Rights;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts;

abstract class AccountsDb(DbContextOptions options) : StoreDb(options)
{
    public DbSet<Person> Persons => Set<Person>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OrganisationName> OrganisationNames => Set<OrganisationName>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddRights();
        modelBuilder.AddMail();
    }
}

sealed class SqliteAccountsDb(DbContextOptions<SqliteAccountsDb> options) : AccountsDb(options);

sealed class PostgresAccountsDb(DbContextOptions<PostgresAccountsDb> options) : AccountsDb(options);
