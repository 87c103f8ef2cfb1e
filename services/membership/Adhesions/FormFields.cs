namespace Dinamis.Membership.Adhesions;

/// <summary>The fields of the form that a complement may aim at, named as in the request that saves them.</summary>
static class FormFields
{
    static readonly HashSet<string> names =
    [
        "entity.name", "entity.category", "entity.contracting_body", "entity.research_subject", "entity.country", "entity.french_partner", "entity.legal_form", "entity.street", "entity.postal_code", "entity.town", "entity.department",
        "sector.themes", "sector.intended_uses", "sector.families",
        "representative.given_name", "representative.family_name", "representative.function", "representative.address", "referent_function",
    ];

    public static bool IsKnown(string field) => names.Contains(field);
}
