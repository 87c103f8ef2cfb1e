using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Feytiat joins alone once, with the first journey of the town that needs it: journey 1, or journey 2 for a body that is a member already.</summary>
public sealed class Feytiat
{
    Task<byte[]>? joined;

    /// <summary>Until both sides hold the acte, which it returns.</summary>
    public Task<byte[]> JoinsAsync(Browser browser, Town town) => joined ??= PeopleOf(browser, town).UntilBothHoldTheActAsync();

    internal static JoiningAlone PeopleOf(Browser browser, Town town) => new(browser, town.System, Body.Feytiat, Demo.Instructor, Demo.Signatory);
}
