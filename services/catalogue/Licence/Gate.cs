using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Downloads;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Licence;

/// <param name="Person">Accounts' person id.</param>
/// <param name="Organisation">For which the person acts.</param>
/// <param name="Generation">Session generation of the token; null for a signed address, whose life is short.</param>
sealed record Requester(Guid Person, Guid? Organisation, long? Generation);

/// <summary>Gathers what the rule needs about a requester, from the rights that this service follows and its own rows.</summary>
sealed class Gate(CatalogueDb db, CallerRights rights, TimeProvider clock)
{
    /// <summary>The caller of a request by bearer; null = nobody.</summary>
    public static Requester? Of(Caller caller) => caller.PersonId is { } person ? new(person, caller.OrganisationId, caller.Generation) : null;

    /// <exception cref="Refused">503 when rights are not fresh; never for what is open.</exception>
    public async Task<(GateQuestion Question, GateAnswer Answer)> AskAsync(Requester? requester, Scene scene, Asset? asset, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var question = new GateQuestion { Now = now, Family = asset?.Open == true ? "" : scene.Family, Collection = scene.Collection, Item = scene.Item, Footprint = scene.Footprint, AreaM2 = scene.AreaM2 };
        if (question.Family.Length > 0)
        {
            await rights.EnsureFreshAsync(Resources.Membership, cancellationToken);
            question = question with { Licence = await StateAsync<LicenceRow, Wire.Licence>(question.Family, Wire.Licence.Parser.ParseFrom, cancellationToken) };
            if (requester is not null) question = await KnowAsync(question, requester, asset, cancellationToken);
        }
        return (question, LicenceGate.Decide(question));
    }

    async Task<GateQuestion> KnowAsync(GateQuestion question, Requester requester, Asset? asset, CancellationToken cancellationToken)
    {
        await rights.EnsureFreshAsync(Resources.Accounts, cancellationToken);
        var person = await StateAsync<PersonRow, Person>(requester.Person.ToString(), Person.Parser.ParseFrom, cancellationToken);
        // A session that was ended is nobody's.
        if (person is null || requester.Generation is { } generation && generation < person.Generation) return question;
        question = question with { Person = person, Organisation = requester.Organisation };
        if (requester.Organisation is not { } organisation) return question;
        var since = question.Now - DownloadRecord.Window;
        return question with
        {
            Standing = await StateAsync<StandingRow, Standing>(organisation.ToString(), Standing.Parser.ParseFrom, cancellationToken),
            Purpose = await db.Purposes.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == requester.Person && p.OrganisationId == organisation && p.Family == question.Family, cancellationToken),
            Quota = await db.Quotas.AsNoTracking().FirstOrDefaultAsync(q => q.OrganisationId == organisation, cancellationToken),
            AlreadyOpen = asset is not null && await db.Downloads.AnyAsync(d => d.PersonId == requester.Person && d.OrganisationId == organisation && d.Sha256 == asset.Sha256 && d.OpenedAt > since, cancellationToken),
        };
    }

    async Task<T?> StateAsync<TRow, T>(string key, Func<byte[], T> parse, CancellationToken cancellationToken) where TRow : StateRow where T : class
    {
        var row = await db.Set<TRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellationToken);
        return row is null ? null : parse(row.Payload);
    }
}
