namespace Dinamis.Accounts.Persons;

/// <summary>Who does something and, when a relay acts, in whose name: written in every act.</summary>
/// <param name="ActorId">A person id, a link id or a service's client id.</param>
/// <param name="PersonId">The person, when it is one.</param>
/// <param name="RelayId">The relay of which the actor is an officer named in the mandate.</param>
/// <param name="MandateId">The mandate under which the relay acts, checked before.</param>
sealed record By(string ActorId, Guid? PersonId = null, Guid? RelayId = null, Guid? MandateId = null)
{
    public Wire.Act Did(string verb, Guid organisationId, string objectType, Guid objectId, long objectVersion) => new()
    {
        Verb = verb,
        ActorId = ActorId,
        OrganisationId = organisationId.ToString(),
        RelayId = RelayId?.ToString() ?? "",
        MandateId = MandateId?.ToString() ?? "",
        ObjectType = objectType,
        ObjectId = objectId.ToString(),
        ObjectVersion = objectVersion,
    };
}
