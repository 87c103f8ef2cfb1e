using System.Security.Cryptography;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.DeedFacts> GetDeed(Wire.GetDeedRequest request, ServerCallContext context)
    {
        // Numbers follow one another: before an act is in force nobody but its parties may know that it exists.
        var deed = await db.Deeds.AsNoTracking().FirstOrDefaultAsync(d => d.Number == request.Number && d.InForceFrom != null, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        var facts = Views.Deed(deed);
        facts.Verification = await VerificationAsync(deed, context.CancellationToken);
        return facts;
    }

    /// <summary>The stored bytes judged now; null while the authorities are out of reach, which hides no fact.</summary>
    async Task<Wire.VerifyDeedReply?> VerificationAsync(Deed deed, CancellationToken cancellationToken)
    {
        var bytes = await db.DeedFiles.AsNoTracking().Where(f => f.Sha256 == deed.FileSha256).Select(f => f.Bytes).SingleAsync(cancellationToken);
        try
        {
            var verdict = new DeedVerifier(await TrustAsync(cancellationToken)).Verify(bytes, frozenSha256: deed.FrozenSha256);
            return Views.Verification(verdict, Convert.ToHexStringLower(SHA256.HashData(bytes)) == deed.FileSha256);
        }
        catch (Refused away) when (away.Refusal == DeedRefusals.CannotVerify)
        {
            return null;
        }
    }
}
