using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Identity;

/// <summary>Accounts, as identity sees it over the wire: invitations by the hash of their token.</summary>
sealed class AccountsNeighbour : Wire.Accounts.AccountsClient
{
    public const string Sentence = "Le référent de la commune de Marmande doit encore valider votre compte.";

    static readonly RpcException gone = new Refused(new("INVITATION_GONE", 410, "Ce lien ne sert plus.")).ToRpc();

    readonly Dictionary<string, (Guid Person, string Address, State State, bool Used, Guid? Organisation)> invitations = [];

    /// <summary>When set, accounts carries out the redemption, but its answer is lost.</summary>
    public bool LosesAnswers { get; set; }

    public (string Token, Guid Person) Invite(string address, State state = State.Validated)
    {
        var person = Guid.CreateVersion7();
        return (Invite(address, person, null, state), person);
    }

    /// <summary>One more organisation for a person.</summary>
    public string Invite(string address, Guid person, Guid? organisation, State state = State.Validated)
    {
        var token = Secrets.NewToken();
        invitations[Secrets.Hash(token)] = (person, address, state, false, organisation);
        return token;
    }

    public override AsyncUnaryCall<Wire.WhoMustAct> SayWhoMustActAsync(Wire.GetLoginRequest request, Metadata headers = null!, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Answer(new Wire.WhoMustAct { Sentence = Sentence });

    public override AsyncUnaryCall<Wire.InvitationView> GetInvitationAsync(Wire.GetInvitationRequest request, Metadata headers = null!, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        invitations.TryGetValue(request.TokenHash, out var i) && !i.Used
            ? Answer(new Wire.InvitationView { PersonId = i.Person.ToString(), Address = i.Address, OrganisationId = i.Organisation?.ToString() ?? "" })
            : Fail<Wire.InvitationView>(gone);

    public override AsyncUnaryCall<Wire.RedeemInvitationReply> RedeemInvitationAsync(Wire.RedeemInvitationRequest request, Metadata headers = null!, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        headers.GetValue("idempotency-key").ShouldBe(request.TokenHash);
        if (!invitations.TryGetValue(request.TokenHash, out var i)) return Fail<Wire.RedeemInvitationReply>(gone);
        invitations[request.TokenHash] = i with { Used = true };
        return LosesAnswers
            ? Fail<Wire.RedeemInvitationReply>(new RpcException(new(StatusCode.Unavailable, "away")))
            : Answer(new Wire.RedeemInvitationReply { PersonId = i.Person.ToString(), Address = i.Address, State = i.State, AddressVersion = 1 });
    }

    static AsyncUnaryCall<T> Answer<T>(T reply) => Call(Task.FromResult(reply));

    static AsyncUnaryCall<T> Fail<T>(RpcException error) => Call(Task.FromException<T>(error));

    internal static AsyncUnaryCall<T> Call<T>(Task<T> reply) => new(reply, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}

/// <summary>Membership, which names organisations.</summary>
sealed class MembershipNeighbour : Wire.Membership.MembershipClient
{
    public override AsyncUnaryCall<Wire.NameOrganisationsReply> NameOrganisationsAsync(Wire.NameOrganisationsRequest request, Metadata headers = null!, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        var reply = new Wire.NameOrganisationsReply();
        reply.Organisations.AddRange(request.OrganisationIds.Select(i => new Wire.OrganisationName { OrganisationId = i, Name = "Organisme " + i[^4..] }));
        return AccountsNeighbour.Call(Task.FromResult(reply));
    }
}
