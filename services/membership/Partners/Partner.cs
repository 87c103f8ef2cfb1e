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

    /// <summary>The line gives all that an acte needs of the body; a member's acte says it already.</summary>
    public bool HasBody { get; private set; }

    /// <summary>The line gives its représentant légal and its référent.</summary>
    public bool HasPersons { get; private set; }

    /// <summary><see cref="Rules"/> when the two were judged last.</summary>
    public int JudgedBy { get; private set; }

    /// <summary>Raised when what an acte needs changes: every line is judged again.</summary>
    public const int Rules = 1;

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
        // It came by itself.
        Interested = true,
    }, at);

    public void Replace(Wire.PartnerView facts)
    {
        Siren = Kernel.Siren.Normalize(facts.Siren);
        SearchKey = $"{Folding.Key(facts.Name)} {Siren}";
        (IsPartner, IsInterested, Department) = (facts.Partner, facts.Interested, facts.Department);
        // The facts alone: what became of the body is asked anew each time.
        Facts = new()
        {
            PartnerId = $"{Id}",
            Siren = Siren,
            Name = facts.Name,
            Category = facts.Category,
            Street = facts.Street,
            PostalCode = facts.PostalCode,
            Town = facts.Town,
            Department = facts.Department,
            Partner = facts.Partner,
            Interested = facts.Interested,
            Representative = facts.Representative,
            Referent = facts.Referent,
        };
        Judge();
    }

    /// <summary>Says again whether the line is complete.</summary>
    public void Judge()
    {
        var lacks = Lacks(member: false);
        (HasBody, HasPersons, JudgedBy) = (!lacks.Any(f => f.StartsWith("entity.", StringComparison.Ordinal)), lacks.All(f => f.StartsWith("entity.", StringComparison.Ordinal)), Rules);
    }

    /// <summary>Fields that an acte needs and the line does not give rightly.</summary>
    /// <param name="member">It signs an avenant alone, in the name that its acte says.</param>
    public IReadOnlyList<string> Lacks(bool member) => [.. Errors(member).Select(e => e.Field).Distinct()];

    public IReadOnlyList<FieldError> Errors(bool member)
    {
        var forms = Prefill(new Wire.SectorForm());
        var checks = member ? new FormChecks() : new FormChecks().Entity(forms.Entity);
        return checks.Representative(forms.Representative).Referent(forms.Referent).Errors;
    }

    /// <summary>What the body signs with the relay: an avenant when it is bound to it already, or keeps its acte.</summary>
    public DeedKind DeedWithRelay(bool withActe) => IsPartner || !withActe ? DeedKind.Avenant : DeedKind.Convention;

    /// <summary>Whom the relay asks for what is lacking; empty when it gave no address.</summary>
    public string Contact => MailAddresses.Normalize(Facts.Referent?.Address is { Length: > 0 } referent ? referent : Facts.Representative?.Address);

    /// <summary>The addresses of persons that the relay gave.</summary>
    public IEnumerable<string> Addresses => new[] { Facts.Representative?.Address, Facts.Referent?.Address }.Where(a => !string.IsNullOrEmpty(a)).Select(MailAddresses.Normalize).Distinct();

    /// <summary>A person objects: what the relay knew of her leaves the line.</summary>
    public void Forget(string address)
    {
        var facts = new Wire.PartnerView(Facts);
        if (MailAddresses.Normalize(facts.Representative?.Address) == address) facts.Representative = null;
        if (MailAddresses.Normalize(facts.Referent?.Address) == address) facts.Referent = null;
        Replace(facts);
    }

    /// <summary>Takes what it lacks from another line of the same body.</summary>
    public void Absorb(Partner other) => Replace(new(Merged(other.Facts, Facts)) { Siren = Siren });

    /// <summary>These facts with those that are newer: what the newer leave empty stays as it is.</summary>
    public static Wire.PartnerView Merged(Wire.PartnerView facts, Wire.PartnerView newer)
    {
        var merged = new Wire.PartnerView(facts);
        merged.MergeFrom(newer);
        return merged;
    }

    /// <summary>The forms of a file, from this line and from what the relay adds; what the line lacks is told field by field at the freeze.</summary>
    public Forms Prefill(Wire.StartRelayAdhesionRequest request) => Prefill(request.Sector ?? new(), request.Representative, request.Referent);

    public Forms Prefill(Wire.SectorForm sector, Wire.RepresentativeForm? given = null, Wire.ReferentForm? contact = null)
    {
        var representative = new Wire.RepresentativeForm(given ?? Facts.Representative ?? new());
        representative.Address = MailAddresses.Normalize(representative.Address);
        var referent = new Wire.ReferentForm(contact ?? Facts.Referent ?? new());
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
        return new(entity, sector, representative, referent);
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
