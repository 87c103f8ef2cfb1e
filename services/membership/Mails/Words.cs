using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Texts;
using Microsoft.EntityFrameworkCore;
using Side = Dinamis.Wire.ReferentProposal.Types.Side;

namespace Dinamis.Membership.Mails;

static class Words
{
    /// <summary>Names of the licences granted, as DINAMIS published them.</summary>
    public static async Task<IReadOnlyList<string>> GrantedAsync(MembershipDb db, Adhesion file, CancellationToken cancellationToken) =>
        await db.Texts.Where(t => file.Granted.Contains(t.Family)).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(cancellationToken);

    /// <summary>The body's name, or its SIREN before the form is filled: after a colon, where French needs no article.</summary>
    public static string Name(Adhesion file) => file.Entity.Name is { Length: > 0 } name ? name : $"organisme {BodyId.Label(file.Siren)}";

    /// <summary>The same inside a sentence: « Commune de Marmande » stands in quotation marks, which spare the article.</summary>
    public static string Quoted(Adhesion file) => file.Entity.Name is { Length: > 0 } name ? $"« {name} »" : $"l’organisme {BodyId.Label(file.Siren)}";

    /// <summary>« Licence Pléiades, version 2 », and its date of force where it is asked for.</summary>
    public static string Versions(IReadOnlyList<TextVersion> versions, bool withDates = false) =>
        string.Join(" ; ", versions.Select(v => $"{v.Facts.Name}, version {v.Number}{(withDates ? $", en vigueur le {Paris.Date(v.InForceFrom)}" : "")}"));

    /// <summary>Who names the next référent, at the beginning of a sentence.</summary>
    public static string Proposer(Adhesion file) => file.ProposedReferent.Side switch
    {
        Side.Referent => $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent en place,",
        Side.Representative => $"{file.Representative.GivenName} {file.Representative.FamilyName}, représentant légal,",
        Side.Relay => "Le relais qui accompagne l’organisme, en son nom,",
        _ => "DINAMIS, à la demande de l’organisme,",
    };

    /// <summary>« arrêté n° 2026-014 du 28 mars 2026 », after a comma.</summary>
    public static string Basis(Wire.SignatureDelegation delegation) => $"arrêté n° {delegation.DecreeNumber} du {Paris.Date(Paris.Day(delegation.DecreeDate)!.Value)}";

    /// <summary>What the body signs with the relay, with its article.</summary>
    public static string RelayDeed(Adhesion file) => file.RelayDeed switch
    {
        DeedKind.Convention => "la convention de partenariat",
        DeedKind.Departure => "l’avenant de sortie du relais",
        _ => "l’avenant",
    };

    /// <summary>« à compter du 1er mars 2027 », or at once; inside a sentence.</summary>
    public static string Departs(Adhesion file) => Paris.Day(file.Departure.FirstDay) is { } day ? $"à compter du {Paris.Date(day)}" : "dès que les deux parties ont signé";

    /// <summary>What a body keeps that leaves its relay.</summary>
    public const string KeptByWhoLeaves = "Rien d’autre ne change : l’acte d’adhésion, les licences et les comptes restent en vigueur ; chacun se connecte, télécharge et demande des images comme avant. Le référent de l’organisme valide seul les comptes.";
}
