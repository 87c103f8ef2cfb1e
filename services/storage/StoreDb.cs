using System.Data;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dinamis.Storage;

/// <summary>What every service's database has: the event feed, the replies of writes, cursors and leases.</summary>
public abstract class StoreDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<OnceRow> OnceRows => Set<OnceRow>();
    public DbSet<CursorRow> Cursors => Set<CursorRow>();
    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public bool IsSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>Acts of this transaction, in order, and the aggregates whose state it changed; the unit of work makes events of them.</summary>
    internal List<IMessage> Acts { get; } = [];

    internal HashSet<IPublishState> Changed { get; } = [];

    /// <summary>Notes an act that changes no aggregate: a read of personal data.</summary>
    public void Record(Wire.Act act) => Acts.Add(act);

    /// <summary>To be done once this transaction is committed, and never if it is not: what this process remembers of the rows is forgotten then.</summary>
    public void AfterCommit(Action action) => Committed.Add(action);

    internal List<Action> Committed { get; } = [];

    /// <summary>One moment for all that is read until it is disposed, however many queries that takes; it holds up no writer.</summary>
    // "Read uncommitted" is how the SQLite provider is asked for a transaction that takes no lock before it writes; what it reads is a snapshot there too.
    public Task<IDbContextTransaction> MomentAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsSqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>As new: the transaction was rolled back and is done again.</summary>
    internal void Forget()
    {
        ChangeTracker.Clear();
        Acts.Clear();
        Changed.Clear();
        Committed.Clear();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<EventRow>(e =>
        {
            e.ToTable("event").HasKey(r => r.Position);
            var position = e.Property(r => r.Position).ValueGeneratedOnAdd();
            // On SQLite AUTOINCREMENT under the one writer; see EventPosition for PostgreSQL.
            if (!IsSqlite) position.HasDefaultValueSql("next_event_position()");
        });
        modelBuilder.Entity<OnceRow>(e =>
        {
            e.ToTable("once").HasKey(r => new { r.Caller, r.Rpc, r.Key });
            e.HasIndex(r => r.At);
        });
        modelBuilder.Entity<CursorRow>().ToTable("cursor").HasKey(r => r.Consumer);
        modelBuilder.Entity<LeaseRow>().ToTable("lease").HasKey(r => r.Name);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        foreach (var aggregate in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Aggregate).IsAssignableFrom(t.ClrType)).ToList())
        {
            modelBuilder.Entity(aggregate.ClrType).Property(nameof(Aggregate.Id)).ValueGeneratedNever();
            modelBuilder.Entity(aggregate.ClrType).Property(nameof(Aggregate.Version)).IsConcurrencyToken();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite neither orders nor compares DateTimeOffset; PostgreSQL takes UTC alone.
        if (IsSqlite) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        else configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries<Aggregate>().ToList())
        {
            var aggregate = entry.Entity;
            if (entry.State == EntityState.Unchanged && !aggregate.Touched) continue;
            aggregate.Version++;
            aggregate.Touched = false;
            Acts.AddRange(aggregate.Raised);
            aggregate.ClearRaised();
            if (aggregate is IPublishState publisher) Changed.Add(publisher);
        }
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Save asynchronously, so that events are written with what they tell.");

    sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks, v => new DateTimeOffset(v, TimeSpan.Zero));

    sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => v.ToUniversalTime(), v => v);
}
