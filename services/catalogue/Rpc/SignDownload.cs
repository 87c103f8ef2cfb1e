using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Licence;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<SignDownloadReply> SignDownload(SignDownloadRequest request, ServerCallContext context)
    {
        var (scene, asset) = await SceneAsync(request.CollectionId, request.ItemId, request.AssetKey, context.CancellationToken);
        var requester = Gate.Of(caller)!;
        var (_, answer) = await gate.AskAsync(requester, scene, asset, context.CancellationToken);
        if (answer.Missing is { } missing) throw new Refused(missing);
        var organisation = requester.Organisation ?? throw new Refused(Licence.Refusals.OrganisationMissing);
        var (url, until) = urls.Sign(ItemBody.AssetPath(scene.Collection, scene.Item, asset.Key), asset.Sha256, requester.Person, organisation);
        return new() { Url = url.AbsoluteUri, ExpiresAt = until.ToTimestamp() };
    }
}
