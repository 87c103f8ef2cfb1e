using System.Security.Cryptography;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.VerifyDeedReply> VerifyDeed(Wire.VerifyDeedRequest request, ServerCallContext context)
    {
        if (request.Pdf.IsEmpty || request.Pdf.Length > DeedVerifier.LargestFile)
            throw new Refused(Refusals.Invalid, [new("pdf", "Choisissez un fichier PDF de 16 Mio au plus.")]);
        var bytes = request.Pdf.ToByteArray();
        // The register first: a certificate may end, the digest of what was sealed does not.
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var holder = await InForceAsync(sha256, context.CancellationToken);
        // The act as the parties received it, and completed since: both are the registered one. A file with one signature is not.
        var registered = sha256 == holder?.Sha256 || sha256 == holder?.CompletedSha256 ? holder : null;
        var verdict = new DeedVerifier(await TrustAsync(context.CancellationToken)).Verify(bytes, frozenSha256: registered?.FrozenSha256);
        // An altered copy of a known act still begins with its frozen text.
        var known = registered ?? (verdict.FrozenSha256.Length > 0 ? await InForceAsync(verdict.FrozenSha256, context.CancellationToken) : null);
        var reply = Views.Verification(verdict, registered is not null);
        reply.Facts = known is null ? null : Views.Deed(known);
        return reply;
    }

    // Numbers and names of acts that are not in force are nobody's business but their parties'.
    Task<Deed?> InForceAsync(string sha256, CancellationToken cancellationToken) =>
        db.DeedFiles.Where(f => f.Sha256 == sha256).Join(db.Deeds.AsNoTracking().Where(d => d.InForceFrom != null), f => f.Number, d => d.Number, (_, d) => d).FirstOrDefaultAsync(cancellationToken);

    async Task<Trust> TrustAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await trust.GetAsync(cancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new Refused(DeedRefusals.CannotVerify) { RetryAfter = TimeSpan.FromSeconds(10) };
        }
    }
}
