using Dinamis.Accounts.Persons;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    // Names the organisation, never a person: whoever reads it has only shown a password.
    [Authorize(Policies.Internal)]
    public override async Task<Wire.WhoMustAct> SayWhoMustAct(Wire.GetLoginRequest request, ServerCallContext context)
    {
        var person = await RequirePersonAsync(IdOf(request.PersonId), context.CancellationToken);
        var ids = person.Seats.Select(s => s.OrganisationId.ToString()).ToList();
        var named = await membership.NameOrganisationsAsync(new() { OrganisationIds = { ids } }, cancellationToken: context.CancellationToken);
        var names = named.Organisations.ToDictionary(o => o.OrganisationId, o => o.Name);
        var sentences = person.Seats.Where(s => s.State == person.State).Select(s => Sentence(s, names.GetValueOrDefault(s.OrganisationId.ToString(), "")));
        return new() { Sentence = string.Join(' ', sentences) };
    }

    static string Sentence(Seat seat, string name)
    {
        var where = name.Length == 0 ? "de votre organisme" : $"de « {name} »";
        return seat.State switch
        {
            State.Requested => $"Confirmez d’abord votre adresse : ouvrez le lien qui vous a été envoyé pour votre compte au titre {where}.",
            State.EmailVerified => $"Le référent {where} doit encore valider votre compte. Vous recevrez un message dès sa décision.",
            State.Refused => $"Votre demande de compte au titre {where} a été refusée. Motif : {seat.Reason}",
            State.Suspended => $"Votre compte au titre {where} est suspendu. Adressez-vous à son référent.",
            State.Closed => $"Votre compte au titre {where} est clos.",
            _ => "Votre compte est ouvert.",
        };
    }
}
