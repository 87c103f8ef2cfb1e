using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Activity;

static class ApiDescription
{
    public static readonly ApiDoc Doc = new(Resources.Activity, "DINAMIS — activité", """
        Usage des images par organisme et par relais, journal des actes et sa vérification, retours d’expérience.

        Les surfaces sont des m² sur l’ellipsoïde ; les mois, ceux d’Europe/Paris. Les noms des personnes et des organismes se demandent
        par identifiant à leurs services. Les mêmes opérations existent en gRPC (`x-grpc`).
        """);
}
