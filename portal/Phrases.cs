using Dinamis.Portal.Components.Forms;
using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.Portal;

/// <summary>A state as a sentence that says who has to act, since when.</summary>
static class Phrases
{
    public static (Ton Ton, string Phrase) De(AdhesionView a, TimeProvider horloge) => a switch
    {
        { State: State.AwaitingRepresentative, ProposedDelegation: not null } => (Ton.Ambre, $"Le représentant légal délègue sa signature ; DINAMIS examine la délégation {Dates.Depuis(a.ProposedDelegation.NamedAt, horloge)}."),
        { State: State.AwaitingRepresentative, Delegation: not null, Sealing: Deed.Types.Sealing.None } => (Ton.Ambre, $"Le dossier attend une signature, par délégation du représentant légal, {Dates.Depuis(a.Delegation.ConfirmedAt, horloge)}."),
        { Amendment: not null } => DeLAvenant(a.State, a.Sealing, Dates.Depuis(a.StateSince, horloge)),
        { Departure: not null } => DeLaSortie(a.State, a.Sealing, Dates.Depuis(a.StateSince, horloge), a.Relay.RelayName, a.AwaitsRelay, a.EndsAt),
        { State: State.Draft, PreparedByRelay: true } => (Ton.Ambre, $"Le dossier est à corriger {Dates.Depuis(a.StateSince, horloge)}, par {a.Relay.RelayName} ou par le référent."),
        _ => De(a.State, a.Sealing, a.StateSince, horloge, new(a.Relay?.RelayName ?? "", a.WithActe, a.AwaitsRelay)),
    };

    public static (Ton Ton, string Phrase) De(AdhesionSummary a, TimeProvider horloge) => a.IsAmendment
        ? DeLAvenant(a.State, a.Sealing, Dates.Depuis(a.StateSince, horloge))
        : a.IsDeparture ? DeLaSortie(a.State, a.Sealing, Dates.Depuis(a.StateSince, horloge), a.RelayName, a.AwaitsRelay, null)
        : De(a.State, a.Sealing, a.StateSince, horloge, new(a.RelayName, a.WithActe, a.AwaitsRelay));

    /// <summary>An avenant by which a member changes its name: its acte stays in force meanwhile.</summary>
    static (Ton Ton, string Phrase) DeLAvenant(State etat, Deed.Types.Sealing sceau, string duree) => (etat, sceau) switch
    {
        (_, Deed.Types.Sealing.Failed) => (Ton.Ambre, "La signature n’a pas pu être apposée ; elle est reprise automatiquement et rien n’est perdu."),
        (_, Deed.Types.Sealing.Pending) => (Ton.Bleu, "Une signature est en cours d’apposition sur l’avenant."),
        (State.AwaitingRepresentative, _) => (Ton.Ambre, $"L’avenant de changement de nom attend la signature du représentant légal {duree}."),
        (State.Submitted, _) => (Ton.Bleu, $"L’avenant de changement de nom est signé par l’organisme ; il attend le contreseing de DINAMIS {duree}."),
        (State.Active, _) => (Ton.Vert, $"L’avenant de changement de nom est en vigueur {duree}."),
        _ => (Ton.Rouge, $"L’avenant de changement de nom n’a pas été signé ; l’acte d’adhésion ne change pas ({duree})."),
    };

    /// <summary>An avenant by which a member leaves its relay: its acte stays in force meanwhile, and afterwards.</summary>
    /// <param name="attendu">An officer of the relay has to countersign.</param>
    /// <param name="jour">Both have signed: it takes effect then; null where that is not known.</param>
    static (Ton Ton, string Phrase) DeLaSortie(State etat, Deed.Types.Sealing sceau, string duree, string relais, bool attendu, Timestamp? jour) => (etat, sceau) switch
    {
        (_, Deed.Types.Sealing.Failed) => (Ton.Ambre, "La signature n’a pas pu être apposée ; elle est reprise automatiquement et rien n’est perdu."),
        (_, Deed.Types.Sealing.Pending) => (Ton.Bleu, "Une signature est en cours d’apposition sur l’avenant de sortie du relais."),
        (State.AwaitingRepresentative, _) => (Ton.Ambre, $"L’avenant de sortie du relais attend la signature du représentant légal {duree}."),
        (State.Submitted, _) when attendu => (Ton.Ambre, $"L’avenant de sortie du relais est signé par l’organisme ; il attend le contreseing de {relais} {duree}."),
        (State.Submitted, _) => (Ton.Bleu, $"L’avenant de sortie du relais est signé par les deux parties ; {relais} n’agira plus au nom de l’organisme {(jour is null ? "au jour dit" : $"à compter du {Dates.Jour(jour)}")}."),
        (State.Active, _) => (Ton.Bleu, $"L’organisme a quitté {relais} {duree} ; son acte d’adhésion et ses comptes demeurent."),
        _ => (Ton.Rouge, $"La sortie du relais est restée sans suite ; rien n’a changé ({duree})."),
    };

    public static (Ton Ton, string Phrase) De(AdhesionDuplicate a, TimeProvider horloge) => De(a.State, Deed.Types.Sealing.None, a.StateSince, horloge, new("", true, false));

    /// <summary>The relay's part in a file.</summary>
    /// <param name="Nom">Short name; empty for a body that joins alone.</param>
    /// <param name="AvecActe">False for a member that signs an avenant alone.</param>
    /// <param name="Attendu">Its officer has to countersign.</param>
    readonly record struct PartDuRelais(string Nom, bool AvecActe, bool Attendu);

    static (Ton, string) De(State etat, Deed.Types.Sealing sceau, Timestamp? depuis, TimeProvider horloge, PartDuRelais relais)
    {
        var duree = Dates.Depuis(depuis, horloge);
        return (etat, sceau) switch
        {
            (State.Submitted or State.UnderExamination, Deed.Types.Sealing.Pending) => (Ton.Bleu, $"Le contreseing de {relais.Nom} est en cours d’apposition."),
            (State.Submitted, Deed.Types.Sealing.None) when relais.Attendu => (Ton.Ambre, $"Le représentant légal a signé ; le dossier attend le contreseing de {relais.Nom} {duree}."),
            (State.Active, Deed.Types.Sealing.None) when !relais.AvecActe => (Ton.Vert, $"L’avenant avec {relais.Nom} est en vigueur {duree}."),
            (_, Deed.Types.Sealing.Failed) => (Ton.Ambre, "La signature n’a pas pu être apposée ; elle est reprise automatiquement et rien n’est perdu."),
            (State.AwaitingRepresentative, Deed.Types.Sealing.Pending) => (Ton.Bleu, "La signature du représentant légal est en cours d’apposition."),
            (State.Accepted, Deed.Types.Sealing.Pending) => (Ton.Bleu, "Le contreseing de DINAMIS est en cours d’apposition."),
            (State.Draft, _) => (Ton.Ambre, $"Le dossier est à remplir par le futur référent {duree}."),
            (State.AwaitingRepresentative, _) => (Ton.Ambre, $"Le dossier attend la signature du représentant légal {duree}."),
            (State.Submitted, _) => (Ton.Bleu, $"Le dossier est déposé {duree} ; DINAMIS va l’examiner."),
            (State.UnderExamination, _) => (Ton.Bleu, $"DINAMIS examine le dossier {duree}."),
            (State.ComplementRequested, _) => (Ton.Ambre, $"DINAMIS attend un complément {duree}."),
            (State.Accepted, _) => (Ton.Bleu, $"L’adhésion est acceptée {duree} ; l’acte attend le contreseing de DINAMIS."),
            (State.Active, _) => (Ton.Vert, $"L’adhésion est en vigueur {duree}."),
            (State.Refused, _) => (Ton.Rouge, $"L’adhésion a été refusée ({Dates.Jour(depuis)})."),
            (State.ClosedWithoutAction, _) => (Ton.Rouge, $"Le dossier est clos sans suite {duree}."),
            (State.Suspended, _) => (Ton.Rouge, $"L’adhésion est suspendue {duree}."),
            (State.Terminated, _) => (Ton.Rouge, $"L’adhésion est résiliée {duree}."),
            (State.Expired, _) => (Ton.Rouge, $"L’adhésion est arrivée à son terme {duree}."),
            _ => (Ton.Bleu, "État inconnu."),
        };
    }

    public static (Ton Ton, string Phrase) De(PersonView p, TimeProvider horloge)
    {
        var duree = Dates.Depuis(p.StateSince, horloge);
        return p.State switch
        {
            Person.Types.State.Requested => (Ton.Bleu, $"Le lien envoyé à la personne attend d’être ouvert {duree}."),
            Person.Types.State.EmailVerified => (Ton.Ambre, $"Le compte attend la validation du référent {duree}."),
            Person.Types.State.Validated => (Ton.Vert, $"Le compte est ouvert {duree}."),
            Person.Types.State.Refused => (Ton.Rouge, $"La demande a été refusée. {p.Reason}"),
            Person.Types.State.Suspended => (Ton.Rouge, $"Le compte est suspendu {duree}. {p.Reason}"),
            Person.Types.State.Closed => (Ton.Rouge, $"Le compte est clos {duree}."),
            _ => (Ton.Bleu, "État inconnu."),
        };
    }

    public static (Ton Ton, string Phrase) De(ImageryRequestView d, TimeProvider horloge) => d.State switch
    {
        ImageryRequest.Types.State.Received => (Ton.Bleu, $"DINAMIS examine la demande {Dates.Depuis(d.StateSince, horloge)}."),
        ImageryRequest.Types.State.Accepted => (Ton.Vert, $"La demande est acceptée {Dates.Depuis(d.StateSince, horloge)} ; DINAMIS programme l’acquisition."),
        ImageryRequest.Types.State.Rejected => (Ton.Rouge, $"La demande a été refusée ({Dates.Jour(d.StateSince)})."),
        _ => (Ton.Bleu, "État inconnu."),
    };

    public static (Ton Ton, string Phrase) De(ExperienceView x) => x.State switch
    {
        Experience.Types.State.Submitted => (Ton.Ambre, "Ce récit attend sa relecture ; seuls son auteur et ceux qui relisent le voient."),
        Experience.Types.State.Published => (Ton.Vert, "Ce récit est publié."),
        Experience.Types.State.Refused => (Ton.Ambre, "Ce récit est renvoyé à son auteur ; il paraîtra une fois corrigé et relu."),
        _ => (Ton.Bleu, "État inconnu."),
    };

    /// <summary>Where a body of the relay's registry stands, in a table's cell.</summary>
    public static string Courte(PartnerView p) => p switch
    {
        { AwaitsRelay: true } => "À contresigner par vous",
        { AdhesionId: "", Member: true } => "Adhérent, sans vous",
        { AdhesionId: "" } => "Pas commencée",
        { Stage: PartnerView.Types.Stage.Left } => "Sorti du relais",
        { Departure: true } => "Sortie du relais demandée",
        _ => Courte(p.State),
    };

    public static readonly IReadOnlyList<(PartnerView.Types.Stage Etape, string Code, string Nom)> Etapes =
    [
        (PartnerView.Types.Stage.Lacking, "a-completer", "À compléter"),
        (PartnerView.Types.Stage.Ready, "prets", "Prêts"),
        (PartnerView.Types.Stage.Preparing, "en-preparation", "En préparation"),
        (PartnerView.Types.Stage.Sent, "envoyes", "Envoyés"),
        (PartnerView.Types.Stage.Opened, "ouverts", "Ouverts"),
        (PartnerView.Types.Stage.Silent, "silencieux", "Sans réponse"),
        (PartnerView.Types.Stage.Signed, "signes", "Signés"),
        (PartnerView.Types.Stage.InForce, "en-vigueur", "En vigueur"),
        (PartnerView.Types.Stage.Left, "sortis", "Sortis du relais"),
        (PartnerView.Types.Stage.Closed, "clos", "Refusés ou clos"),
    ];

    /// <summary>How far a body is from its signature, and since when.</summary>
    public static string Etape(PartnerView p, TimeProvider horloge) => p.Stage switch
    {
        PartnerView.Types.Stage.Lacking => "Fiche à compléter",
        PartnerView.Types.Stage.Ready => "Prêt à adhérer",
        PartnerView.Types.Stage.Preparing => p.CameAlone ? $"Le référent remplit le dossier {Dates.Depuis(p.StateSince, horloge)}" : $"À corriger {Dates.Depuis(p.StateSince, horloge)}",
        PartnerView.Types.Stage.Left => $"A quitté le relais le {Dates.Jour(p.StateSince)}",
        PartnerView.Types.Stage.Sent => $"Envoyé le {Dates.Jour(p.SentAt)}{Relances(p)}",
        PartnerView.Types.Stage.Opened => $"Ouvert le {Dates.Jour(p.OpenedAt)}, pas encore signé{Relances(p)}",
        PartnerView.Types.Stage.Silent => $"Sans réponse {Dates.Depuis(p.SentAt, horloge)}{Relances(p)}",
        PartnerView.Types.Stage.Signed => $"Signé – {Courte(p).ToLower(Dates.Francais)} {Dates.Depuis(p.StateSince, horloge)}",
        _ => $"{Courte(p)} {Dates.Depuis(p.StateSince, horloge)}",
    };

    static string Relances(PartnerView p) => p.Mails > 1 ? $" ({Nombres.Compte(p.Mails - 1, "relance", "relances")}, la dernière le {Dates.Jour(p.LastSentAt)})" : "";

    /// <summary>What a line of the registry lacks, in few words: a person of whom nothing is known is one word.</summary>
    public static string Manques(IReadOnlyCollection<string> champs)
    {
        static string? Personne(IReadOnlyCollection<string> manquent, string qui) => manquent.Count switch
        {
            0 => null,
            >= 3 => qui,
            _ => $"{string.Join(" et ", manquent.Select(c => c switch { "given_name" => "prénom", "family_name" => "nom", "address" => "adresse électronique", _ => "fonction" }))} ({qui})",
        };
        var mots = champs.Where(c => c.StartsWith("entity.", StringComparison.Ordinal)).Select(c => c switch
        {
            "entity.street" => "adresse du siège",
            "entity.postal_code" => "code postal",
            "entity.town" => "commune",
            "entity.department" => "département",
            "entity.category" or "entity.legal_form" => "catégorie",
            "entity.contracting_body" => "organisme public pour lequel l’entreprise travaille",
            "entity.research_subject" => "objet de la recherche",
            "entity.country" => "pays",
            "entity.french_partner" => "organisme français partenaire",
            _ => "nom officiel",
        }).Distinct().ToList();
        var representant = champs.Where(c => c.StartsWith("representative.", StringComparison.Ordinal)).Select(c => c["representative.".Length..]).ToList();
        var referent = champs.Where(c => c.StartsWith("referent", StringComparison.Ordinal)).Select(c => c["referent_".Length..]).ToList();
        return string.Join(", ", mots.Append(Personne(representant, "représentant légal")).Append(Personne(referent, "référent")).Where(m => m is not null));
    }

    static string Courte(State etat) => etat switch
    {
        State.Draft => "À remplir ou à corriger",
        State.AwaitingRepresentative => "Attend le représentant légal",
        State.Submitted or State.UnderExamination => "Examinée par DINAMIS",
        State.ComplementRequested => "Attend un complément",
        State.Accepted => "Attend le contreseing de DINAMIS",
        State.Active => "En vigueur",
        State.Suspended => "Suspendue",
        State.Terminated => "Résiliée",
        State.Expired => "Arrivée à son terme",
        State.Refused => "Refusée",
        _ => "Close",
    };

    /// <summary>The complement that DINAMIS waits for; null when it waits for none.</summary>
    public static Exchange? Demande(AdhesionView a) => a.State == State.ComplementRequested ? a.Exchanges.LastOrDefault(e => e.Kind == Exchange.Types.Kind.Complement) : null;

    public static (Ton Ton, string Phrase) De(OpinionView o) => o switch
    {
        { RevokedAt: not null } => (Ton.Bleu, "révoqué"),
        { Answer: OpinionView.Types.Answer.Favourable } => (Ton.Vert, "favorable"),
        { Answer: OpinionView.Types.Answer.FavourableWithReserve } => (Ton.Ambre, "favorable avec réserve"),
        { Answer: OpinionView.Types.Answer.Unfavourable } => (Ton.Rouge, "défavorable"),
        _ => (Ton.Ambre, "attendu"),
    };

    /// <summary>Who has to act, in a table's cell.</summary>
    public static string Attendu(AdhesionSummary a) => a.WaitsFor switch
    {
        AdhesionSummary.Types.Party.Referent => "Le référent",
        AdhesionSummary.Types.Party.Representative => "Le représentant légal",
        AdhesionSummary.Types.Party.Relay => a.RelayName,
        AdhesionSummary.Types.Party.Instructor => "Un instructeur",
        AdhesionSummary.Types.Party.Signatory => "Un signataire",
        AdhesionSummary.Types.Party.Sealing => "La signature, en cours",
        _ => "Personne",
    };

    /// <summary>How long the acte still lasts; empty for one without term and without notice.</summary>
    public static string Fin(Timestamp? terme, Timestamp? preavis) => (preavis, terme) switch
    {
        ({ } fin, _) => $"La résiliation est notifiée : l’acte prend fin le {Dates.Jour(fin)}.",
        (_, { } fin) => $"L’acte court jusqu’au {Dates.Jour(fin)}, et peut être renouvelé.",
        _ => "",
    };

    /// <summary>The relay whose avenant or convention is still to be signed; null for a body that joins alone, and once that file is in force.</summary>
    public static RelayRoad? RelaisASigner(AdhesionView a) => a.Deeds.Count == 0 || a.Deeds.Any(d => d.Kind != Deed.Types.Kind.Acte && d.Status != Deed.Types.Status.InForce) ? a.Relay : null;

    /// <summary>What a body of the registry signs when the relay makes it join (DESIGN §5).</summary>
    public static string CeQuiSeSigne(PartnerView p, string relais) => p switch
    {
        { Member: true } => $"Cet organisme est déjà adhérent : il signe un avenant seul avec {relais}, et garde son acte d’adhésion, son référent et ses comptes.",
        { UnderMandate: true } => $"Cet organisme est déjà lié à {relais} : il signe l’acte d’adhésion seul, que DINAMIS examine.",
        { Partner: true } => $"Cet organisme est déjà partenaire de {relais} : il signe un avenant avec l’acte d’adhésion.",
        _ => $"Cet organisme n’est pas encore partenaire de {relais} : il signe une convention de partenariat avec l’acte d’adhésion.",
    };

    /// <summary>« à compter du 1er mars 2027 », or at once.</summary>
    public static string PriseDEffet(RelayDeparture d) => d.FirstDay.Length > 0 ? $"à compter du {Jour(d.FirstDay)}, et pas avant que les deux parties aient signé" : "dès que les deux parties ont signé";

    public static string Periode(ImageryRequestView d) => $"du {Jour(d.FirstDay)} au {Jour(d.LastDay)}";

    /// <summary>« 28 mars 2026 » of `2026-03-28`.</summary>
    public static string Jour(string iso) => Dates.DeChamp(iso) is { } jour ? Dates.Jour(jour) : iso;

    public static string De(Role.Types.Name role) => role switch
    {
        Role.Types.Name.User => "utilisateur",
        Role.Types.Name.Referent => "référent",
        Role.Types.Name.Officer => "agent du relais",
        Role.Types.Name.Instructor => "instructeur",
        Role.Types.Name.Signatory => "signataire",
        Role.Types.Name.Operator => "exploitant",
        _ => "",
    };

    public static string De(Deed.Types.Kind nature) => nature switch
    {
        Deed.Types.Kind.Acte => "Acte d’adhésion",
        Deed.Types.Kind.Avenant => "Avenant avec le relais",
        Deed.Types.Kind.Amendment => "Avenant de changement de nom",
        Deed.Types.Kind.Departure => "Avenant de sortie du relais",
        Deed.Types.Kind.Convention => "Convention de partenariat",
        _ => "Acte",
    };

    public static (Ton Ton, string Phrase) De(DeedFacts acte) => acte.Status switch
    {
        Deed.Types.Status.Frozen => (Ton.Ambre, "Cet acte est préparé et n’est encore signé par personne."),
        Deed.Types.Status.SignedByMember => (Ton.Bleu, "Cet acte est signé par l’organisme et attend le contreseing."),
        Deed.Types.Status.InForce => (Ton.Vert, $"Cet acte est signé par les deux parties et en vigueur depuis le {Dates.Jour(acte.InForceFrom)}."),
        Deed.Types.Status.Superseded => (Ton.Rouge, "Cet acte a été remplacé par un acte plus récent."),
        Deed.Types.Status.Suspended => (Ton.Rouge, "Cet acte est suspendu."),
        Deed.Types.Status.Terminated => (Ton.Rouge, $"Cet acte est résilié depuis le {Dates.Jour(acte.EndedAt)}."),
        Deed.Types.Status.Expired => (Ton.Rouge, $"Cet acte est arrivé à son terme le {Dates.Jour(acte.EndedAt)}."),
        _ => (Ton.Bleu, "État inconnu."),
    };

    /// <summary>Who names the next référent, at the beginning of a sentence.</summary>
    public static string De(ReferentProposal.Types.Side qui) => qui switch
    {
        ReferentProposal.Types.Side.Referent => "Le référent en place",
        ReferentProposal.Types.Side.Representative => "Le représentant légal",
        ReferentProposal.Types.Side.Relay => "Le relais, au nom de l’organisme,",
        _ => "DINAMIS, à la demande de l’organisme,",
    };

    /// <summary>« arrêté n° 2026-014 du 28 mars 2026 ».</summary>
    public static string Arrete(SignatureDelegation d) => $"arrêté n° {d.DecreeNumber} du {Jour(d.DecreeDate)}";

    /// <summary>« par délégation de Joëlle Laborde, Maire (arrêté n° 2026-014 du 28 mars 2026) ».</summary>
    public static string Base(AdhesionView a) => $"par délégation de {a.Representative.GivenName} {a.Representative.FamilyName}, {a.Representative.Function} ({Arrete(a.Delegation)})";

    /// <summary>Whoever signs what is frozen.</summary>
    public static RepresentativeForm Signataire(AdhesionView a) => a.Delegation?.Delegate ?? a.Representative;

    public static string De(Exchange.Types.Kind nature) => nature switch
    {
        Exchange.Types.Kind.Complement => "DINAMIS demande un complément",
        Exchange.Types.Kind.Correction => "Le représentant légal demande une correction",
        Exchange.Types.Kind.Answer => "Réponse du référent",
        Exchange.Types.Kind.Refusal => "Motif de la décision",
        Exchange.Types.Kind.Closure => "Motif du classement sans suite",
        Exchange.Types.Kind.Suspension => "Motif de la suspension",
        Exchange.Types.Kind.Resumption => "Suspension levée",
        Exchange.Types.Kind.Termination => "Résiliation",
        Exchange.Types.Kind.Enclosure => "Pièces jointes par le référent",
        Exchange.Types.Kind.Change => "Changement",
        Exchange.Types.Kind.Delegation => "Délégation de signature sans suite",
        _ => "Message",
    };
}
