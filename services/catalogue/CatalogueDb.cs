using System.Data;
using System.Data.Common;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Downloads;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Licence;
using Dinamis.Catalogue.Tasking;
using Dinamis.Mail;
using Dinamis.Rights;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dinamis.Catalogue;

/// <summary>Collections, assets, downloads and requests. Scenes themselves are behind <see cref="Items.IItemStore"/>.</summary>
abstract class CatalogueDb(DbContextOptions options) : StoreDb(options)
{
    public DbSet<Collection> Collections => Set<Collection>();
    public DbSet<ReceivedFile> Files => Set<ReceivedFile>();
    public DbSet<PictureTask> PictureTasks => Set<PictureTask>();
    public DbSet<DeliveryFile> Deliveries => Set<DeliveryFile>();
    public DbSet<Asset> Assets => Set<Asset>();
    public DbSet<DownloadRecord> Downloads => Set<DownloadRecord>();
    public DbSet<Quota> Quotas => Set<Quota>();
    public DbSet<ChosenPurpose> Purposes => Set<ChosenPurpose>();
    public DbSet<RequestFile> ImageryRequests => Set<RequestFile>();
    public DbSet<Notice> Notices => Set<Notice>();

    /// <summary>A command of the open connection, in the open transaction if there is one: for SQL that has no mapping.</summary>
    public async Task<DbCommand> CommandAsync(CancellationToken cancellationToken)
    {
        var connection = Database.GetDbConnection();
        if (connection.State != ConnectionState.Open) await Database.OpenConnectionAsync(cancellationToken);
        var command = connection.CreateCommand();
        command.Transaction = Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddRights();
        modelBuilder.AddMail();
    }
}

sealed class SqliteCatalogueDb(DbContextOptions<SqliteCatalogueDb> options) : CatalogueDb(options);

sealed class PostgresCatalogueDb(DbContextOptions<PostgresCatalogueDb> options) : CatalogueDb(options);
