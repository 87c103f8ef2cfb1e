using Dinamis.Portal.Components.Forms;
using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.Portal;

/// <summary>A state as a sentence that says who has to act, since when.</summary>
static class Phrases
{
    public static (Ton Ton, string Phrase) De(AdhesionView a, TimeProvider horloge) => De(a.State, a.Sealing, a.StateSince, horloge);

    public static (Ton Ton, string Phrase) De(AdhesionSummary a, TimeProvider horloge) => De(a.State, a.Sealing, a.StateSince, horloge);

    static (Ton, string) De(State etat, Deed.Types.Sealing sceau, Timestamp? depuis, TimeProvider horloge)
    {
        var duree = Dates.Depuis(depuis, horloge);
        return (etat, sceau) switch
        {
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
    public static string Courte(PartnerView p) => p.AdhesionId.Length == 0 ? "Pas commencée" : p.State switch
    {
        State.Draft => "À remplir",
        State.AwaitingRepresentative => "Attend le représentant légal",
        State.Submitted or State.UnderExamination => "Examinée par DINAMIS",
        State.ComplementRequested => "Attend un complément",
        State.Accepted => "Attend le contreseing",
        State.Active => "En vigueur",
        State.Refused => "Refusée",
        _ => "Close",
    };

    public static string Periode(ImageryRequestView d) => $"du {Jour(d.FirstDay)} au {Jour(d.LastDay)}";

    static string Jour(string iso) => Dates.DeChamp(iso) is { } jour ? Dates.Jour(jour) : iso;

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
        Deed.Types.Status.Terminated => (Ton.Rouge, "Cet acte a pris fin."),
        _ => (Ton.Bleu, "État inconnu."),
    };

    public static string De(Exchange.Types.Kind nature) => nature switch
    {
        Exchange.Types.Kind.Complement => "DINAMIS demande un complément",
        Exchange.Types.Kind.Correction => "Le représentant légal demande une correction",
        Exchange.Types.Kind.Answer => "Réponse du référent",
        Exchange.Types.Kind.Refusal => "Motif de la décision",
        _ => "Message",
    };
}
