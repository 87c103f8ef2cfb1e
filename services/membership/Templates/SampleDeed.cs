using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;

namespace Dinamis.Membership.Templates;

/// <summary>An act of bodies that do not exist, to show a text before it is published.</summary>
static class SampleDeed
{
    const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static readonly Guid mandate = Guid.Parse("01900000-0000-7000-8000-0000000e7e4a");

    /// <param name="kind">Of the act.</param>
    /// <param name="clauses">What it says.</param>
    /// <param name="byDelegation">Another person than the représentant légal signs.</param>
    /// <param name="at">Its date.</param>
    /// <param name="verifyAt">What its code leads to.</param>
    public static DeedContent Of(DeedKind kind, DeedClauses clauses, bool byDelegation, DateTimeOffset at, string verifyAt)
    {
        var withRelay = !DeedContent.BindsDinamis(kind);
        return new(
            "SPÉCIMEN",
            kind,
            at,
            new("Commune d’Exemple-sur-Garonne", "000000000", "commune", "Commune", "1 place de la Mairie", "00000", "Exemple-sur-Garonne", "", "Camille Exemple", "Maire", "maire@exemple.example",
                "Dominique Exemple", "Responsable SIG", "sig@exemple.example", ["urbanisme", "foret"],
                "Suivi de l’occupation du sol et de la végétation de la commune.\nAppui à la révision du plan local d’urbanisme.",
                Delegation: byDelegation ? new("Claude Exemple", "Première adjointe", "adjointe@exemple.example", "2026-014", $"{Paris.DayOf(at):yyyy-MM-dd}", Digest, "", at) : null),
            withRelay
                ? new("Relais d’Exemple, plateforme régionale", "RELAIS", "000000000", "1 quai de l’Exemple, 00000 Exemple", "Sacha Exemple", "Directrice")
                : new("DINAMIS", "DINAMIS", "", "", "", ""),
            kind is DeedKind.Acte
                ? [new("charter", "Charte d’utilisation", 1, Digest, ""), new("pleiades", "Licence Pléiades", 2, Digest, "")]
                : [],
            withRelay ? new(mandate, "convention de mandat du 12 janvier", at, at.AddYears(2)) : null,
            kind is DeedKind.Acte ? 5 : null,
            kind is DeedKind.Amendment ? new("DIN-0000-000000", at, "Commune d’Exemple", "Commune", "délibération du conseil municipal du 12 janvier.") : null,
            verifyAt,
            clauses,
            kind is DeedKind.Departure
                ? new("L’organisme rejoint une communauté de communes qui l’accompagne.", $"{Paris.DayOf(at.AddMonths(2)):yyyy-MM-dd}", [new("DIN-0000-000001", DeedKind.Convention, at), new("DIN-0000-000002", DeedKind.Avenant, at)])
                : null);
    }
}
