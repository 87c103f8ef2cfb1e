using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Instruction;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostDuplicates = 10;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionView> GetInstruction(Wire.GetInstructionRequest request, ServerCallContext context)
    {
        await using var moment = await db.MomentAsync(context.CancellationToken);
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        return await InstructionAsync(await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken), context.CancellationToken, request.Queue);
    }

    /// <param name="file">Visible to the caller.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <param name="queue">The list in which its neighbours stand; null: the files that wait for the same thing.</param>
    async Task<Wire.InstructionView> InstructionAsync(Adhesion file, CancellationToken cancellationToken, Wire.ListAdhesionsRequest? queue = null)
    {
        var work = await db.Instructions.FirstOrDefaultAsync(i => i.Id == file.Id, cancellationToken);
        var instructors = await db.Set<RoleRow>().Where(r => r.OrganisationId == WellKnown.Dinamis && r.Role == Role.Instructor).Select(r => r.PersonId).ToListAsync(cancellationToken);
        var (previous, next) = await NeighboursAsync(file, queue ?? new() { States = { file.State } }, cancellationToken);
        var groups = await db.InstructionGroups.AsNoTracking().OrderBy(g => g.Name).ToListAsync(cancellationToken);
        return new()
        {
            AdhesionId = $"{file.Id}",
            Version = work?.Version ?? 0,
            AssignedTo = work?.AssignedTo ?? "",
            Notes = { work?.Notes ?? [] },
            Instructors = { instructors.Select(i => $"{i}") },
            Duplicates = { await DuplicatesAsync(file, cancellationToken) },
            Opinions = { (await db.Opinions.AsNoTracking().Where(o => o.AdhesionId == file.Id).OrderBy(o => o.AskedAt).ToListAsync(cancellationToken)).Select(Views.Opinion) },
            OpinionsNeeded = { file.OpinionsNeeded },
            PreviousId = $"{previous}",
            NextId = $"{next}",
            GroupId = groups.Exists(g => g.Id == work?.GroupId) ? $"{work!.GroupId}" : "",
            Groups = { groups.Select(g => g.View()) },
            Checklist = { Checklists.Of(file.Entity.Category).Select(i => new Wire.CheckItem(work?.Checked.FirstOrDefault(c => c.Code == i.Code) ?? new() { Code = i.Code }) { Label = i.Label }) },
        };
    }

    /// <summary>What stands before and after this file in a list, whether or not the list still holds it: a decision takes it out, and the reader goes on from there.</summary>
    async Task<(Guid? Previous, Guid? Next)> NeighboursAsync(Adhesion file, Wire.ListAdhesionsRequest queue, CancellationToken cancellationToken)
    {
        var others = (await QueueAsync(queue, cancellationToken)).Where(a => a.Id != file.Id);
        var at = queue.OldestFirst ? file.SubmittedAt ?? file.StateSince : file.StateSince;
        var (before, after) = queue.OldestFirst
            ? (others.Where(a => (a.SubmittedAt ?? a.StateSince) < at).OrderByDescending(a => a.SubmittedAt ?? a.StateSince), others.Where(a => (a.SubmittedAt ?? a.StateSince) > at).OrderBy(a => a.SubmittedAt ?? a.StateSince))
            : (others.Where(a => a.StateSince > at).OrderBy(a => a.StateSince), others.Where(a => a.StateSince < at).OrderByDescending(a => a.StateSince));
        return (await before.Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken), await after.Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Other files of the same body, or of one with the same name: an establishment in place of its seat, a request made twice.</summary>
    async Task<IEnumerable<Wire.AdhesionDuplicate>> DuplicatesAsync(Adhesion file, CancellationToken cancellationToken)
    {
        var name = Folding.Key(file.Entity.Name);
        var found = await db.Adhesions.AsNoTracking()
            .Where(a => a.Id != file.Id && (a.State != AdhesionState.Draft || a.OpenSiren != null) && (a.Siren == file.Siren || (name != "" && a.SearchKey.StartsWith(name + " "))))
            .OrderByDescending(a => a.StateSince).Take(MostDuplicates).ToListAsync(cancellationToken);
        return found.Select(a => new Wire.AdhesionDuplicate
        {
            AdhesionId = $"{a.Id}",
            OrganisationName = a.Entity.Name,
            Siren = a.Siren,
            State = a.State,
            StateSince = a.StateSince.ToTimestamp(),
            SameSiren = a.Siren == file.Siren,
        });
    }
}
