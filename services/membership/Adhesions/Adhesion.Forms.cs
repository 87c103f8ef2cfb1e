namespace Dinamis.Membership.Adhesions;

// The three parts of the form: what a part must hold is checked when it is saved and again at the freeze.
sealed partial class Adhesion
{
    public IEnumerable<string> CompleteParts()
    {
        if (FormChecks.IsComplete(c => c.Entity(Entity))) yield return "entity";
        if (FormChecks.IsComplete(c => c.Sector(Sector))) yield return "sector";
        if (FormChecks.IsComplete(c => c.Representative(Representative).Referent(Referent))) yield return "representative";
    }

    public void SaveEntity(Wire.EntityForm entity, string by, DateTimeOffset at)
    {
        var step = Require(Life.Save);
        Categories.Clean(entity);
        entity.Siren = Siren; // The SIREN was given first and cannot move to another body.
        Entity = entity;
        SearchKey = Folding.Key($"{entity.Name} {Siren}");
        Saved(step, at);
        Tell("adhesion.saved", by, ("part", "entity"));
    }

    public void SaveSector(Wire.SectorForm sector, string by, DateTimeOffset at)
    {
        var step = Require(Life.Save);
        Sector = sector;
        Saved(step, at);
        Tell("adhesion.saved", by, ("part", "sector"));
    }

    public void SaveRepresentative(Wire.RepresentativeForm representative, string referentFunction, string by, DateTimeOffset at)
    {
        var step = Require(Life.Save);
        EndDelegationUnless(representative);
        Representative = representative;
        Referent = new(Referent) { Function = referentFunction };
        Saved(step, at);
        Tell("adhesion.saved", by, ("part", "representative"));
    }

    // Whoever goes on with a draft has it kept as long again.
    void Saved(Step step, DateTimeOffset at)
    {
        (SavedAt, EndNoticedAt) = (at, null);
        Go(step, at);
    }
}
