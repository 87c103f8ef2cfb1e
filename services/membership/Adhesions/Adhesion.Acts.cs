namespace Dinamis.Membership.Adhesions;

// What the journal learns: ids and facts, no name.
sealed partial class Adhesion
{
    void Tell(string verb, string by, params ReadOnlySpan<(string Key, string Value)> facts) => Raise(Act(verb, by, facts));

    /// <summary>Done by the relay "au nom de" the body, under its mandate.</summary>
    void TellForRelay(string verb, string by, params ReadOnlySpan<(string Key, string Value)> facts)
    {
        var act = Act(verb, by, facts);
        (act.RelayId, act.MandateId) = ($"{RelayId}", $"{MandateId}");
        Raise(act);
    }

    Wire.Act Act(string verb, string by, ReadOnlySpan<(string Key, string Value)> facts) =>
        Acts.Of(verb, by, OrganisationId, "adhesion", $"{Id}", Version, facts);
}
