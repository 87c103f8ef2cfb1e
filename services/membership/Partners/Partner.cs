using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Deeds;

namespace Dinamis.Membership.Partners;

/// <summary>A body that a relay knows: a line of its registry, from which a file is prefilled.</summary>
sealed partial class Partner
{
    Partner() { }

    public Guid Id { get; private set; }
    public Guid RelayId { get; private set; }
    public string Siren { get; private set; } = "";
    public string SearchKey { get; private set; } = "";

    /// <summary>What the relay gave, as the wire carries it; without the fields that say what became of it.</summary>
    public Wire.PartnerView Facts { get; private set; } = new();

    /// <summary>Bound to the relay by an agreement already: signs an avenant, another a convention.</summary>
    public bool IsPartner { get; private set; }

    /// <summary>Has told the relay that it wants access to the images.</summary>
    public bool IsInterested { get; private set; }

    /// <summary>INSEE code; empty when the relay has not said where the body is.</summary>
    public string Department { get; private set; } = "";

    public static Partner Of(Guid relayId, Wire.PartnerView facts, DateTimeOffset at)
    {
        var partner = new Partner { Id = Guid.CreateVersion7(at), RelayId = relayId };
        partner.Replace(facts);
        return partner;
    }

    /// <summary>A line from what a body says of itself.</summary>
    public static Partner Of(Guid relayId, Wire.EntityForm entity, DateTimeOffset at) => Of(relayId, new Wire.PartnerView
    {
        Name = entity.Name,
        Siren = entity.Siren,
        Category = entity.Category,
        Street = entity.Street,
        PostalCode = entity.PostalCode,
        Town = entity.Town,
        Department = entity.Department,
    }, at);

    public void Replace(Wire.PartnerView facts)
    {
        Siren = Kernel.Siren.Normalize(facts.Siren);
        SearchKey = $"{Folding.Key(facts.Name)} {Siren}";
        (IsPartner, IsInterested, Department) = (facts.Partner, facts.Interested, facts.Department);
        Facts = new(facts) { PartnerId = $"{Id}", Siren = Siren, AdhesionId = "", State = AdhesionState.Unspecified, StateSince = null, UnderMandate = false, Member = false, AwaitsRelay = false };
    }

    /// <summary>These facts with those that are newer: what the newer leave empty stays as it is.</summary>
    public static Wire.PartnerView Merged(Wire.PartnerView facts, Wire.PartnerView newer)
    {
        var merged = new Wire.PartnerView(facts);
        merged.MergeFrom(newer);
        return merged;
    }

    /// <summary>The forms of a file, from this line and from what the relay adds; what the line lacks is told field by field at the freeze.</summary>
    public Forms Prefill(Wire.StartRelayAdhesionRequest request)
    {
        var representative = new Wire.RepresentativeForm(request.Representative ?? Facts.Representative ?? new());
        representative.Address = MailAddresses.Normalize(representative.Address);
        var referent = new Wire.ReferentForm(request.Referent ?? Facts.Referent ?? new());
        referent.Address = MailAddresses.Normalize(referent.Address);
        var entity = new Wire.EntityForm
        {
            Name = Facts.Name,
            Siren = Siren,
            Category = Facts.Category,
            LegalForm = DeedWords.Category(Facts.Category),
            Street = Facts.Street,
            PostalCode = Facts.PostalCode,
            Town = Facts.Town,
            Department = Facts.Department,
        };
        return new(entity, request.Sector ?? new(), representative, referent);
    }

    /// <summary>Notes what is wrong with row <paramref name="row"/> of an import.</summary>
    public static void Check(Checks checks, Wire.PartnerView facts, int row) => checks
        .That(Kernel.Siren.IsSiren(Kernel.Siren.Normalize(facts.Siren)), $"partners[{row}].siren", "Le SIREN compte 9 chiffres ; vérifiez-le.")
        .Filled(facts.Name, $"partners[{row}].name", "Le nom manque.")
        .That(facts.Department.Length == 0 || Departments.IsCode(facts.Department), $"partners[{row}].department", "Le département n’est pas connu.")
        .That(facts.Category.Length == 0 || Categories.IsKnown(facts.Category), $"partners[{row}].category", "La catégorie n’est pas connue.")
        .That(facts.PostalCode.Length == 0 || (facts.PostalCode.Length == 5 && facts.PostalCode.All(char.IsAsciiDigit)), $"partners[{row}].postal_code", "Le code postal compte 5 chiffres.")
        .That(IsAddressOrEmpty(facts.Referent?.Address), $"partners[{row}].referent.address", "L’adresse électronique du contact n’est pas correcte.")
        .That(IsAddressOrEmpty(facts.Representative?.Address), $"partners[{row}].representative.address", "L’adresse électronique du représentant légal n’est pas correcte.");

    static bool IsAddressOrEmpty(string? address) => string.IsNullOrEmpty(address) || MailAddresses.IsPlausible(MailAddresses.Normalize(address));
}
