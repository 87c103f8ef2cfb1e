using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;

namespace Dinamis.Catalogue;

/// <summary>Who writes to the catalogue: DINAMIS's instructors and operators, and our own services.</summary>
static class Staff
{
    /// <exception cref="Refused">403 for anybody else.</exception>
    public static async Task RequireStaffAsync(this CallerRights rights, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.IsService && caller.Has(Scopes.Internal)) return;
        if (!await rights.IsDinamisAsync(cancellationToken, Role.Types.Name.Instructor, Role.Types.Name.Operator)) throw new Refused(Refusals.Forbidden);
    }
}
