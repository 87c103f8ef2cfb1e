using Dinamis.Catalogue.Licence;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<PurposeChoice> ChoosePurpose(ChoosePurposeRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var person = Guid.Parse((await rights.PersonAsync(ct)).PersonId);
        var organisation = caller.OrganisationId ?? throw new Refused(Licence.Refusals.OrganisationMissing);
        if ((await rights.RolesInAsync(organisation, ct)).Count == 0) throw new Refused(Licence.Refusals.PersonNotValidated);
        var licence = await rights.LicenceAsync(request.Family, ct) ?? throw new Refused(Kernel.Refusals.NotFound);
        if (!licence.Purposes.Contains(request.Purpose)) throw new Refused(Licence.Refusals.PurposeUnknown);
        var choice = await db.Purposes.FirstOrDefaultAsync(p => p.PersonId == person && p.OrganisationId == organisation && p.Family == request.Family, ct);
        if (choice is null) db.Purposes.Add(choice = new ChosenPurpose { PersonId = person, OrganisationId = organisation, Family = request.Family });
        choice.Choose(request.Purpose, clock.GetUtcNow());
        return new() { Family = choice.Family, Purpose = choice.Purpose, Until = choice.Until.ToTimestamp() };
    }
}
