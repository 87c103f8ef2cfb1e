using Dinamis.Membership.Deeds;

namespace Dinamis.UnitTests.Deeds;

/// <summary>Plausible drafts of the three kinds.</summary>
static class Drafts
{
    static readonly DraftParty Body = new("Commune de Saint-Médard-d’Eyrans", "Saint-Médard-d’Eyrans", "213304488", "6 place de la Mairie, 33650 Saint-Médard-d’Eyrans", "Élodie Garçon-Lefèvre", "Maire");
    static readonly DraftParty Relay = new("GIP ATGeRi, plateforme PIGMA", "PIGMA", "183300025", "6 parvis des Chartrons, 33075 Bordeaux", "Jean Dupin", "Directeur");
    static readonly DraftParty Dinamis = new("DINAMIS, composante de l’infrastructure de recherche Data Terra", "DINAMIS", "180089013", "500 rue Jean-François Breton, 34090 Montpellier", "Claire Œuvrard", "Signataire déléguée");
    static readonly DraftMandate Mandate = new("MAN-2026-001", "convention IGN – GIP ATGeRi du 12 janvier 2026", new(2026, 1, 12), new(2028, 12, 31), Relay.Name, "PIGMA");

    public static DeedDraft Of(DeedForm form) => new(
        "DIN-2026-000042",
        form,
        new DateTimeOffset(2026, 11, 25, 1, 30, 0, TimeSpan.Zero),
        new(Body, "Commune", "Commune et commune nouvelle", "", "Aïcha Noël", "Responsable SIG", "Urbanisme, risques. Suivi de l’artificialisation des sols et de la végétation du bourg ; appui à la révision du PLU."),
        form is DeedForm.Acte ? Dinamis : Relay,
        Mandate,
        form is DeedForm.Acte
            ?
            [
                new("charter", "Charte d’utilisation DINAMIS", 1, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                new("pleiades", "Licence Pléiades", 1, "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
                new("spot-6-7", "Licence SPOT 6-7", 2, "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13"),
            ]
            : [],
        new("http://localhost:8080/verifier"));
}
