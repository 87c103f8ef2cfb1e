namespace Dinamis.Membership.Organisations;

// A relay's mandates: a child of the relay, so that its Standing always tells them all.
sealed partial class Organisation
{
    public Mandate Give(Wire.CreateMandateRequest request, string by, DateTimeOffset at)
    {
        if (Kind is not OrganisationKind.Relay) throw new Refused(Refusals.NotFound);
        var mandate = Mandate.Of(request, at);
        mandates.Add(mandate);
        Tell("mandate.created", by, "mandate", $"{mandate.Id}");
        return mandate;
    }

    public void NameOfficers(Guid mandateId, IReadOnlyCollection<string> officers, string by)
    {
        new Checks().That(officers.Count > 0 && officers.All(o => Guid.TryParse(o, out _)), "officers", "Nommez au moins un agent connu.").ThrowIfAny();
        Open(mandateId).NameOfficers(officers);
        Tell("mandate.officers-named", by, "mandate", $"{mandateId}");
    }

    /// <summary>Ends the rights at once and keeps history.</summary>
    public void EndMandate(Guid mandateId, string by, DateTimeOffset at)
    {
        Open(mandateId).End(at);
        Tell("mandate.ended", by, "mandate", $"{mandateId}");
    }

    public void RenewMandate(Guid mandateId, DateTimeOffset until, string by, DateTimeOffset at)
    {
        Open(mandateId).Renew(until, at);
        Tell("mandate.renewed", by, "mandate", $"{mandateId}");
    }

    public void ChangeTerms(Guid mandateId, Wire.MandateTerms terms, string by)
    {
        Open(mandateId).Change(terms);
        Tell("mandate.changed", by, "mandate", $"{mandateId}");
    }

    /// <summary>The PDF of the agreement, or of what renewed or changed it; a mandate that has ended keeps its own.</summary>
    public void KeepDocument(MandateFile file, string by)
    {
        mandates.Single(m => m.Id == file.MandateId).Keep(file);
        Tell("mandate.document-kept", by, "mandate", $"{file.MandateId}");
    }

    /// <summary>The bodies under it were told what was due.</summary>
    public void MandateTold(Guid mandateId, string by, DateTimeOffset at)
    {
        mandates.Single(m => m.Id == mandateId).Told(at);
        Tell("mandate.told", by, "mandate", $"{mandateId}");
    }

    /// <summary>The mandate under which this relay makes a body of the département join; none when no one allows it now.</summary>
    public Mandate? MandateToJoin(string department, DateTimeOffset at) => mandates.FirstOrDefault(m => m.CanJoin(department, at));

    Mandate Open(Guid mandateId) =>
        mandates.Find(m => m.Id == mandateId) is not { } mandate ? throw new Refused(Refusals.NotFound)
        : mandate.EndedAt is null ? mandate
        : throw new Refused(OrganisationRefusals.MandateEnded);
}

static class OrganisationRefusals
{
    public static readonly Refusal MandateEnded = new("MANDATE_ENDED", 409, "Ce mandat a pris fin.");
    public static readonly Refusal RelayExists = new("RELAY_EXISTS", 409, "Un organisme est déjà enregistré sous ce SIREN.");
    public static readonly Refusal AlreadyUnderMandate = new("ALREADY_UNDER_MANDATE", 409, "Cet organisme est déjà lié au relais par ce mandat.");
    public static readonly Refusal NotUnderMandate = new("NOT_UNDER_MANDATE", 409, "Cet organisme n’est pas lié à ce relais : il n’y a rien à quitter.");
    public static readonly Refusal NoMandate = new("NO_MANDATE", 403, "Aucun mandat en vigueur ne vous permet de faire adhérer cet organisme.")
    {
        Missing = "Un mandat de DINAMIS qui couvre ce département, avec le droit de faire adhérer, et qui vous nomme.",
    };
}
