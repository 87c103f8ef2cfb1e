using Dinamis.Activity.Experiences;
using Dinamis.Activity.Journal;
using Dinamis.Activity.Use;
using Dinamis.Rights;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity;

abstract class ActivityDb(DbContextOptions options) : StoreDb(options)
{
    public DbSet<JournalEntry> Entries => Set<JournalEntry>();
    public DbSet<JournalChain> Chains => Set<JournalChain>();
    public DbSet<JournalSeal> Seals => Set<JournalSeal>();
    public DbSet<DownloadFact> Downloads => Set<DownloadFact>();
    public DbSet<UseDay> Days => Set<UseDay>();
    public DbSet<ActivePerson> ActivePersons => Set<ActivePerson>();
    public DbSet<Experience> Experiences => Set<Experience>();
    public DbSet<Picture> Pictures => Set<Picture>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddRights();
    }
}

sealed class SqliteActivityDb(DbContextOptions<SqliteActivityDb> options) : ActivityDb(options);

sealed class PostgresActivityDb(DbContextOptions<PostgresActivityDb> options) : ActivityDb(options);
