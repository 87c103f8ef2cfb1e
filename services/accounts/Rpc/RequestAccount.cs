using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [AllowAnonymous]
    public override async Task<Wire.RequestAccountReply> RequestAccount(Wire.RequestAccountRequest request, ServerCallContext context)
    {
        SeatForm form = new(request.Function.Trim(), request.Service.Trim(), request.IntendedUses.Trim());
        new Checks()
            .Name(request.GivenName, "given_name", "Indiquez votre prénom.")
            .Name(request.FamilyName, "family_name", "Indiquez votre nom.")
            .Address(request.Address, "address")
            .Filled(form.Function, "function", "Indiquez votre fonction.", 150)
            .Filled(form.IntendedUses, "intended_uses", "Dites en quelques mots ce que vous ferez des images.", 2000)
            .Form(form with { Function = "", IntendedUses = "" })
            .That(request.CharterAcknowledged, "charter_acknowledged", "Prenez connaissance de la charte et cochez la case.")
            .ThrowIfAny();
        var organisation = IdOf(request.OrganisationId);
        await powers.RequireMemberAsync(organisation, context.CancellationToken);

        var address = MailAddresses.Normalize(request.Address);
        var person = await db.Persons.FirstOrDefaultAsync(p => p.Address == address, context.CancellationToken);
        if (person is null) db.Persons.Add(person = new(Guid.CreateVersion7(Now), address, request.GivenName, request.FamilyName, Now));
        // The reply is one and the same; only the owner of the address learns the difference.
        if (person.Request(organisation, request.GivenName, request.FamilyName, form, Now)) await letters.SendAskedLinkAsync(person, organisation, context.CancellationToken);
        else letters.SayYouAreKnown(person);
        return new();
    }
}
