using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using Name = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.ServiceTests.Membership;

public sealed class InstructionGroupSpec
{
    [Theory, Stores]
    public async Task A_deposited_file_goes_to_the_group_whose_rule_is_the_most_precise_and_stays_where_somebody_moved_it(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var colleague = Guid.CreateVersion7();
        await host.LearnAsync(MembershipHost.Person(colleague, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Instructor));
        var all = await SaveAsync(host, new() { Name = "Toute la France", Members = { $"{host.Instructor}" } });
        var south = await SaveAsync(host, new() { Name = "Sud-Ouest", Departments = { "33", "47" }, Members = { $"{colleague}" } });
        var towns = await SaveAsync(host, new() { Name = "Communes du Lot-et-Garonne", Categories = { "commune" }, Departments = { "47" }, Members = { $"{host.Instructor}", $"{colleague}" } });
        var (town, association) = (await new Road(host).SubmitAsync(), await new Road(host, "213300635") { Change = e => e.Category = "association" }.SubmitAsync());

        (await GroupOfAsync(host, town)).ShouldBe(towns.GroupId);
        (await GroupOfAsync(host, association)).ShouldBe(south.GroupId);
        (await ListAsync(host.Instructor, "mine")).ShouldBe([town.AdhesionId]);
        (await ListAsync(colleague, "mine")).ShouldBe([town.AdhesionId, association.AdhesionId], ignoreOrder: true);

        // Moved by hand, it stays whatever the rules say; the other follows them.
        var work = await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = town.AdhesionId }, Read());
        await host.As(host.Instructor).RouteAdhesionAsync(new() { AdhesionId = town.AdhesionId, Version = work.Version, GroupId = all.GroupId }, Write());
        await SaveAsync(host, new(towns) { Categories = { "association" } });
        (await GroupOfAsync(host, town)).ShouldBe(all.GroupId);
        (await GroupOfAsync(host, association)).ShouldBe(towns.GroupId);

        // A group that is no more leaves its files to the others, the moved one too.
        await host.As(host.Operator).RemoveInstructionGroupAsync(new() { GroupId = all.GroupId, Version = all.Version }, Write());
        (await GroupOfAsync(host, town)).ShouldBe(towns.GroupId);
        (await ListAsync(host.Instructor, "none")).ShouldBeEmpty();

        async Task<string[]> ListAsync(Guid who, string group) => [.. (await host.As(who).ListAdhesionsAsync(new() { Group = group }, Read())).Adhesions.Select(a => a.AdhesionId)];
    }

    [Theory, Stores]
    public async Task Groups_are_the_operators_to_make_of_instructors_alone_and_nobody_else_learns_of_them(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).SubmitAsync();
        var (referent, body) = (Guid.CreateVersion7(), Guid.Parse(file.OrganisationId));
        await host.LearnAsync(MembershipHost.Person(referent, body, Organisation.Types.Kind.Entity, Name.Referent));
        InstructionGroup group = new() { Name = "Sud-Ouest", Members = { $"{host.Instructor}" } };

        await host.As(host.Instructor).SaveInstructionGroupAsync(group, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await host.As(host.Operator).SaveInstructionGroupAsync(new(group) { Members = { $"{host.Signatory}" } }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        var made = await SaveAsync(host, group);
        await host.As(host.Operator).SaveInstructionGroupAsync(new(group) { Name = "SUD OUEST" }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.As(host.Operator).SaveInstructionGroupAsync(new(made) { Version = 7 }, Write()).ShouldBeRefusedAsync("STALE", 409);

        await host.As(referent, body).ListInstructionGroupsAsync(new(), Read()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await host.As(referent, body).ListAdhesionsAsync(new() { Group = made.GroupId }, Read()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        (await host.As(referent, body).ListAdhesionsAsync(new(), Read())).Adhesions.ShouldHaveSingleItem().GroupName.ShouldBeEmpty();
        (await host.As(host.Instructor).ListAdhesionsAsync(new(), Read())).Adhesions.ShouldHaveSingleItem().GroupName.ShouldBe("Sud-Ouest", "an open file follows a rule made after it");
    }

    static Task<InstructionGroup> SaveAsync(MembershipHost host, InstructionGroup group) => host.As(host.Operator).SaveInstructionGroupAsync(group, Write()).ResponseAsync;

    static async Task<string> GroupOfAsync(MembershipHost host, AdhesionView file) => (await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = file.AdhesionId }, Read())).GroupId;
}
