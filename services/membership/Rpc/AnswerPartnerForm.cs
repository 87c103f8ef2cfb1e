using Dinamis.Membership.Links;
using Dinamis.Membership.Partners;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.PartnerFormView> AnswerPartnerForm(Wire.AnswerPartnerFormRequest request, ServerCallContext context)
    {
        var (link, partner) = await PartnerLinkAsync(request.Link, context.CancellationToken);
        var now = clock.GetUtcNow();
        if (partner is null || !link.AwaitsAnswer(now)) throw new Refused(LinkRefusals.Gone);
        var lacks = partner.Lacks(await IsMemberAsync(partner.Siren, context.CancellationToken));
        var facts = Partner.Merged(partner.Facts, Said(request.Partner ?? new(), lacks));
        // What was asked must be given now, and rightly; the rest of the line is the relay's affair.
        var errors = Partner.Of(partner.RelayId, facts, now).Errors(member: false).Where(e => lacks.Any(l => Part(l) == Part(e.Field))).Select(e => new FieldError(Field(e.Field), e.Message)).ToList();
        if (errors.Count > 0) throw new Refused(Refusals.Invalid, errors);
        partner.Replace(facts);
        link.Answer(now);
        return await PartnerFormAsync(link, partner, context.CancellationToken);
    }

    /// <summary>What the body says of what it is asked: where it is, who its persons are. What it is to the relay, the relay says.</summary>
    static Wire.PartnerView Said(Wire.PartnerView answer, IReadOnlyList<string> lacks)
    {
        var said = new Wire.PartnerView();
        if (lacks.Any(l => Part(l) == "entity"))
            (said.Category, said.Street, said.PostalCode, said.Town, said.Department) = (answer.Category, answer.Street, answer.PostalCode, answer.Town, answer.Department);
        if (lacks.Any(l => Part(l) == "representative")) said.Representative = answer.Representative;
        if (lacks.Any(l => Part(l) == "referent")) said.Referent = answer.Referent;
        return said;
    }

    static string Part(string field) => field.Split('.', '_')[0];

    // The form's fields are those of the line.
    static string Field(string field) => "partner." + (field == "referent_function" ? "referent.function" : field.Replace("entity.", "", StringComparison.Ordinal));
}
