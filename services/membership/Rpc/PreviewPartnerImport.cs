using Dinamis.Membership.Imports;
using Dinamis.Membership.Partners;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int LargestList = 2 << 20;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PartnerImportView> PreviewPartnerImport(Wire.PreviewPartnerImportRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        new Checks().That(request.Content.Length > 0, "content", "Choisissez un fichier, ou collez des lignes.")
            .That(request.Content.Length <= LargestList, "content", "2 Mio au plus : partagez la liste en plusieurs fichiers.")
            .That(request.FileName.Length <= 200, "file_name", "200 caractères au plus.").ThrowIfAny();
        var import = PartnerImport.Of(relay, request.FileName, request.Content.ToByteArray(), caller.ActorId, clock.GetUtcNow());
        import.Compare(await RegistryAsync(relay, import.Sirens, context.CancellationToken));
        db.PartnerImports.Add(import);
        return import.View();
    }

    /// <summary>The lines of the registry that these bodies have, by SIREN.</summary>
    Task<Dictionary<string, Partner>> RegistryAsync(Guid relay, IReadOnlyList<string> sirens, CancellationToken cancellationToken) =>
        db.Partners.Where(p => p.RelayId == relay && sirens.Contains(p.Siren)).ToDictionaryAsync(p => p.Siren, cancellationToken);

    async Task<PartnerImport> ImportAsync(Guid relay, string importId, CancellationToken cancellationToken)
    {
        var id = Id(importId);
        return await db.PartnerImports.FirstOrDefaultAsync(i => i.RelayId == relay && i.Id == id, cancellationToken) ?? throw new Refused(Refusals.NotFound);
    }
}
