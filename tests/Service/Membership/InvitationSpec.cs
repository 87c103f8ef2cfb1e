using Dinamis.Membership;
using Dinamis.Membership.Adhesions;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dinamis.ServiceTests.Membership;

public sealed class InvitationSpec
{
    [Theory, Stores]
    public async Task The_referent_is_invited_once_with_the_acceptance_and_after_accounts_was_away(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.AcceptAsync();
        var accounts = new Answering(refusals: 1);
        using var step = new ReferentInvitations(host.Store, new StoreSignal<MembershipDb>(), accounts, host.Clock, NullLogger<ReferentInvitations>.Instance);

        await step.StartAsync(MembershipHost.Stop);
        await accounts.Asked.Reader.ReadAsync(MembershipHost.Stop);
        // The step may not have begun to wait yet when the clock first moves.
        while (!accounts.Asked.Reader.TryRead(out _))
        {
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
        while (await host.ReadAsync((db, ct) => db.Adhesions.AnyAsync(a => a.InvitationDueAt != null, ct))) await Task.Yield();
        await step.StopAsync(MembershipHost.Stop);

        accounts.Keys.Distinct().ShouldBe([file.AdhesionId]);
        accounts.Last!.OrganisationId.ShouldBe(file.OrganisationId);
        accounts.Last.Referent.Address.ShouldBe(road.Referent);
        accounts.Last.Referent.Roles.ShouldBe([Role.Types.Name.Referent]);
        (await host.ActsAsync()).Count(a => a.Verb == "adhesion.referent-invited").ShouldBe(1);
    }

    /// <summary>Accounts as seen from here: away for a while, then it answers.</summary>
    internal sealed class Answering(int refusals) : Wire.Accounts.AccountsClient
    {
        int left = refusals;

        public System.Threading.Channels.Channel<bool> Asked { get; } = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        public List<string> Keys { get; } = [];
        public InviteReferentRequest? Last { get; private set; }

        public override AsyncUnaryCall<InviteReferentReply> InviteReferentAsync(InviteReferentRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            (Last, var away) = (request, left-- > 0);
            Keys.Add(headers!.GetValue("idempotency-key")!);
            Asked.Writer.TryWrite(true);
            var reply = away
                ? Task.FromException<InviteReferentReply>(new RpcException(new Status(StatusCode.Unavailable, "away")))
                : Task.FromResult(new InviteReferentReply { PersonId = $"{Guid.CreateVersion7()}" });
            return new(reply, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }
    }
}
