using Dinamis.Membership.Register;
using Dinamis.Membership.Templates;
using DeedKind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.UnitTests.Deeds;

/// <summary>Plausible contents of each kind.</summary>
static class Drafts
{
    static readonly DeedPartyFacts Relay = new("GIP ATGeRi, plateforme PIGMA", "PIGMA", "183300025", "6 parvis des Chartrons, 33075 Bordeaux", "Jean Dupin", "Directeur");
    static readonly DeedPartyFacts Dinamis = new("DINAMIS, composante de l’infrastructure de recherche Data Terra", "DINAMIS", "180089013", "500 rue Jean-François Breton, 34090 Montpellier", "Claire Œuvrard", "Signataire déléguée");

    public const string VerifyAt = "https://dinamis.example/verifier?numero=DIN-2026-000042";

    public static DeedContent Of(DeedKind kind, string uses = "Suivi de l’artificialisation des sols et de la végétation du bourg ; appui à la révision du PLU.") => new(
        "DIN-2026-000042",
        kind,
        new DateTimeOffset(2026, 11, 25, 1, 30, 0, TimeSpan.Zero),
        new("Commune de Saint-Médard-d’Eyrans", "213304488", "commune", "Commune et commune nouvelle", "6 place de la Mairie", "33650", "Saint-Médard-d’Eyrans", "",
            "Élodie Garçon-Lefèvre", "Maire", "maire@saint-medard.example", "Aïcha Noël", "Responsable SIG", "sig@saint-medard.example", ["urbanisme", "risques", "foret"], uses),
        kind is DeedKind.Acte or DeedKind.Amendment ? Dinamis : Relay,
        kind is DeedKind.Acte
            ?
            [
                new("charter", "Charte d’utilisation DINAMIS", 1, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ""),
                new("pleiades", "Licence Pléiades", 1, "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", ""),
                new("spot-6-7", "Licence SPOT 6-7", 2, "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13", ""),
            ]
            : [],
        kind is DeedKind.Acte or DeedKind.Amendment ? null : new(Guid.Parse("019a1d2c-6f00-7000-8000-000000000001"), "convention IGN – GIP ATGeRi du 12 janvier 2026",
            new DateTimeOffset(2026, 1, 12, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2028, 12, 31, 0, 0, 0, TimeSpan.Zero)),
        Amends: kind is DeedKind.Amendment
            ? new("DIN-2026-000007", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), "Commune de Saint-Médard", "Commune", "arrêté préfectoral du 28 mars 2026.")
            : null,
        VerifyAt: VerifyAt,
        Clauses: FirstTemplates.Of(kind, DateTimeOffset.UnixEpoch).Clauses(),
        Leaves: kind is DeedKind.Departure
            ? new("la communauté de communes nous accompagne désormais.", "2027-03-01", [new("DIN-2026-000011", DeedKind.Avenant, new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero))])
            : null);
}
