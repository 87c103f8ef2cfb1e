namespace Dinamis.Membership.Opinions;

/// <summary>What an expert outside of DINAMIS says of one family of images for one body (CNES for Pléiades, Airbus DS for SPOT 6-7): asked by a mailed link, revocable.</summary>
sealed class Opinion : Aggregate
{
    Opinion() { }

    public Guid AdhesionId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string Family { get; private set; } = "";

    /// <summary>Where the link goes: the expert has no account.</summary>
    public string Address { get; private set; } = "";
    public string Question { get; private set; } = "";
    public DateTimeOffset AskedAt { get; private set; }
    public string AskedBy { get; private set; } = "";
    public OpinionAnswer Answer { get; private set; }
    public string Comment { get; private set; } = "";
    public DateTimeOffset? AnsweredAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>It counts, and does not stand against the family.</summary>
    public bool IsFavourable => RevokedAt is null && Answer is OpinionAnswer.Favourable or OpinionAnswer.FavourableWithReserve;

    public static Opinion Ask(Adhesions.Adhesion file, string family, string address, string question, string by, DateTimeOffset at)
    {
        if (file.State is not AdhesionState.UnderExamination) throw new Refused(Adhesions.AdhesionRefusals.NotUnderExamination);
        var to = MailAddresses.Normalize(address);
        new Checks()
            .That(file.Sector.Families.Contains(family), "family", "Choisissez une famille que l’organisme demande.")
            .That(MailAddresses.IsPlausible(to), "address", "Indiquez l’adresse de l’expert.")
            .Filled(question, "question", "Dites sur quoi porte l’avis.", 4000)
            .ThrowIfAny();
        var opinion = new Opinion
        {
            Id = Guid.CreateVersion7(at),
            AdhesionId = file.Id,
            OrganisationId = file.OrganisationId,
            Family = family,
            Address = to,
            Question = question,
            AskedAt = at,
            AskedBy = by,
        };
        opinion.Tell("opinion.asked", by, ("family", family));
        return opinion;
    }

    /// <summary>Said once: another opinion is asked where this one no longer holds.</summary>
    public void Give(OpinionAnswer answer, string comment, string by, DateTimeOffset at)
    {
        if (RevokedAt is not null || AnsweredAt is not null) throw new Refused(OpinionRefusals.NotAwaited);
        new Checks()
            .That(answer is not OpinionAnswer.Unspecified, "answer", "Choisissez votre avis.")
            .That(answer is OpinionAnswer.Favourable || !string.IsNullOrWhiteSpace(comment), "comment", "Dites pourquoi : DINAMIS en a besoin pour décider.")
            .That(comment.Length <= 4000, "comment", "4000 caractères au plus.")
            .ThrowIfAny();
        (Answer, Comment, AnsweredAt) = (answer, comment, at);
        Tell("opinion.given", by, ("family", Family), ("answer", $"{answer}"));
    }

    /// <summary>It counts no more, given or not, and its link is dead.</summary>
    public void Revoke(string by, DateTimeOffset at)
    {
        if (RevokedAt is not null) return;
        RevokedAt = at;
        Tell("opinion.revoked", by, ("family", Family));
    }

    void Tell(string verb, string by, params ReadOnlySpan<(string Key, string Value)> facts) => Raise(Acts.Of(verb, by, OrganisationId, "adhesion", $"{AdhesionId}", Version, facts));
}

static class OpinionRefusals
{
    public static readonly Refusal NotAwaited = new("OPINION_NOT_AWAITED", 409, "Cet avis est déjà donné, ou n’est plus attendu.");
    public static readonly Refusal Missing = new("OPINION_MISSING", 409, "Un organisme étranger n’obtient une famille d’images qu’avec l’avis favorable de son expert : le CNES pour Pléiades, Airbus DS pour SPOT 6-7.")
    {
        Missing = "Un avis favorable, non révoqué, pour chaque famille accordée.",
    };
}
