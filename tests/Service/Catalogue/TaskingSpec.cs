using Dinamis.Catalogue.Tasking;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using State = Dinamis.Wire.ImageryRequest.Types.State;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class TaskingSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static CreateImageryRequestRequest Wish(string first = "2199-05-01", string last = "2199-06-30") => new()
    {
        Box = new() { West = 0.1, South = 44.45, East = 0.25, North = 44.55 },
        FirstDay = first,
        LastDay = last,
        Sensor = "pleiades",
        MaxCloud = 10,
        Justification = "Suivi des inondations de la Garonne autour de Marmande.",
    };

    [Theory, Stores]
    public async Task A_member_asks_and_dinamis_decides_with_a_reason(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.JoinAsync();
        var first = await world.TaskingAsUser.CreateImageryRequestAsync(Soon(Wish()), Calls.Key(), cancellationToken: Ct);
        var second = await world.TaskingAsUser.CreateImageryRequestAsync(Soon(Wish()), Calls.Key(), cancellationToken: Ct);

        first.State.ShouldBe(State.Received);
        first.AreaKm2.ShouldBe(132, 3);
        second.Number.ShouldNotBe(first.Number);
        await world.TaskingAsInstructor.RefuseImageryRequestAsync(new() { RequestId = first.RequestId, Version = first.Version }, Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync("INVALID", 400);
        var refused = await world.TaskingAsInstructor.RefuseImageryRequestAsync(new() { RequestId = first.RequestId, Version = first.Version, Reason = "Une image récente existe déjà." }, Calls.Key(), cancellationToken: Ct);
        refused.State.ShouldBe(State.Rejected);
        await world.TaskingAsInstructor.AcceptImageryRequestAsync(new() { RequestId = first.RequestId, Version = refused.Version }, Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync("REQUEST_ALREADY_DECIDED", 409);
        await world.TaskingAsInstructor.AcceptImageryRequestAsync(new() { RequestId = second.RequestId, Version = second.Version + 5 }, Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync("STALE", 409);
        await world.TaskingAsInstructor.AcceptImageryRequestAsync(new() { RequestId = second.RequestId, Version = second.Version }, Calls.Key(), cancellationToken: Ct);

        var mine = await world.TaskingAsUser.ListMyImageryRequestsAsync(new(), cancellationToken: Ct);
        mine.Requests.Select(r => r.State).ShouldBe([State.Accepted, State.Rejected]);
        mine.Requests[1].Reason.ShouldBe("Une image récente existe déjà.");
    }

    [Theory, Stores]
    public async Task The_requester_is_told_by_mail_once_accounts_says_where(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.JoinAsync();
        var request = await world.TaskingAsUser.CreateImageryRequestAsync(Soon(Wish()), Calls.Key(), cancellationToken: Ct);
        await world.TaskingAsInstructor.RefuseImageryRequestAsync(new() { RequestId = request.RequestId, Version = request.Version, Reason = "Zone déjà couverte." }, Calls.Key(), cancellationToken: Ct);
        var address = world.Person.ToString("N") + "@mairie.example";
        var step = ActivatorUtilities.CreateInstance<TellRequester>(world.Host.Services, new KnownLogins(world.Person, address));

        // Others' notices of this shared store may come first; accounts does not know their people here.
        for (var i = 0; i < 20 && (await world.Host.MailsAsync(address)).Count == 0; i++) await step.TellAsync(Ct);

        var mail = (await world.Host.MailsAsync(address)).ShouldHaveSingleItem();
        mail.Subject.ShouldContain(request.Number);
        mail.Text.ShouldContain("Zone déjà couverte.");
        mail.Text.ShouldContain(TestTokens.Origin + "/demandes");
    }

    sealed class KnownLogins(Guid person, string address) : Wire.Accounts.AccountsClient
    {
        public override AsyncUnaryCall<GetLoginReply> GetLoginAsync(GetLoginRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            new(request.PersonId == person.ToString() ? Task.FromResult(new GetLoginReply { Address = address }) : Task.FromException<GetLoginReply>(new RpcException(new(StatusCode.NotFound, "unknown"))),
                Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    [Fact]
    public async Task One_precise_day_is_refused_at_entry()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.JoinAsync();
        var wish = Soon(Wish());
        wish.LastDay = wish.FirstDay;
        await world.TaskingAsUser.CreateImageryRequestAsync(wish, Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync("WINDOW_TOO_SHORT", 400);
    }

    [Fact]
    public async Task Another_members_request_does_not_exist_and_a_member_decides_nothing()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.JoinAsync();
        var other = await hosts.OnAsync(StoreKind.Sqlite);
        await other.JoinAsync();
        var theirs = await other.TaskingAsUser.CreateImageryRequestAsync(Soon(Wish()), Calls.Key(), cancellationToken: Ct);

        await world.TaskingAsUser.GetImageryRequestAsync(new() { RequestId = theirs.RequestId }, cancellationToken: Ct).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await world.TaskingAsUser.ListImageryRequestsAsync(new(), cancellationToken: Ct)).Requests.ShouldBeEmpty();
        await world.TaskingAsUser.AcceptImageryRequestAsync(new() { RequestId = theirs.RequestId, Version = theirs.Version }, Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync("FORBIDDEN", 403);
    }

    [Fact]
    public async Task Without_an_act_in_force_nothing_can_be_asked()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.JoinAsync(standing: s => s.ActInForce = false);
        await world.TaskingAsUser.CreateImageryRequestAsync(Soon(Wish()), Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync("ACT_NOT_IN_FORCE", 403);
    }

    // Next month, whatever the day on which the test runs.
    internal static CreateImageryRequestRequest Soon(CreateImageryRequestRequest wish)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        wish.FirstDay = today.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        wish.LastDay = today.AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return wish;
    }
}
