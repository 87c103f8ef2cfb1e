using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Licence;
using Dinamis.Catalogue.Places;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Rpc;

/// <summary>Collections, scenes, downloads; one file per rpc.</summary>
sealed partial class CatalogueService(
    CatalogueDb db,
    IItemStore items,
    VisibleCollections visible,
    Extents extents,
    Scenes scenes,
    ItemIngest ingest,
    Gate gate,
    LicencesInForce licences,
    SignedUrls urls,
    PlaceNames places,
    CallerRights rights,
    Caller caller,
    IOptions<DinamisOptions> options,
    TimeProvider clock)
    : Wire.Catalogue.CatalogueBase
{
}
