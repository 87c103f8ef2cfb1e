using Google.Protobuf;

namespace Dinamis.Membership.Organisations;

/// <summary>A member body, a relay or DINAMIS itself. Its public state, <see cref="Wire.Standing"/>, is published whole at each change.</summary>
sealed partial class Organisation : Aggregate, IPublishState
{
    readonly List<Mandate> mandates = [];

    Organisation() { }

    public OrganisationKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name that pages use: PIGMA; empty for a member.</summary>
    public string ShortName { get; private set; } = "";
    public string Siren { get; private set; } = "";
    public string SearchKey { get; private set; } = "";

    /// <summary>For a member: what its act says of it.</summary>
    public Wire.EntityForm Entity { get; private set; } = new();

    /// <summary>For a relay: seat and signatory, printed in its avenants and conventions.</summary>
    public string Address { get; private set; } = "";
    public string RepresentativeName { get; private set; } = "";
    public string RepresentativeFunction { get; private set; } = "";

    public bool ActInForce { get; private set; }
    public IReadOnlyList<Wire.AcceptedLicence> Licences { get; private set; } = [];

    /// <summary>Mandates under which a relay acts for this body.</summary>
    public IReadOnlyList<Wire.MandateOver> MandatesOver { get; private set; } = [];

    public IReadOnlyList<Mandate> Mandates => mandates;

    public static Organisation OfDinamis() => New(WellKnown.Dinamis, OrganisationKind.Dinamis, "DINAMIS", "");

    /// <summary>A body whose représentant légal has signed: not a member before DINAMIS has.</summary>
    public static Organisation Member(Guid id, Wire.EntityForm entity)
    {
        var member = New(id, OrganisationKind.Entity, entity.Name, entity.Siren);
        member.Entity = entity;
        return member;
    }

    public static Organisation Relay(Wire.CreateRelayRequest relay, string by, DateTimeOffset at)
    {
        new Checks()
            .Filled(relay.Name, "name", "Indiquez le nom du relais.")
            .Filled(relay.ShortName, "short_name", "Indiquez le nom court.", 40)
            .That(Kernel.Siren.IsSiren(Kernel.Siren.Normalize(relay.Siren)), "siren", "Le SIREN compte 9 chiffres ; vérifiez-le.")
            .Filled(relay.Address, "address", "Indiquez l’adresse du siège.", 500)
            .Filled(relay.RepresentativeName, "representative_name", "Indiquez qui signe pour le relais.")
            .Filled(relay.RepresentativeFunction, "representative_function", "Indiquez sa fonction.")
            .ThrowIfAny();
        var made = New(Guid.CreateVersion7(at), OrganisationKind.Relay, relay.Name, Kernel.Siren.Normalize(relay.Siren));
        (made.ShortName, made.Address) = (relay.ShortName, relay.Address);
        (made.RepresentativeName, made.RepresentativeFunction) = (relay.RepresentativeName, relay.RepresentativeFunction);
        made.Tell("relay.created", by, "organisation", $"{made.Id}");
        return made;
    }

    /// <summary>The acte is sealed by both: the texts that DINAMIS's decision names are accepted from now on.</summary>
    public void EnterIntoForce(Wire.EntityForm entity, IReadOnlyList<Wire.AcceptedLicence> licences, string by)
    {
        (Entity, Name, SearchKey) = (entity, entity.Name, KeyOf(entity.Name, Siren));
        (ActInForce, Licences) = (true, licences);
        Tell("organisation.member", by, "organisation", $"{Id}");
    }

    /// <summary>DINAMIS confirmed another name or address of the same body.</summary>
    public void Change(Wire.EntityForm entity, string by)
    {
        (Entity, Name, SearchKey) = (entity, entity.Name, KeyOf(entity.Name, Siren));
        Tell("organisation.changed", by, "organisation", $"{Id}");
    }

    /// <summary>Its acte is suspended, or has ended: whatever asks for it closes with this very event.</summary>
    /// <param name="ended">For good: the licences that it had accepted end too.</param>
    public void LoseForce(bool ended, string by)
    {
        ActInForce = false;
        if (ended) Licences = [];
        Tell(ended ? "organisation.left" : "organisation.suspended", by, "organisation", $"{Id}");
    }

    /// <summary>The suspension is lifted: licences and accounts are as they were.</summary>
    public void RegainForce(string by)
    {
        ActInForce = true;
        Tell("organisation.resumed", by, "organisation", $"{Id}");
    }

    /// <summary>Its représentant légal accepted new versions of texts.</summary>
    public void AcceptTexts(IReadOnlyList<Wire.AcceptedLicence> licences, string by)
    {
        Licences = [.. Licences, .. licences];
        Raise(Acts.Of("organisation.texts-accepted", by, Id, "organisation", $"{Id}", Version, [.. licences.Select(l => (l.Family, $"{l.Version}"))]));
    }

    /// <summary>Its avenant or convention with a relay is sealed: the relay is super référent from this moment.</summary>
    public void PutUnderMandate(Guid mandateId, Guid relayId, string by)
    {
        if (MandatesOver.Any(over => over.MandateId == $"{mandateId}")) return;
        MandatesOver = [.. MandatesOver, new() { MandateId = $"{mandateId}", RelayId = $"{relayId}" }];
        var act = Acts.Of("organisation.under-mandate", by, Id, "organisation", $"{Id}", Version, []);
        (act.RelayId, act.MandateId) = ($"{relayId}", $"{mandateId}");
        Raise(act);
    }

    /// <summary>Its avenant of departure has taken effect: the relay has no right over it any more, under no mandate of its own.</summary>
    public void LeaveRelay(Guid relayId, Guid mandateId, string by)
    {
        MandatesOver = [.. MandatesOver.Where(over => over.RelayId != $"{relayId}")];
        var act = Acts.Of("organisation.left-relay", by, Id, "organisation", $"{Id}", Version, []);
        (act.RelayId, act.MandateId) = ($"{relayId}", $"{mandateId}");
        Raise(act);
    }

    static Organisation New(Guid id, OrganisationKind kind, string name, string siren) => new()
    {
        Id = id,
        Kind = kind,
        Name = name,
        Siren = siren,
        SearchKey = KeyOf(name, siren),
    };

    static string KeyOf(string name, string siren) => Folding.Key($"{name} {siren}");

    void Tell(string verb, string by, string type, string id) => Raise(Acts.Of(verb, by, Id, type, id, Version, []));

    public IMessage State() => new Wire.Standing
    {
        OrganisationId = $"{Id}",
        Version = Version,
        Kind = Kind,
        ActInForce = ActInForce,
        Licences = { Licences },
        Mandates = { MandatesOver },
        OwnMandates = { mandates.Select(m => m.ToWire()) },
    };
}
