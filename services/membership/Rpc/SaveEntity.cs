using Dinamis.Membership.Adhesions;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> SaveEntity(Wire.SaveEntityRequest request, ServerCallContext context)
    {
        Adhesion? saved = null;
        var view = await SaveAsync(request.Link, request.Version, file =>
        {
            var entity = new Wire.EntityForm(request.Entity ?? new()) { Siren = file.Siren };
            new FormChecks().Entity(entity).ThrowIfAny();
            file.SaveEntity(entity, caller.ActorId, clock.GetUtcNow());
            saved = file;
        }, context.CancellationToken);
        // From here on it has a name: its relay finds it among those that it follows.
        await freezing.RegisterAsync(saved!, clock.GetUtcNow(), context.CancellationToken);
        return view;
    }

    async Task<Wire.LinkView> SaveAsync(string token, long version, Action<Adhesion> save, CancellationToken cancellationToken)
    {
        var (link, file) = await links.OpenAsync(token, cancellationToken, Wire.LinkView.Types.Purpose.Referent);
        RequireVersion(file, version);
        save(file);
        await db.SaveChangesAsync(cancellationToken);
        return await views.LinkAsync(link, file, cancellationToken);
    }
}
