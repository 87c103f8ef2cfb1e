using Dinamis.Kernel;
using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;
using What = Dinamis.Wire.ValidateRequest.Types.What;

namespace Dinamis.ServiceTests.Membership;

/// <summary>Each rpc as each role in each state of one file: whoever is not in the table of <see cref="Life"/> is refused, and nothing changes; each step tells whom the table names.</summary>
public sealed class StepsSpec(ITestOutputHelper output)
{
    int refused;

    [Theory, Stores]
    public async Task Nobody_takes_a_step_that_the_table_does_not_give_him_and_each_step_tells_whom_the_table_names(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await RelayRoadSpec.Relay.CreateAsync(host, "PIGMA", "183300029", "47", accepts: false);
        var road = new Road(host);
        var cast = new Cast(host, relay, road);

        await relay.JoinAsync(road, partner: true);
        await InStateAsync(State.AwaitingRepresentative);
        await TakeAsync(Life.AskCorrection, async () => await host.Anybody.AskCorrectionAsync(new() { Link = await host.LinkAsync(road.Representative), Message = "La rue est fausse." }, Write()));
        await InStateAsync(State.Draft);
        await TakeAsync(Life.Freeze, async () => await host.Anybody.SubmitDraftAsync(new() { Link = await host.LinkAsync(road.Referent), Version = cast.File.Version }, Write()));
        await road.ValidateAsync();
        await TakeAsync(Life.Submit, host.SealAsync);
        await InStateAsync(State.Submitted);
        await TakeAsync(Life.BeginExamination, async () => await cast.Instructor.BeginExaminationAsync(Command(), Write()));
        await InStateAsync(State.UnderExamination);
        await TakeAsync(Life.RequestComplement, async () => await cast.Instructor.RequestComplementAsync(new() { AdhesionId = cast.File.AdhesionId, Version = cast.File.Version, Message = "La délibération manque." }, Write()));
        await InStateAsync(State.ComplementRequested);
        await TakeAsync(Life.Answer, async () => await host.Anybody.SubmitDraftAsync(new() { Link = await host.LinkAsync(road.Referent), Version = cast.File.Version, Message = "La voici." }, Write()));
        await TakeAsync(Life.Accept, async () => await cast.Instructor.AcceptAdhesionAsync(new() { AdhesionId = cast.File.AdhesionId, Version = cast.File.Version, Families = { "pleiades" }, Note = "Favorable." }, Write()));
        await InStateAsync(State.Accepted);
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Road.Countersign(cast.File.Deeds[0]), Write());
        await TakeAsync(Life.Activate, host.SealAsync);
        await InStateAsync(State.Active);
        await TakeAsync(Life.Suspend, async () => await cast.Instructor.SuspendAdhesionAsync(Reasoned("Images revendues."), Write()));
        await InStateAsync(State.Suspended);
        await host.PassAsync(TimeSpan.FromDays(32));
        await relay.HeardAsync();
        await TakeAsync(Life.Terminate, async () => await cast.Instructor.TerminateAdhesionAsync(Reasoned("Rien n’est régularisé."), Write()));
        await InStateAsync(State.Terminated);
        output.WriteLine($"{refused} calls refused");

        AdhesionCommand Command() => new() { AdhesionId = cast.File.AdhesionId, Version = cast.File.Version };

        ReasonedCommand Reasoned(string reason) => new() { AdhesionId = cast.File.AdhesionId, Version = cast.File.Version, Reason = reason };

        // Whoever the table names is told of the step once, and nobody else.
        async Task TakeAsync(Verb verb, Func<Task> step)
        {
            await cast.LookAsync();
            var (from, before) = (cast.File.State, await ToldAsync());
            await step();
            var told = (await ToldAsync()).Zip(before).Select(now => (now.First.Party, Mails: now.First.Mails - now.Second.Mails)).ToList();
            told.ShouldAllBe(t => t.Mails <= 1, $"{from}: {verb.Name}");
            told.Where(t => t.Mails > 0).Aggregate(Party.None, (all, t) => all | t.Party).ShouldBe(Life.From(from, verb)!.Told & (Party.Both | Party.Relay), $"{from}: {verb.Name}");
        }

        async Task<(Party Party, int Mails)[]> ToldAsync() =>
        [
            (Party.Referent, (await host.MailsAsync(road.Referent)).Count),
            (Party.Representative, (await host.MailsAsync(road.Representative)).Count),
            (Party.Relay, await host.ReadAsync((db, ct) => db.Notices.CountAsync(n => n.PersonId == relay.Officer, ct))),
        ];

        async Task InStateAsync(State state)
        {
            await cast.LookAsync();
            cast.File.State.ShouldBe(state);
            foreach (var (verb, role, call) in cast.Calls())
            {
                if (Life.From(state, verb)?.By.HasFlag(role) is true) continue;
                var error = await Should.ThrowAsync<RpcException>(call, $"{state}: {verb.Name} by {role}");
                error.ToRefused().ShouldNotBeNull($"{state}: {verb.Name} by {role}: {error.Status}");
                refused++;
            }
            (await road.SeenByInstructorAsync()).Version.ShouldBe(cast.File.Version);
        }
    }

    /// <summary>Who may try, with what each holds: a link of his own, or a token.</summary>
    sealed class Cast(MembershipHost host, RelayRoadSpec.Relay relay, Road road)
    {
        readonly Guid referent = Guid.CreateVersion7();

        public AdhesionView File { get; private set; } = new();
        public Wire.Membership.MembershipClient Instructor => host.As(host.Instructor);

        string referentLink = "", representativeLink = "";

        public async Task LookAsync()
        {
            File = await road.SeenByInstructorAsync();
            await host.LearnAsync(MembershipHost.Person(referent, Guid.Parse(File.OrganisationId), Organisation.Types.Kind.Entity, Role.Types.Name.Referent));
            // Before anything was mailed to the référent he holds nothing.
            referentLink = (await host.MailsAsync(road.Referent)).Exists(m => m.Text.Contains("/lien/", StringComparison.Ordinal)) ? await host.LinkAsync(road.Referent) : "";
            representativeLink = await host.LinkAsync(road.Representative);
        }

        static ReferentForm Next => new() { GivenName = "A", FamilyName = "B", Function = "C", Address = "d@e.example" };

        public IEnumerable<(Verb Verb, Party Role, Func<Task> Call)> Calls()
        {
            foreach (var (role, link) in new[] { (Party.Referent, referentLink), (Party.Representative, representativeLink) })
            {
                yield return (Life.Save, role, () => host.Anybody.SaveEntityAsync(new() { Link = link, Version = File.Version, Entity = road.Entity() }, Write()).ResponseAsync);
                yield return (Life.Freeze, role, () => host.Anybody.SubmitDraftAsync(new() { Link = link, Version = File.Version, Message = "Voici." }, Write()).ResponseAsync);
                yield return (Life.Validate, role, () => host.Anybody.ValidateAsync(new() { Link = link, What = What.Deed, FrozenSha256 = File.FrozenSha256 }, Write()).ResponseAsync);
                yield return (Life.AskCorrection, role, () => host.Anybody.AskCorrectionAsync(new() { Link = link, Message = "À corriger." }, Write()).ResponseAsync);
                yield return (Life.Decline, role, () => host.Anybody.DeclineToSignAsync(new() { Link = link, Message = "Non." }, Write()).ResponseAsync);
                yield return (Life.NameDelegate, role, () => host.Anybody.NameDelegateAsync(new() { Link = link }, Write()).ResponseAsync);
                yield return (Life.ReturnSignature, role, () => host.Anybody.ReturnSignatureAsync(new() { Link = link, Message = "À vous." }, Write()).ResponseAsync);
                yield return (Life.GiveNotice, role, () => host.Anybody.GiveNoticeAsync(new() { Link = link, Message = "Adieu." }, Write()).ResponseAsync);
                yield return (Life.ProposeReferent, role, () => host.Anybody.NameReferentAsync(new() { Link = link, Referent = Next }, Write()).ResponseAsync);
                yield return (Life.ConfirmReferent, role, () => host.Anybody.DecideReferentAsync(new() { Link = link, Version = File.Version, Confirm = true }, Write()).ResponseAsync);
                yield return (Life.Renew, role, () => host.Anybody.RenewAdhesionAsync(new() { Link = link }, Write()).ResponseAsync);
            }
            foreach (var (role, calls) in new[]
            {
                (Party.Instructor, host.As(host.Instructor)), (Party.None, host.As(host.Signatory)), (Party.Relay, relay.Calls), (Party.Referent, host.As(referent, Guid.Parse(File.OrganisationId))),
            })
            {
                AdhesionCommand command = new() { AdhesionId = File.AdhesionId, Version = File.Version };
                ReasonedCommand reasoned = new() { AdhesionId = File.AdhesionId, Version = File.Version, Reason = "Motif." };
                // The table's None would be in every set of parties.
                var who = role is Party.None ? Party.Clock : role;
                yield return (Life.Remind, who, () => calls.RemindRepresentativeAsync(command, Write()).ResponseAsync);
                yield return (Life.BeginExamination, who, () => calls.BeginExaminationAsync(command, Write()).ResponseAsync);
                yield return (Life.RequestComplement, who, () => calls.RequestComplementAsync(new() { AdhesionId = File.AdhesionId, Version = File.Version, Message = "Il manque…" }, Write()).ResponseAsync);
                yield return (Life.Accept, who, () => calls.AcceptAdhesionAsync(new() { AdhesionId = File.AdhesionId, Version = File.Version, Families = { "pleiades" }, Note = "Oui." }, Write()).ResponseAsync);
                yield return (Life.Refuse, who, () => calls.RefuseAdhesionAsync(new() { AdhesionId = File.AdhesionId, Version = File.Version, Reason = "Non." }, Write()).ResponseAsync);
                yield return (Life.Drop, who, () => calls.DropAdhesionAsync(reasoned, Write()).ResponseAsync);
                yield return (Life.Suspend, who, () => calls.SuspendAdhesionAsync(reasoned, Write()).ResponseAsync);
                yield return (Life.Resume, who, () => calls.ResumeAdhesionAsync(reasoned, Write()).ResponseAsync);
                yield return (Life.GiveNotice, who, () => calls.TerminateAdhesionAsync(reasoned, Write()).ResponseAsync);
                yield return (Life.ProposeRepresentative, who, () => calls.ProposeRepresentativeAsync(new() { EntityId = File.OrganisationId, Representative = new() { GivenName = "A", FamilyName = "B", Function = "C", Address = "d@e.example" } }, Write()).ResponseAsync);
                yield return (Life.ConfirmDelegation, who, () => calls.DecideDelegationAsync(new() { AdhesionId = File.AdhesionId, Version = File.Version, Confirm = true }, Write()).ResponseAsync);
                yield return (Life.ConfirmRepresentative, who, () => calls.DecideRepresentativeAsync(new() { AdhesionId = File.AdhesionId, Version = File.Version, Confirm = true }, Write()).ResponseAsync);
                yield return (Life.ProposeReferent, who, () => calls.ProposeReferentAsync(new() { EntityId = File.OrganisationId, Referent = Next }, Write()).ResponseAsync);
                yield return (Life.ProposeEntity, who, () => calls.ProposeEntityChangeAsync(new() { EntityId = File.OrganisationId, Entity = new(road.Entity()) { Street = "1 rue Haute" }, Message = "Délibération." }, Write()).ResponseAsync);
                yield return (Life.WithdrawEntity, who, () => calls.WithdrawEntityChangeAsync(new() { EntityId = File.OrganisationId }, Write()).ResponseAsync);
                yield return (Life.WithdrawDeparture, who, () => calls.WithdrawRelayDepartureAsync(new() { EntityId = File.OrganisationId }, Write()).ResponseAsync);
                yield return (Life.ConfirmEntity, who, () => calls.DecideEntityChangeAsync(new() { AdhesionId = File.AdhesionId, Version = File.Version, Confirm = true }, Write()).ResponseAsync);
                yield return (Life.AskTermination, who, () => calls.AskTerminationAsync(new() { EntityId = File.OrganisationId, Reason = "Adieu." }, Write()).ResponseAsync);
            }
        }
    }
}
