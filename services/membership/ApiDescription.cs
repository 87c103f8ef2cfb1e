using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Membership;

static class ApiDescription
{
    public static readonly ApiDoc Doc = new(Resources.Membership, "DINAMIS — adhésions", """
        Entités, adhésions, conventions et mandats des relais, charte et licences, actes signés.

        Ce qu’un lien reçu par courriel permet se fait sans compte : le jeton du lien va dans le champ `link`. Une commande nomme la
        `version` que l’appelant a vue ; une autre donne 409 STALE. Les fichiers des actes se lisent par gRPC (`ReadDeed`, en flux) ou sur
        la page `/actes/{numéro}.pdf`. Les mêmes opérations existent en gRPC (`x-grpc`) sous le même nom d’hôte.
        """);
}
