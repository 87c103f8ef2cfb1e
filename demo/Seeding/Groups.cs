using Dinamis.Demo.Robot;
using Dinamis.Kernel;
using Dinamis.Wire;

namespace Dinamis.Demo.Seeding;

/// <summary>Two groups of instructors, so that the list can be read by group: what DINAMIS's instructor examines first, and the rest.</summary>
static class Groups
{
    public static async Task<int> CreateAsync(Session session, CancellationToken cancellationToken)
    {
        var people = await session.GetAsync<ListPersonsReply>($"/api/accounts/v1/organisations/{WellKnown.Dinamis}/persons", cancellationToken);
        var instructor = people.Persons.First(p => p.Roles.Any(r => r.Names.Contains(Role.Types.Name.Instructor))).PersonId;
        InstructionGroup[] groups =
        [
            new() { Name = "Collectivités de Nouvelle-Aquitaine", Categories = { "commune", "epci", "departement", "region" }, Departments = { "16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87" }, Members = { instructor } },
            new() { Name = "Autres organismes", Members = { instructor } },
        ];
        for (var n = 0; n < groups.Length; n++) await session.PostAsync<InstructionGroup>("/api/membership/v1/instruction-groups", groups[n], $"demo-group-{n}", cancellationToken);
        return groups.Length;
    }
}
