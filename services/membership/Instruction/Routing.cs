using Dinamis.Membership.Adhesions;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Instruction;

/// <summary>Sends files to groups by their rules, in the caller's transaction.</summary>
static class Routing
{
    /// <summary>States in which a file is on somebody's desk, or comes back to it.</summary>
    static readonly AdhesionState[] onDesk = [AdhesionState.Submitted, AdhesionState.UnderExamination, AdhesionState.ComplementRequested, AdhesionState.Accepted];

    /// <summary>A file was deposited. One that comes back with a new acte has perhaps another category or seat.</summary>
    public static async Task RouteAsync(this MembershipDb db, Adhesion file, string by, CancellationToken cancellationToken)
    {
        var groups = await db.InstructionGroups.AsNoTracking().ToListAsync(cancellationToken);
        // DINAMIS decides nothing where a member signs an avenant alone.
        if (groups.Count > 0 && file.WithActe) (await db.WorkOnAsync(file, cancellationToken)).Route(InstructionGroup.For(file.Entity, groups)?.Id, byHand: false, by);
    }

    /// <summary>The rules have changed: what nobody moved goes where they say now.</summary>
    /// <param name="groups">All there are from now on.</param>
    public static async Task RouteAllAsync(this MembershipDb db, IReadOnlyList<InstructionGroup> groups, string by, CancellationToken cancellationToken)
    {
        var files = await db.Adhesions.AsNoTracking().Where(a => onDesk.Contains(a.State) && a.WithActe).ToListAsync(cancellationToken);
        var works = await db.Instructions.Where(i => db.Adhesions.Any(a => a.Id == i.Id && onDesk.Contains(a.State))).ToDictionaryAsync(i => i.Id, cancellationToken);
        foreach (var file in files)
        {
            var group = InstructionGroup.For(file.Entity, groups)?.Id;
            if (!works.TryGetValue(file.Id, out var work))
            {
                if (group is null) continue;
                db.Instructions.Add(work = FileInstruction.Of(file));
            }
            if (work.GroupId is { } left && groups.All(g => g.Id != left)) work.LeaveGroup(by);
            work.Route(group, byHand: false, by);
        }
    }

    /// <summary>DINAMIS's work on this file; made with the first thing that is done.</summary>
    public static async Task<FileInstruction> WorkOnAsync(this MembershipDb db, Adhesion file, CancellationToken cancellationToken)
    {
        if (await db.Instructions.FirstOrDefaultAsync(i => i.Id == file.Id, cancellationToken) is { } work) return work;
        var made = FileInstruction.Of(file);
        db.Instructions.Add(made);
        return made;
    }
}
