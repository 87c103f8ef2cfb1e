using Dinamis.Membership.Register;

namespace Dinamis.Membership.Deeds;

/// <summary>Names of the signature fields, fixed for ever: verifiers look for them.</summary>
static class SignatureFields
{
    public const string Member = "SignatureAdherent";
    public const string Dinamis = "SignatureDinamis";
    public const string Relay = "SignatureRelais";

    /// <summary>The field that the other party signs.</summary>
    public static string Counterparty(DeedContent deed) => deed.WithDinamis ? Dinamis : Relay;
}

/// <summary>One numbered article.</summary>
/// <param name="WithTexts">The table of the texts that are accepted follows it.</param>
sealed record DeedArticle(string Title, IReadOnlyList<string> Paragraphs, bool WithTexts = false);

/// <summary>Words that depend on the kind of deed, or stand for the codes of the form.</summary>
static class DeedWords
{
    public static string Title(DeedContent content) => content.Kind switch
    {
        DeedKind.Acte => "Acte d’adhésion à DINAMIS",
        DeedKind.Amendment => "Avenant à l’acte d’adhésion à DINAMIS",
        DeedKind.Avenant => $"Avenant à la convention {content.Counterparty.ShortName}",
        DeedKind.Departure => $"Avenant de sortie du relais {content.Counterparty.ShortName}",
        DeedKind.Convention => $"Convention de partenariat {content.Counterparty.ShortName}",
        _ => throw new ArgumentOutOfRangeException(nameof(content), content.Kind, "Unknown kind of deed."),
    };

    /// <summary>« l’avenant n° DIN-2026-000042, en vigueur depuis le 25 novembre 2026 ».</summary>
    public static string Ended(DeedEnded ended) =>
        $"{(ended.Kind is DeedKind.Convention ? "la convention de partenariat" : "l’avenant")} n° {ended.Number}, en vigueur depuis le {Paris.Date(ended.InForceFrom)}";

    public static string Category(string code) => code switch
    {
        "commune" => "Commune",
        "epci" => "Établissement public de coopération intercommunale",
        "departement" => "Département",
        "region" => "Région",
        "etat" => "Service de l’État",
        "etablissement-public" => "Établissement public",
        "universite-recherche" => "Université ou organisme de recherche",
        "association" => "Association à mission d’intérêt public",
        "entreprise-prestataire" => "Entreprise, prestataire d’un organisme public",
        "entreprise-rd" => "Entreprise, pour sa propre recherche",
        "organisme-etranger" => "Organisme étranger, en coopération avec un organisme français",
        _ => code,
    };

    public static string Theme(string code) => code switch
    {
        "foret" => "forêt",
        "biodiversite" => "biodiversité",
        _ => code,
    };
}
