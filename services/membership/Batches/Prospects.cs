using System.Security.Cryptography;
using System.Text;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Batches;

/// <summary>What would become of a body if the relay made it join now.</summary>
/// <param name="Partner">Its line.</param>
/// <param name="Deed">What it signs with the relay.</param>
/// <param name="WithActe">False for a member: the avenant alone.</param>
/// <param name="Reason">Why it is left out, in French; empty when it would be sent.</param>
/// <param name="Lacks">What it lacks, when that is why.</param>
sealed record Prospect(Partner Partner, DeedKind Deed, bool WithActe, string Reason, IReadOnlyList<string> Lacks)
{
    public bool Ready => Reason.Length == 0;
}

/// <summary>Judges many bodies in four reads; <see cref="RelayJoining"/> judges each again when it is its turn.</summary>
sealed class Prospects(MembershipDb db)
{
    public async Task<IReadOnlyList<Prospect>> OfAsync(IReadOnlyList<Partner> partners, Mandate mandate, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var sirens = partners.Select(p => p.Siren).ToList();
        var files = (await db.Adhesions.AsNoTracking().Where(a => sirens.Contains(a.Siren) && (a.State != AdhesionState.Draft || a.OpenSiren != null)).ToListAsync(cancellationToken)).ToLookup(a => a.Siren);
        var bodies = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Entity && sirens.Contains(o.Siren)).ToDictionaryAsync(o => o.Siren, cancellationToken);
        var hashes = partners.SelectMany(p => p.Addresses).Distinct().Select(Secrets.Hash).ToList();
        var objections = await db.Objections.Where(o => o.RelayId == mandate.RelayId && hashes.Contains(o.AddressHash)).Select(o => o.AddressHash).ToHashSetAsync(cancellationToken);
        return [.. partners.Select(p => Of(p, bodies.GetValueOrDefault(p.Siren), [.. files[p.Siren]]))];

        Prospect Of(Partner partner, Organisation? body, List<Adhesion> known)
        {
            var withActe = body?.ActInForce is not true;
            var lacks = partner.Lacks(member: !withActe);
            var reason = Reason(partner, body, known, withActe, lacks);
            return new(partner, partner.DeedWithRelay(withActe), withActe, reason, reason.Length > 0 ? lacks : []);
        }

        string Reason(Partner partner, Organisation? body, List<Adhesion> known, bool withActe, IReadOnlyList<string> lacks) => known.MaxBy(a => a.StateSince) switch
        {
            _ when body?.MandatesOver.Any(m => m.MandateId == $"{mandate.Id}") is true => withActe ? "Déjà lié au relais par ce mandat : faites-le adhérer depuis sa fiche." : "Déjà lié au relais par ce mandat.",
            _ when known.Find(a => a.OpenSiren is not null) is { } open => Open(open, mandate.RelayId),
            _ when known.Where(a => a.RelayId == mandate.RelayId && a.State is not (AdhesionState.ClosedWithoutAction or AdhesionState.Terminated)).MaxBy(a => a.StateSince) is { IsDeparture: true, State: AdhesionState.Active } => "Cet organisme a quitté le relais : écrivez-lui depuis sa fiche.",
            _ when withActe && known.Exists(a => a.State is AdhesionState.Suspended) => "Son adhésion est suspendue : elle est à régulariser d’abord.",
            { State: AdhesionState.Refused or AdhesionState.ClosedWithoutAction } last when last.RelayId == mandate.RelayId => "Son dossier a été refusé ou clos : écrivez-lui depuis sa fiche.",
            _ when !mandate.InForce(at) => OrganisationRefusals.MandateEnded.Message,
            _ when partner.Department.Length > 0 && !mandate.Departments.Contains(partner.Department) => "Hors du périmètre du mandat.",
            _ when partner.Addresses.Any(a => objections.Contains(Secrets.Hash(a))) => PartnerRefusals.Objected.Message,
            _ when lacks.Count > 0 => "Sa fiche est à compléter.",
            _ => "",
        };
    }

    /// <summary>Of the bodies that would be sent, and of what each would sign: the officer confirms this and nothing else.</summary>
    public static string Digest(IEnumerable<Prospect> prospects) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', prospects.Where(p => p.Ready).Select(p => $"{p.Partner.Id} {p.Deed} {p.WithActe}")))));

    static string Open(Adhesion file, Guid relay) => file.State switch
    {
        _ when file.RelayId != relay => "Une adhésion est en cours, sans le relais.",
        AdhesionState.Draft when file.PreparedByRelay => "Son dossier est à corriger : ouvrez sa fiche.",
        AdhesionState.Draft => "Son référent remplit le dossier.",
        AdhesionState.AwaitingRepresentative => "Son représentant légal a déjà été sollicité.",
        _ => "Son adhésion est en cours.",
    };
}
