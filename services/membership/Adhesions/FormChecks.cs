namespace Dinamis.Membership.Adhesions;

/// <summary>What each part of the form must hold. Field names are those of the request, so that the page shows the sentence beside the field.</summary>
sealed class FormChecks
{
    readonly Checks checks = new();

    public FormChecks Entity(Wire.EntityForm? form)
    {
        form ??= new();
        var foreign = Categories.IsForeign(form.Category);
        checks.Filled(form.Name, "entity.name", "Indiquez le nom officiel de l’organisme.")
            .That(BodyId.IsValid(BodyId.Normalize(form.Siren)), "entity.siren", "Le SIREN compte 9 chiffres ; vérifiez-le.")
            .That(foreign || !BodyId.IsForeign(form.Siren), "entity.category", "Un organisme sans SIREN adhère comme organisme étranger.")
            .That(Categories.IsKnown(form.Category), "entity.category", "Choisissez la catégorie de l’organisme.")
            .Filled(form.LegalForm, "entity.legal_form", "Indiquez la forme juridique.")
            .Filled(form.Street, "entity.street", "Indiquez l’adresse du siège.")
            .That(foreign ? form.PostalCode.Length is > 0 and <= 12 : form.PostalCode.Length == 5 && form.PostalCode.All(char.IsAsciiDigit), "entity.postal_code", foreign ? "Indiquez le code postal." : "Le code postal compte 5 chiffres.")
            .Filled(form.Town, "entity.town", "Indiquez la commune du siège.")
            .That(Departments.IsCode(form.Department), "entity.department", "Choisissez le département du siège.")
            .That(foreign == (form.Department == Departments.Abroad), "entity.department", foreign ? "Choisissez « Hors de France »." : "Choisissez le département du siège, ou la catégorie « Organisme étranger ».")
            .That(!foreign || !string.IsNullOrWhiteSpace(form.Country), "entity.country", "Indiquez le pays du siège.")
            .That(!foreign || !string.IsNullOrWhiteSpace(form.FrenchPartner), "entity.french_partner", "Nommez l’organisme français avec lequel vous coopérez.")
            .That(form.Category != Categories.OwnResearch || !string.IsNullOrWhiteSpace(form.ResearchSubject), "entity.research_subject", "Dites sur quoi porte la recherche de l’entreprise.")
            .That(form.Country.Length <= 100 && form.FrenchPartner.Length <= 200 && form.ResearchSubject.Length <= 500, "entity.research_subject", "Ce texte est trop long.")
            .That(form.Category != Categories.Contractor || !string.IsNullOrWhiteSpace(form.ContractingBody), "entity.contracting_body",
                "Nommez l’organisme public pour lequel l’entreprise travaille.")
            .That(form.ContractingBody.Length <= 200, "entity.contracting_body", "200 caractères au plus.");
        return this;
    }

    public FormChecks Sector(Wire.SectorForm? form)
    {
        form ??= new();
        checks.That(form.Themes.Count > 0 && form.Themes.All(Themes.IsKnown), "sector.themes", "Choisissez au moins un thème.")
            .Filled(form.IntendedUses, "sector.intended_uses", "Décrivez en quelques phrases ce que vous ferez des images.", 4000)
            .That(form.Families.Count > 0 && form.Families.Distinct().Count() == form.Families.Count, "sector.families",
                "Choisissez au moins une famille d’images.");
        return this;
    }

    public FormChecks Representative(Wire.RepresentativeForm? form)
    {
        form ??= new();
        checks.Filled(form.GivenName, "representative.given_name", "Indiquez le prénom du représentant légal.", 100)
            .Filled(form.FamilyName, "representative.family_name", "Indiquez le nom du représentant légal.", 100)
            .Filled(form.Function, "representative.function", "Indiquez sa fonction : maire, président, directeur…");
        Address(form.Address, "representative.address", "Indiquez son adresse professionnelle, par exemple nom@mairie.fr.");
        return this;
    }

    /// <summary>Whoever signs by delegation, and the decree on which it rests.</summary>
    /// <param name="delegation">As it is given.</param>
    /// <param name="representative">Who gives it.</param>
    /// <param name="at">Now: a decree to come delegates nothing.</param>
    public FormChecks Delegation(Wire.SignatureDelegation delegation, Wire.RepresentativeForm representative, DateTimeOffset at)
    {
        var form = delegation.Delegate ?? new();
        checks.Filled(form.GivenName, "delegate.given_name", "Indiquez le prénom de la personne qui signe.", 100)
            .Filled(form.FamilyName, "delegate.family_name", "Indiquez le nom de la personne qui signe.", 100)
            .Filled(form.Function, "delegate.function", "Indiquez sa fonction : adjointe au maire, directeur général des services…");
        Address(form.Address, "delegate.address", "Indiquez son adresse professionnelle, par exemple nom@mairie.fr.");
        checks.That(!Adhesion.SamePerson(form, representative), "delegate.family_name", "Cette personne est le représentant légal : elle signe sans délégation.")
            .Filled(delegation.DecreeNumber, "decree_number", "Indiquez le numéro de l’arrêté de délégation.", 100)
            .That(Paris.Day(delegation.DecreeDate) is { } day && day <= Paris.DayOf(at), "decree_date", "Indiquez la date de l’arrêté, qui n’est pas à venir.")
            .That(delegation.Decree?.MediaType == "application/pdf", "attachment_ids", "Joignez l’arrêté de délégation, en un fichier PDF.");
        return this;
    }

    public FormChecks Referent(Wire.ReferentForm? form, bool withFunction = true, string functionField = "referent_function")
    {
        form ??= new();
        checks.Filled(form.GivenName, "referent.given_name", "Indiquez le prénom du référent.", 100)
            .Filled(form.FamilyName, "referent.family_name", "Indiquez le nom du référent.", 100)
            .That(!withFunction || !string.IsNullOrWhiteSpace(form.Function), functionField, "Indiquez la fonction du référent.")
            .That(form.Function.Length <= 200, functionField, "200 caractères au plus.");
        Address(form.Address, "referent.address", "Indiquez l’adresse professionnelle du référent.");
        return this;
    }

    /// <summary>An address that is missing is asked for; of one that was typed, what is wrong with it is said.</summary>
    void Address(string typed, string field, string missing)
    {
        var address = MailAddresses.Normalize(typed);
        checks.That(MailAddresses.IsPlausible(address), field,
            address.Length == 0 ? missing
            : !address.Contains('@') ? "Il manque le « @ » : une adresse s’écrit nom@mairie.fr."
            : address.Count(c => c == '@') > 1 || address.Any(c => char.IsWhiteSpace(c) || c is ',' or ';') ? "Donnez une seule adresse, sans espace ni virgule."
            : address.Length > 254 ? "Cette adresse est trop longue."
            : "Cette adresse n’est pas complète : elle s’écrit nom@mairie.fr.");
    }

    /// <summary>Images of a family are licensed by its text: one that DINAMIS has not published cannot be asked.</summary>
    public FormChecks FamiliesAmong(Wire.SectorForm? form, IReadOnlyCollection<string> published)
    {
        checks.That(form is null || form.Families.All(f => f != Texts.Text.Charter && published.Contains(f)), "sector.families", "Une famille d’images n’est pas connue.");
        return this;
    }

    public IReadOnlyList<FieldError> Errors => checks.Errors;

    public void ThrowIfAny() => checks.ThrowIfAny();

    public static bool IsComplete(Func<FormChecks, FormChecks> part) => !part(new()).checks.Any;
}
