using Dinamis.Wire;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.Portal;

/// <summary>
/// The list of the instruction in which somebody works. Its filters travel in the address from file to file, so that « suivant » is the next of
/// that list, without a session.
/// </summary>
sealed class FiltreInstruction(IQueryCollection adresse)
{
    static readonly string[] noms = ["vue", "charge", "groupe", "chemin", "ordre", "texte"];

    // Submitted, a file is the relay's to countersign before it is DINAMIS's.
    public static readonly IReadOnlyList<(string Code, string Nom, State[] Etats, bool? AuRelais)> Vues =
    [
        ("a-traiter", "À traiter", [State.Submitted, State.UnderExamination, State.Accepted], false),
        ("en-attente", "En attente de l’organisme", [State.Draft, State.AwaitingRepresentative, State.ComplementRequested], null),
        ("delegations", "Délégations à examiner", [State.AwaitingRepresentative], null),
        ("au-relais", "En attente d’un relais", [State.Submitted], true),
        ("en-vigueur", "En vigueur", [State.Active], null),
        ("suspendus", "Suspendus", [State.Suspended], null),
        ("clos", "Refusés, clos ou arrivés à leur fin", [State.Refused, State.ClosedWithoutAction, State.Terminated, State.Expired], null),
        ("tous", "Tous", [], null),
    ];

    public (string Code, string Nom, State[] Etats, bool? AuRelais) Vue => Vues.FirstOrDefault(v => v.Code == De("vue"), Vues[0]);

    public string Texte => De("texte");

    public bool Est(string nom, string valeur) => De(nom) == valeur;

    /// <summary>Part of an address that keeps the list: empty, or it begins with « ? ».</summary>
    public string Suite { get; } = QueryString.Create(noms.Where(n => adresse[n] is [{ Length: > 0 }]).Select(n => KeyValuePair.Create(n, (string?)adresse[n].ToString()))).Value ?? "";

    /// <summary>The reader came from a list that he chose; otherwise neighbours are those that wait for the same thing.</summary>
    public bool Choisi => Suite.Length > 0;

    public ListAdhesionsRequest Demande(Guid? moi)
    {
        var demande = new ListAdhesionsRequest
        {
            States = { Vue.Etats },
            Text = Texte,
            AssignedTo = De("charge") switch { "moi" => $"{moi}", "personne" => "nobody", _ => "" },
            Group = De("groupe") switch { "les-miens" => "mine", "aucun" => "none", var groupe => Guid.TryParse(groupe, out _) ? groupe : "" },
            Road = De("chemin") switch { "seul" => Adhesion.Types.Road.Alone, "relais" => Adhesion.Types.Road.WithRelay, _ => Adhesion.Types.Road.Unspecified },
            Delegations = Vue.Code == "delegations",
            OldestFirst = De("ordre") == "anciens",
        };
        if (Vue.AuRelais is { } auRelais) demande.AwaitsRelay = auRelais;
        return demande;
    }

    string De(string nom) => adresse[nom].ToString();
}
