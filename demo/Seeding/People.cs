using Dinamis.Demo.Robot;
using Dinamis.Kernel;
using Dinamis.Wire;

namespace Dinamis.Demo.Seeding;

/// <summary>DINAMIS's own people, each by an invitation that its owner redeems.</summary>
static class People
{
    public const string Password = "Dinamis-Demo-2026!";
    public const string Operator = "exploitant@dinamis.example";
    public const string Instructor = "instructeur@dinamis.example";
    public const string Signatory = "signataire@dinamis.example";

    /// <summary>The first operator by the one-time link of the operator's command, then the others by him.</summary>
    public static async Task<Session> DinamisAsync(World world, CancellationToken cancellationToken)
    {
        var reply = await world.AsOperatorClientAsync(client => client.InviteFirstOperatorAsync(
            new() { Operator = Named("Camille", "Roux", "Exploitant", Operator, Role.Types.Name.Operator) }, World.Key("first-operator"), cancellationToken: cancellationToken).ResponseAsync, cancellationToken);
        await world.ChoosePasswordAsync(new Uri(world.Gateway, reply.Path), cancellationToken);
        var session = await world.SignInAsync(Operator, cancellationToken);
        await InviteAsync(world, session, WellKnown.Dinamis, cancellationToken,
            Named("Inès", "Marchand", "Instructrice", Instructor, Role.Types.Name.Instructor),
            Named("Paul", "Lefèvre", "Directeur délégué", Signatory, Role.Types.Name.Signatory));
        return session;
    }

    /// <summary>Invites people of one organisation; each follows the link of the mail and chooses the password.</summary>
    public static async Task<IReadOnlyList<PersonView>> InviteAsync(World world, Session session, Guid organisation, CancellationToken cancellationToken, params Invitee[] invitees)
    {
        // Accounts hears of a new organisation by membership's feed, normally within a second.
        var reply = await world.PatientlyAsync(() => session.PostAsync<InvitePersonsReply>($"/api/accounts/v1/organisations/{organisation}/invitations",
            new InvitePersonsRequest { OrganisationId = organisation.ToString(), Invitees = { invitees } }, $"demo-invite-{organisation}-{invitees[0].Address}", cancellationToken), cancellationToken);
        foreach (var invitee in invitees) await world.ChoosePasswordAsync(await world.Mailbox.LinkAsync(invitee.Address, "", cancellationToken), cancellationToken);
        return reply.Persons;
    }

    public static Invitee Named(string given, string family, string function, string address, params Role.Types.Name[] roles) =>
        new() { GivenName = given, FamilyName = family, Function = function, Address = address, Roles = { roles } };
}
