using Dinamis.Kernel;
using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using State = Dinamis.Wire.Delivery.Types.State;

namespace Dinamis.Catalogue.Ingest;

/// <summary>A delivery that the operator asked to take in, and what became of it.</summary>
sealed class DeliveryFile : Aggregate
{
    public string Collection { get; private init; } = "";
    public string Folder { get; private init; } = "";
    public string Actor { get; private init; } = "";
    public DateTimeOffset AskedAt { get; private init; }
    public DateTimeOffset Due { get; private set; }
    public int Attempts { get; private set; }
    public State State { get; private set; } = State.Waiting;
    public string Code { get; private set; } = "";
    public string Message { get; private set; } = "";
    public List<string> Items { get; private set; } = [];

    public static DeliveryFile Ask(IngestDeliveryRequest request, string actor, DateTimeOffset now)
    {
        // A name, never a way out of the folder of deliveries.
        new Checks().That(request.Folder.Length is > 0 and <= 200 && request.Folder is not ("." or "..") && request.Folder.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' '),
            "folder", "Le nom d’un sous-dossier, sans chemin.").ThrowIfAny();
        return new() { Collection = request.CollectionId, Folder = request.Folder, Actor = actor, AskedAt = now, Due = now };
    }

    public void Try(DateTimeOffset now) => (Attempts, Due) = (Attempts + 1, now.AddMinutes(1 << Math.Min(Attempts, 10)));

    public void Done(IEnumerable<string> items)
    {
        (State, Items) = (State.Done, [.. items]);
        Raise(Act("delivery.ingested"));
    }

    /// <param name="product">The metadata file whose product is at fault, within the folder; empty when it is the delivery as a whole.</param>
    public void Refuse(Refused refused, string product)
    {
        var words = refused.Fields.Select(f => $"{f.Field} : {f.Message}").Prepend(refused.Refusal.Message);
        if (product.Length > 0) words = words.Prepend(product + " :");
        (State, Code, Message) = (State.Refused, refused.Refusal.Code, string.Join(' ', words));
        Raise(Act("delivery.refused"));
    }

    Act Act(string verb)
    {
        var act = new Act { Verb = verb, ActorId = Actor, OrganisationId = WellKnown.Dinamis.ToString(), ObjectType = "delivery", ObjectId = Id.ToString(), ObjectVersion = Version + 1, Facts = { ["collection"] = Collection } };
        if (Code.Length > 0) act.Facts["code"] = Code;
        return act;
    }

    public Delivery View() => new()
    {
        DeliveryId = Id.ToString(),
        CollectionId = Collection,
        Folder = Folder,
        State = State,
        Code = Code,
        Message = Message,
        ItemIds = { Items },
        AskedAt = AskedAt.ToTimestamp(),
    };
}

sealed class DeliveryFileMapping : IEntityTypeConfiguration<DeliveryFile>
{
    public void Configure(EntityTypeBuilder<DeliveryFile> builder)
    {
        builder.ToTable("delivery");
        builder.HasIndex(d => new { d.State, d.Due });
    }
}
