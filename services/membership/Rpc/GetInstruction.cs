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
    public override async Task<Wire.InstructionView> GetInstruction(Wire.GetAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        return await InstructionAsync(await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken), context.CancellationToken);
    }

    async Task<Wire.InstructionView> InstructionAsync(Adhesion file, CancellationToken cancellationToken)
    {
        var work = await db.Instructions.FirstOrDefaultAsync(i => i.Id == file.Id, cancellationToken);
        var instructors = await db.Set<RoleRow>().Where(r => r.OrganisationId == WellKnown.Dinamis && r.Role == Role.Instructor).Select(r => r.PersonId).ToListAsync(cancellationToken);
        // The order of the queue among files that wait for the same thing.
        var alike = db.Adhesions.AsNoTracking().Where(a => a.State == file.State && a.Id != file.Id && (a.State != AdhesionState.Draft || a.OpenSiren != null));
        var previous = await alike.Where(a => a.StateSince > file.StateSince).OrderBy(a => a.StateSince).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken);
        var next = await alike.Where(a => a.StateSince < file.StateSince).OrderByDescending(a => a.StateSince).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken);
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
        };
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

    async Task<FileInstruction> WorkOnAsync(Adhesion file, CancellationToken cancellationToken)
    {
        if (await db.Instructions.FirstOrDefaultAsync(i => i.Id == file.Id, cancellationToken) is { } work) return work;
        var made = FileInstruction.Of(file);
        db.Instructions.Add(made);
        return made;
    }
}
