namespace Dinamis.Membership;

static class Acts
{
    /// <summary>One line for the journal. <paramref name="version"/> is the object's version before the change.</summary>
    public static Wire.Act Of(string verb, string by, Guid organisation, string type, string id, long version, ReadOnlySpan<(string Key, string Value)> facts)
    {
        var act = new Wire.Act
        {
            Verb = verb,
            ActorId = by,
            OrganisationId = $"{organisation}",
            ObjectType = type,
            ObjectId = id,
            ObjectVersion = version + 1,
        };
        foreach (var (key, value) in facts) act.Facts[key] = value;
        return act;
    }
}
