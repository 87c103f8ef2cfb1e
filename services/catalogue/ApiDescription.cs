using Dinamis.Catalogue.Stac;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue;

static class ApiDescription
{
    public static readonly ApiDoc Doc = new(Resources.Catalogue, "DINAMIS — catalogue", """
        Collections et scènes (STAC API 1.0, éléments STAC 1.1), téléchargements derrière les licences, tuiles (OGC API Tiles), demandes
        d’images.

        La recherche est ouverte à tous ; une collection réservée n’existe que pour qui a accepté sa licence. Un téléchargement et une
        tuile demandent un jeton (portée `catalogue`), une licence acceptée par l’organisme et un usage choisi ; sinon 403 nomme la première
        condition manquante (`missing`) et la page qui y remédie (`cure`). Sous `/stac` et
        `/assets`, HEAD répond comme GET, sans contenu. Coordonnées en longitude, latitude (OGC:CRS84), instants en UTC.
        Les opérations sous `/api` existent aussi en gRPC (`x-grpc`).
        """)
    {
        Schemas = StacSchemas.Json,
    };
}
