using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Stac;
using Dinamis.Kernel;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [AllowAnonymous]
    public override async Task<SearchItemsReply> SearchItems(SearchItemsRequest request, ServerCallContext context)
    {
        var (from, until) = (request.From?.ToDateTimeOffset(), request.Until?.ToDateTimeOffset());
        var after = request.PageToken.Length == 0 ? null : PageToken.Read(request.PageToken, ItemQuery.Newest);
        new Checks()
            .That(from is null || until is null || from <= until, "until", "La fin est avant le début.")
            .That(!request.HasMaxCloud || request.MaxCloud is >= 0 and <= 100, "max_cloud", "La nébulosité est un pourcentage, de 0 à 100.")
            .That(request.PageToken.Length == 0 || after is not null, "page_token", "Jeton de page inconnu.")
            .That(request.Text.Length <= 200, "text", "200 caractères au plus.")
            .That(request.CollectionIds.Count <= 100, "collection_ids", "100 collections au plus.")
            .That(request.ItemIds.Count <= SearchParameters.MaxIds, "item_ids", "200 scènes au plus.")
            .ThrowIfAny();
        var codes = (await visible.SeenAsync(queryables: false, context.CancellationToken)).Collections.Select(c => c.Code).ToList();
        var query = new ItemQuery
        {
            Collections = request.CollectionIds.Count == 0 ? codes : [.. codes.Intersect(request.CollectionIds, StringComparer.Ordinal)],
            Ids = request.ItemIds.Count == 0 ? null : [.. request.ItemIds],
            Area = AreaOf(request),
            From = from,
            Until = until,
            MaxCloud = request.HasMaxCloud ? request.MaxCloud : null,
            Words = [.. Folding.Key(request.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)],
            Limit = request.PageSize <= 0 ? 24 : Math.Min(request.PageSize, 200),
            After = after,
        };
        var page = await items.SearchAsync(query, context.CancellationToken);
        var reply = new SearchItemsReply
        {
            Items = { page.Items.Select(ItemViews.Summary) },
            Matched = page.Matched.Count,
            MatchedIsEstimate = !page.Matched.Exact,
        };
        if (page.Next is { } next) reply.NextPageToken = PageToken.Write(next);
        return reply;
    }

    static Geometry? AreaOf(SearchItemsRequest request)
    {
        if (request.Intersects.Length == 0) return request.Box is { } box ? Boxes.Read(box, "box") : null;
        try
        {
            return GeoJson.Read(request.Intersects);
        }
        catch (BadGeometryException e)
        {
            throw new Refused(Kernel.Refusals.Invalid, [new("intersects", e.Message)]);
        }
    }
}
