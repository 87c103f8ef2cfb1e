using System.Text.RegularExpressions;
using Dinamis.Kernel;
using Dinamis.Storage;
using Dinamis.Wire;

namespace Dinamis.Catalogue.Collections;

/// <summary>A set of scenes under one licence family.</summary>
sealed partial class Collection : Aggregate
{
    /// <summary>Id on the wire: <c>spot-6-7-drs</c>.</summary>
    public string Code { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// <summary>Licence family that downloads ask for; empty = open.</summary>
    public string Family { get; private set; } = "";

    /// <summary>Known only to members that accepted the licence, and to DINAMIS.</summary>
    public bool Reserved { get; private set; }

    /// <summary>Nominal ground sample distance in metres; 0 = not told.</summary>
    public double Gsd { get; private set; }

    public List<string> Platforms { get; private set; } = [];

    /// <summary>Creates or changes; the same rules for both.</summary>
    public void Describe(SaveCollectionRequest request, string actor)
    {
        new Checks()
            .That(CodeShape.IsMatch(request.CollectionId), "collection_id", "De 2 à 64 lettres minuscules, chiffres et traits d’union.")
            .Filled(request.Title, "title", "Donnez un titre.")
            .Filled(request.Description, "description", "Décrivez la collection.", 4_000)
            .That(request.Family.Length <= 64, "family", "64 caractères au plus.")
            .That(request.Gsd is >= 0 and < 10_000, "gsd", "La taille du pixel est en mètres.")
            .That(request.Platforms.Count <= 20, "platforms", "20 plateformes au plus.")
            .ThrowIfAny();
        var verb = Code.Length == 0 ? "collection.created" : "collection.changed";
        (Code, Title, Description) = (request.CollectionId, request.Title.Trim(), request.Description.Trim());
        (Family, Reserved, Gsd, Platforms) = (request.Family, request.Reserved, request.Gsd, [.. request.Platforms]);
        Raise(new Act { Verb = verb, ActorId = actor, OrganisationId = WellKnown.Dinamis.ToString(), ObjectType = "collection", ObjectId = Code, ObjectVersion = Version + 1 });
    }

    /// <summary>The collection leaves the catalogue.</summary>
    public void Remove(string actor) =>
        Raise(new Act { Verb = "collection.removed", ActorId = actor, OrganisationId = WellKnown.Dinamis.ToString(), ObjectType = "collection", ObjectId = Code, ObjectVersion = Version + 1 });

    public CollectionView View(long items = 0) => new()
    {
        CollectionId = Code,
        Title = Title,
        Description = Description,
        Family = Family,
        Reserved = Reserved,
        Version = Version,
        Gsd = Gsd,
        Items = items,
        Platforms = { Platforms },
    };

    [GeneratedRegex("\\A[a-z0-9][a-z0-9-]{1,63}\\z")]
    static partial Regex CodeShape { get; }
}
