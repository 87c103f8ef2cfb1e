using System.Text.RegularExpressions;
using Dinamis.Accounts;
using Dinamis.Accounts.Rpc;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Kind = Dinamis.Wire.Organisation.Types.Kind;
using Right = Dinamis.Wire.Mandate.Types.Right;
using RoleName = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.ServiceTests.Accounts;

/// <summary>Accounts on its own database, with two entities and two relays that membership has told of.</summary>
sealed partial class AccountsHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    public static readonly Guid Mairie = Guid.CreateVersion7(Now), Syndicat = Guid.CreateVersion7(Now);
    public static readonly Guid Pigma = Guid.CreateVersion7(Now), OtherRelay = Guid.CreateVersion7(Now);
    public static readonly Guid Mandate = Guid.CreateVersion7(Now), OtherMandate = Guid.CreateVersion7(Now);

    readonly TestStore store;
    readonly bool owned;

    AccountsHost(TestStore store, bool owned)
    {
        (this.store, this.owned) = (store, owned);
        Host = new(store, "accounts", services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<Wire.Membership.MembershipClient>(new Names());
        });
    }

    public ServiceHost<AccountsService, AccountsDb> Host { get; }

    /// <summary>Moves on by a hair with each look, so that what was written last is known by its time.</summary>
    public FakeTimeProvider Clock { get; } = new(Now) { AutoAdvanceAmount = TimeSpan.FromMicroseconds(1) };

    public Wire.Accounts.AccountsClient Service => new(Host.AsService("identity"));

    public Wire.Accounts.AccountsClient Anybody => new(Host.Channel());

    public Wire.Accounts.AccountsClient As(Guid person, Guid organisation, long generation = 0) =>
        new(Host.Channel(TestTokens.ForPerson("accounts", person, organisation, generation)));

    public static async Task<AccountsHost> On(StoreKind kind) => await StartAsync(await TestStore.CreateAsync(kind), owned: true);

    /// <summary>Over a database that outlives it.</summary>
    public static Task<AccountsHost> OverAsync(TestStore store) => StartAsync(store, owned: false);

    static async Task<AccountsHost> StartAsync(TestStore store, bool owned)
    {
        var host = new AccountsHost(store, owned);
        await host.Host.LearnAsync(
            Entity(Mairie, (Pigma, Mandate)), Entity(Syndicat), Relay(Pigma, Mandate), Relay(OtherRelay, OtherMandate));
        return host;
    }

    public static Wire.Standing Entity(Guid id, params (Guid Relay, Guid Mandate)[] mandates) => new()
    {
        OrganisationId = id.ToString(),
        Version = 1,
        Kind = Kind.Entity,
        ActInForce = true,
        Mandates = { mandates.Select(m => new Wire.MandateOver { RelayId = m.Relay.ToString(), MandateId = m.Mandate.ToString() }) },
    };

    public static Wire.Standing Relay(Guid id, Guid mandate, long version = 1, bool ended = false, Right right = Right.Accounts, params Guid[] officers) => new()
    {
        OrganisationId = id.ToString(),
        Version = version,
        Kind = Kind.Relay,
        OwnMandates =
        {
            new Wire.RelayMandate
            {
                MandateId = mandate.ToString(), From = Now.AddYears(-1).ToTimestamp(), Until = Now.AddYears(1).ToTimestamp(), Ended = ended,
                Rights = { right }, Officers = { officers.Select(o => o.ToString()) },
            },
        },
    };

    public static Wire.RequestAccountRequest Demand(string address = "jeanne.ferrand@mairie.example", Guid? organisation = null) => new()
    {
        OrganisationId = (organisation ?? Mairie).ToString(),
        GivenName = "Jeanne",
        FamilyName = "Ferrand",
        Function = "Géomaticienne",
        Service = "SIG",
        Address = address,
        IntendedUses = "Suivi du littoral",
        CharterAcknowledged = true,
    };

    public static Wire.Invitee Invitee(string address, params RoleName[] roles) => new() { GivenName = "Paul", FamilyName = "Martin", Function = "Agent", Address = address, Roles = { roles } };

    /// <summary>The token of the newest link mailed to this address.</summary>
    public async Task<string> TokenAsync(string address) => Link().Match((await Host.MailsAsync(address))[^1].Text).Groups[1].Value;

    public async Task<Guid> RedeemAsync(string address)
    {
        var hash = Secrets.Hash(await TokenAsync(address));
        return Guid.Parse((await Service.RedeemInvitationAsync(new() { TokenHash = hash }, Calls.Key(hash))).PersonId);
    }

    public async Task<Guid> ReferentAsync(Guid organisation, string address = "referent@mairie.example")
    {
        await Service.InviteReferentAsync(new() { OrganisationId = organisation.ToString(), Referent = Invitee(address) }, Calls.Key());
        return await RedeemAsync(address);
    }

    /// <summary>Somebody who asked for an account and proved the address.</summary>
    public async Task<Guid> VerifiedAsync(string address = "jeanne.ferrand@mairie.example", Guid? organisation = null)
    {
        await Anybody.RequestAccountAsync(Demand(address, organisation), Calls.Key());
        return await RedeemAsync(address);
    }

    public async Task<Guid> OperatorAsync()
    {
        var link = await Service.InviteFirstOperatorAsync(new() { Operator = Invitee("exploitant@dinamis.example") }, Calls.Key());
        var hash = Secrets.Hash(Link().Match(link.Path).Groups[1].Value);
        return Guid.Parse((await Service.RedeemInvitationAsync(new() { TokenHash = hash }, Calls.Key(hash))).PersonId);
    }

    /// <summary>An officer of a relay, named in its mandate.</summary>
    public async Task<Guid> OfficerAsync(Guid operatorId, Guid relay, Guid mandate, string address, Right right = Right.Accounts)
    {
        await As(operatorId, WellKnown.Dinamis).InvitePersonsAsync(
            new() { OrganisationId = relay.ToString(), Invitees = { Invitee(address, RoleName.Officer) } }, Calls.Key());
        var officer = await RedeemAsync(address);
        await Host.LearnAsync(Relay(relay, mandate, 2, right: right, officers: officer));
        return officer;
    }

    public static async Task<Wire.PersonCommand> CommandAsync(Wire.Accounts.AccountsClient by, Guid organisation, Guid person, Guid? mandate = null)
    {
        var listed = await by.ListPersonsAsync(new() { OrganisationId = organisation.ToString(), MandateId = mandate?.ToString() ?? "" });
        return new()
        {
            OrganisationId = organisation.ToString(),
            PersonId = person.ToString(),
            Reason = "Départ",
            MandateId = mandate?.ToString() ?? "",
            Version = listed.Persons.Single(p => p.PersonId == person.ToString()).Version,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (owned) await store.DisposeAsync();
    }

    [GeneratedRegex(@"/compte/lien/([\w-]+)")]
    private static partial Regex Link();

    sealed class Names : Wire.Membership.MembershipClient
    {
        public override AsyncUnaryCall<Wire.NameOrganisationsReply> NameOrganisationsAsync(Wire.NameOrganisationsRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            new(Task.FromResult(new Wire.NameOrganisationsReply { Organisations = { request.OrganisationIds.Select(id => new Wire.OrganisationName { OrganisationId = id, Name = "Commune de Marmande" }) } }),
                Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
