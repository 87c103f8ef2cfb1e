using Dinamis.Membership.Adhesions;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.BodyRoads> LookUpBody(Wire.LookUpBodyRequest request, ServerCallContext context)
    {
        var siren = BodyId.Normalize(request.Siren);
        new Checks().That(BodyId.IsValid(siren), "siren", NoSuchBodyId(siren)).ThrowIfAny();
        var known = await db.Partners.AsNoTracking().Where(p => p.Siren == siren).ToListAsync(context.CancellationToken);
        var department = known.Select(p => p.Facts.Department).FirstOrDefault(Departments.IsCode) ?? request.Department;
        var now = clock.GetUtcNow();
        var relays = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Relay).OrderBy(o => o.ShortName).ToListAsync(context.CancellationToken);
        return new()
        {
            Siren = siren,
            Name = known.Select(p => p.Facts.Name).FirstOrDefault() ?? "",
            Relays =
            {
                relays.Where(r => r.MandateToJoin(department, now) is not null).Select(r => new Wire.RelayRoad
                {
                    RelayId = $"{r.Id}",
                    RelayName = r.ShortName,
                    Deed = known.Exists(p => p.RelayId == r.Id && p.IsPartner) ? DeedKind.Avenant : DeedKind.Convention,
                }),
            },
        };
    }

    /// <summary>What is wrong with an identifier that somebody typed.</summary>
    static string NoSuchBodyId(string typed) => typed.Contains('-', StringComparison.Ordinal) ? "Choisissez le pays, et indiquez le numéro de l’organisme dans le registre de ce pays." : "Le SIREN compte 9 chiffres ; vérifiez-le.";
}
