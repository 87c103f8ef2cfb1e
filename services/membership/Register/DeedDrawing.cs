using System.Security.Cryptography;
using System.Text;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Texts;

namespace Dinamis.Membership.Register;

/// <summary>Takes what a deed will say out of the forms, the texts in force and the other party's sheet.</summary>
static class DeedDrawing
{
    /// <param name="forms">Of the body.</param>
    /// <param name="delegation">Accepted by DINAMIS; null or without delegate when the représentant légal signs himself.</param>
    public static DeedMember Member(Forms forms, Wire.SignatureDelegation? delegation = null)
    {
        var (entity, sector, representative, referent) = forms;
        return new(entity.Name, entity.Siren, entity.Category, entity.LegalForm, entity.Street, entity.PostalCode, entity.Town, entity.ContractingBody,
            $"{representative.GivenName} {representative.FamilyName}", representative.Function, representative.Address,
            $"{referent.GivenName} {referent.FamilyName}", referent.Function, referent.Address, [.. sector.Themes], sector.IntendedUses,
            entity.ResearchSubject, entity.Country, entity.FrenchPartner, Delegation(delegation));
    }

    static DeedDelegation? Delegation(Wire.SignatureDelegation? delegation) => delegation?.Delegate is not { } signatory ? null : new(
        $"{signatory.GivenName} {signatory.FamilyName}", signatory.Function, signatory.Address, delegation.DecreeNumber, delegation.DecreeDate, delegation.Decree.Sha256,
        delegation.ConfirmedBy, delegation.ConfirmedAt.ToDateTimeOffset());

    public static DeedPartyFacts Party(Organisation organisation) =>
        new(organisation.Name, organisation.ShortName, organisation.Siren, organisation.Address, organisation.RepresentativeName, organisation.RepresentativeFunction);

    public static DeedText Text(TextVersion version) =>
        new(version.Facts.Family, version.Facts.Name, version.Number, version.Sha256, version.Facts.Text);

    public static DeedDeparture Departure(Wire.RelayDeparture departure) =>
        new(departure.Reason, departure.FirstDay, [.. departure.Ended.Select(e => new DeedEnded(e.Number, e.Kind, e.InForceFrom.ToDateTimeOffset()))]);

    public static DeedMandate Mandate(Mandate mandate) => new(mandate.Id, mandate.LegalBasis, mandate.From, mandate.Until);

    /// <summary>One digest over all that is frozen together: files, then texts.</summary>
    public static string Digest(IEnumerable<Deed> deeds, IEnumerable<TextVersion> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [.. deeds.Select(d => $"{d.Number} {d.FrozenSha256}"), .. texts.Select(t => $"{t.Facts.Family} {t.Number} {t.Sha256}")]))));
}
