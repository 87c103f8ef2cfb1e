using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Licence;
using Dinamis.Kernel;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [AllowAnonymous]
    public override async Task<LicenceDecision> DecideDownload(DecideDownloadRequest request, ServerCallContext context)
    {
        var (scene, asset) = await SceneAsync(request.CollectionId, request.ItemId, request.AssetKey, context.CancellationToken);
        try
        {
            var (question, answer) = await gate.AskAsync(Gate.Of(caller), scene, asset, context.CancellationToken);
            return Decision(question, answer);
        }
        catch (Refused unknown) when (unknown.Refusal.Code == Kernel.Refusals.RightsUnknown.Code)
        {
            return new() { Code = unknown.Refusal.Code, Message = unknown.Refusal.Message, Family = scene.Family };
        }
    }

    static LicenceDecision Decision(GateQuestion question, GateAnswer answer)
    {
        var decision = new LicenceDecision
        {
            Allowed = answer.Allowed,
            Code = answer.Missing?.Code ?? "",
            Message = answer.Missing?.Message ?? "",
            Missing = answer.Missing?.Missing ?? "",
            Cure = answer.Missing?.Cure ?? "",
            Family = question.Family,
            LicenceName = question.Licence?.Name ?? "",
            LicenceVersion = answer.Version,
        };
        if (question.Licence is { } licence) decision.Purposes.AddRange(licence.Purposes);
        if (question.Purpose is { } purpose && purpose.Until > question.Now) (decision.Purpose, decision.PurposeUntil) = (purpose.Purpose, purpose.Until.ToTimestamp());
        if (question.Quota?.LimitM2 is { } limit) decision.QuotaLeftKm2 = Math.Max(0, limit - question.Quota.UsedAt(question.Now)) / 1e6;
        return decision;
    }

    /// <exception cref="Refused">404 for what is not there or not visible.</exception>
    async Task<(Scene Scene, Asset Asset)> SceneAsync(string collection, string item, string key, CancellationToken cancellationToken)
    {
        await visible.OneAsync(collection, cancellationToken);
        var scene = await scenes.FindAsync(db, items, collection, item, cancellationToken);
        return scene?.Asset(key) is { } asset ? (scene, asset) : throw new Refused(Kernel.Refusals.NotFound);
    }
}
