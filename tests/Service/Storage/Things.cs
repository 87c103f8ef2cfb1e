using Dinamis.Kernel;
using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.ServiceTests.Storage;

/// <summary>The smallest service that stands on the foundation: it borrows one rpc of a real contract.</summary>
public sealed class Thing : Aggregate, IPublishState
{
    public string Name { get; set; } = "";

    public static Thing Named(string name)
    {
        var thing = new Thing { Name = name };
        thing.Raise(new Act { Verb = "thing.named", ObjectId = name });
        return thing;
    }

    public void Rename(string name)
    {
        Name = name;
        Raise(new Act { Verb = "thing.renamed", ObjectId = name });
    }

    // The event carries the version that the save gives.
    public IMessage State() => new Licence { Family = Id.ToString(), Version = Version, Name = Name };
}

public abstract class ThingsDb(DbContextOptions options) : StoreDb(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Thing>().ToTable("thing");
    }
}

public sealed class SqliteThingsDb(DbContextOptions<SqliteThingsDb> options) : ThingsDb(options);

public sealed class PostgresThingsDb(DbContextOptions<PostgresThingsDb> options) : ThingsDb(options);

/// <summary>`StartAdhesion` names a thing after its siren; « refuse » is refused after a save, « call » calls outside.</summary>
[AllowAnonymous]
public sealed class ThingsService(ThingsDb db) : Wire.Membership.MembershipBase
{
    static readonly Refusal Half = new("HALF", 409, "Refusé après un enregistrement.");

    public override async Task<StartAdhesionReply> StartAdhesion(StartAdhesionRequest request, ServerCallContext context)
    {
        db.Things.Add(Thing.Named(request.Siren));
        await db.SaveChangesAsync(context.CancellationToken);
        if (request.Siren == "refuse") throw new Refused(Half);
        if (request.Siren == "fail") throw new InvalidOperationException("secret detail");
        return new();
    }

    public override async Task<ListTextsReply> ListTexts(ListTextsRequest request, ServerCallContext context) =>
        new() { Texts = { (await db.Things.OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(context.CancellationToken)).Select(n => new TextVersion { Name = n }) } };
}
