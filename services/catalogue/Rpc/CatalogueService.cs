using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Licence;
using Dinamis.Catalogue.Places;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
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
    SignedUrls urls,
    PlaceNames places,
    CallerRights rights,
    Caller caller,
    IOptions<DinamisOptions> options,
    TimeProvider clock)
    : Wire.Catalogue.CatalogueBase
{
    /// <exception cref="Refused">403 unless DINAMIS's instructor or operator calls, or a service of ours.</exception>
    async Task RequireStaffAsync(CancellationToken cancellationToken)
    {
        if (caller.IsService && caller.Has(Scopes.Internal)) return;
        if (!await rights.IsDinamisAsync(cancellationToken, Role.Types.Name.Instructor, Role.Types.Name.Operator)) throw new Refused(Kernel.Refusals.Forbidden);
    }
}
