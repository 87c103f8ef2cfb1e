using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Accounts;

static class ApiDescription
{
    public static readonly ApiDoc Doc = new(Resources.Accounts, "DINAMIS — comptes", """
        Personnes, organismes pour lesquels elles agissent, rôles, invitations.

        Un jeton nomme un seul organisme, choisi à la connexion. Un relais agit pour un organisme sous un mandat qu’il nomme
        (`mandateId`). Lire des données personnelles s’inscrit au journal. Les mêmes opérations existent en gRPC (`x-grpc`).
        """);
}
