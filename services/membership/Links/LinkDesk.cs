using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Links;

/// <summary>Opens and issues mailed links.</summary>
sealed class LinkDesk(MembershipDb db, Caller caller, IOptions<DinamisOptions> options, TimeProvider clock)
{
    const int MostPerHour = 10;

    /// <summary>Whose links a signature is asked by: the représentant légal, or who signs by his delegation.</summary>
    public static readonly Purpose[] Signing = [Purpose.Representative, Purpose.Delegate];

    /// <summary>The file that the link opens; the link becomes the caller.</summary>
    /// <exception cref="Refused">410 in one and the same way when unknown, expired, superseded, or made for something else.</exception>
    public async Task<(Link Link, Adhesion File)> OpenAsync(string token, CancellationToken cancellationToken, params Purpose[] purposes)
    {
        var hash = Secrets.Hash(token);
        var link = await db.Links.FirstOrDefaultAsync(l => l.TokenHash == hash, cancellationToken);
        if (link is null) throw new Refused(LinkRefusals.Gone);
        var file = await db.Adhesions.FirstOrDefaultAsync(a => a.Id == link.AdhesionId, cancellationToken);
        if (file is null || !link.IsAlive(clock.GetUtcNow()) || !purposes.Contains(link.Purpose) || (Signing.Contains(link.Purpose) && link.FrozenSha256 != file.FrozenSha256))
            throw new Refused(WasDelegated(link, file) ? LinkRefusals.Delegated(file!) : LinkRefusals.Gone);
        caller.LinkId = link.Id;
        return (link, file);
    }

    /// <summary>The représentant légal has named who signs, and his own link serves no more for it: he may be told so.</summary>
    static bool WasDelegated(Link link, Adhesion? file) =>
        file is { IsDelegated: true } && link.Purpose is Purpose.Representative && link.Address == file.Representative.Address && Adhesions.Life.IsOpen(file.State);

    /// <summary>The link as it was sent, alive or not; null when unknown. For sending another to the same address.</summary>
    public Task<Link?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token);
        return db.Links.FirstOrDefaultAsync(l => l.TokenHash == hash, cancellationToken);
    }

    /// <summary>Anybody may type any address: what a stranger makes us send to it is bounded.</summary>
    public async Task<bool> MayMailAsync(string address, CancellationToken cancellationToken)
    {
        var hourAgo = clock.GetUtcNow() - TimeSpan.FromHours(1);
        return await db.Links.CountAsync(l => l.Address == address && l.SentAt > hourAgo, cancellationToken) < MostPerHour;
    }

    /// <summary>The address of a new link for the future référent, to be mailed to him and to nobody else.</summary>
    public Uri ForReferent(Adhesion file) =>
        Issue(file.IsUnproven ? Purpose.ProveAddress : Purpose.Referent, file, file.Referent.Address, "");

    /// <summary>The address of the one link of the représentant légal to what is frozen now; any earlier one dies.</summary>
    public async Task<Uri> ForRepresentativeAsync(Adhesion file, CancellationToken cancellationToken)
    {
        await SupersedeAsync(file.Id, [Purpose.Representative], cancellationToken);
        return Issue(Purpose.Representative, file, file.Representative.Address, file.FrozenSha256);
    }

    /// <summary>The address of the one link by which what is frozen now may be signed, by the représentant légal or by his delegation; any earlier one of either dies.</summary>
    public async Task<Uri> ForSignatoryAsync(Adhesion file, CancellationToken cancellationToken)
    {
        await SupersedeAsync(file.Id, Signing, cancellationToken);
        return Issue(file.IsDelegated ? Purpose.Delegate : Purpose.Representative, file, file.Signatory.Address, file.FrozenSha256);
    }

    /// <summary>The address of the one link by which the person named as next référent proves that he reads his mail; any earlier one dies.</summary>
    public async Task<Uri> ForNewReferentAsync(Adhesion file, CancellationToken cancellationToken)
    {
        await SupersedeAsync(file.Id, [Purpose.NewReferent], cancellationToken);
        return Issue(Purpose.NewReferent, file, file.ProposedReferent.Referent.Address, "");
    }

    /// <summary>The link by which what is frozen may be signed now; null when it has expired.</summary>
    public async Task<Link?> SessionAsync(Guid adhesionId, CancellationToken cancellationToken)
    {
        var link = await db.Links.Where(l => l.AdhesionId == adhesionId && Signing.Contains(l.Purpose) && l.SupersededAt == null).OrderByDescending(l => l.SentAt).FirstOrDefaultAsync(cancellationToken);
        return link?.IsAlive(clock.GetUtcNow()) is true ? link : null;
    }

    /// <summary>The address of the link by which an expert says what he thinks of one family.</summary>
    public Uri ForExpert(Adhesion file, Opinions.Opinion opinion) => Issue(Purpose.Opinion, file, opinion.Address, "", opinion.Id);

    public async Task SupersedeAsync(Guid adhesionId, Purpose[] purposes, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var link in await db.Links.Where(l => l.AdhesionId == adhesionId && purposes.Contains(l.Purpose) && l.SupersededAt == null).ToListAsync(cancellationToken))
            link.Supersede(now);
    }

    /// <summary>Drafts of this body whose address was never proven.</summary>
    public Task<List<Adhesion>> UnprovenAsync(string siren, CancellationToken cancellationToken) =>
        db.Adhesions.Where(a => a.Siren == siren && a.State == AdhesionState.Draft && a.OpenSiren == null).ToListAsync(cancellationToken);

    /// <summary>A draft whose address was never proven leaves no trace but its acts.</summary>
    public async Task ForgetAsync(Adhesion unproven, CancellationToken cancellationToken)
    {
        await SupersedeAsync(unproven.Id, [Purpose.ProveAddress], cancellationToken);
        db.Adhesions.Remove(unproven);
    }

    Uri Issue(Purpose purpose, Adhesion file, string address, string frozenSha256, Guid? opinionId = null)
    {
        var token = Secrets.NewToken();
        db.Links.Add(Link.To(purpose, file.Id, address, frozenSha256, token, clock.GetUtcNow(), opinionId));
        return options.Value.Public($"/lien/{token}");
    }
}
