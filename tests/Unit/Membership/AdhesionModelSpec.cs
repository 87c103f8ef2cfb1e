using Dinamis.Kernel;
using Dinamis.Membership.Adhesions;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.UnitTests.Membership;

/// <summary>Random walks over every verb: whatever is tried, in whatever order, only the steps of the design happen.</summary>
public sealed class AdhesionModelSpec
{
    // The drawing of DESIGN §5, written again by hand: Suspendue, Résiliée and Expirée have no verb yet.
    static readonly HashSet<(State From, State To)> steps =
    [
        (State.Draft, State.AwaitingRepresentative),
        (State.AwaitingRepresentative, State.Draft),
        (State.AwaitingRepresentative, State.ClosedWithoutAction),
        (State.AwaitingRepresentative, State.Submitted),
        (State.Submitted, State.UnderExamination),
        (State.Submitted, State.Accepted), // By the relay's mandate.
        (State.Submitted, State.Active), // A member's avenant alone.
        (State.UnderExamination, State.ComplementRequested),
        (State.ComplementRequested, State.UnderExamination),
        (State.ComplementRequested, State.AwaitingRepresentative),
        (State.UnderExamination, State.Accepted),
        (State.UnderExamination, State.Refused),
        (State.Accepted, State.Active),
    ];

    static readonly Action<Adhesion, int>[] verbs =
    [
        (a, n) => a.ProveAddress(Given.Link, Given.Monday),
        (a, n) => a.SaveEntity(n % 2 == 0 ? Given.Forms().Entity : new(Given.Forms().Entity) { Street = $"{n} rue Neuve" }, Given.Link),
        (a, n) => a.SaveSector(Given.Forms().Sector, Given.Link),
        (a, n) => a.SaveRepresentative(Given.Forms().Representative, "Géomaticien", Given.Link),
        (a, n) => a.Freeze($"hash-{n % 3}", Given.Texts, "", Given.Link, Given.Monday),
        (a, n) => a.Answer("Voici.", Given.Link, Given.Monday),
        (a, n) => a.ValidateDeed($"hash-{n % 3}", Given.Link, Given.Monday),
        (a, n) => a.ValidateTexts($"hash-{n % 3}", Given.Link, Given.Monday),
        (a, n) => a.AskCorrection("À corriger.", Given.Link, Given.Monday),
        (a, n) => a.Decline("", Given.Link, Given.Monday),
        (a, n) => a.Submit("membership", Given.Monday),
        (a, n) => a.BeginExamination(Given.Instructor, Given.Monday),
        (a, n) => a.RequestComplement("Il manque la délibération.", "", Given.Instructor, Given.Monday),
        (a, n) => a.Accept(n % 2 == 0 ? ["pleiades"] : ["spot-5"], "", Given.Instructor, Given.Monday),
        (a, n) => a.AcceptByMandate(Given.Monday),
        (a, n) => a.Refuse("Non éligible.", Given.Instructor, Given.Monday),
        (a, n) => a.Activate("membership", Given.Monday),
        (a, n) => a.ActivateWithoutActe("membership", Given.Monday),
    ];

    static readonly Func<Adhesion>[] beginnings =
    [
        Given.Draft, Given.Filled, Given.Frozen, Given.UnderExamination, () => Given.ByRelay(), () => Given.ByRelay(withActe: false),
    ];

    [Fact]
    public void No_sequence_of_verbs_leaves_the_drawing() =>
        Gen.Select(Gen.Int[0, beginnings.Length - 1], Gen.Select(Gen.Int[0, verbs.Length - 1], Gen.Int[0, 5]).List[1, 60]).Sample((beginning, walk) =>
        {
            var file = beginnings[beginning]();
            foreach (var (verb, n) in walk)
            {
                var before = file.State;
                var forms = file.FormsChangedSinceFreeze;
                try
                {
                    verbs[verb](file, n);
                }
                catch (Refused)
                {
                    file.State.ShouldBe(before);
                    file.FormsChangedSinceFreeze.ShouldBe(forms);
                }
                if (file.State != before) steps.ShouldContain((before, file.State));
                Invariants(file);
            }
        });

    static void Invariants(Adhesion file)
    {
        if (file.State is State.Submitted or State.UnderExamination or State.Accepted or State.Active) file.Validated.ShouldBeTrue();
        if (file.State is State.AwaitingRepresentative or State.Submitted or State.UnderExamination or State.Accepted) file.FormsChangedSinceFreeze.ShouldBeFalse();
        if (file.State is State.Accepted) file.Granted.ShouldBeSubsetOf(file.Sector.Families);
        if (file.State is State.Accepted or State.Refused) file.DecidedBy.ShouldNotBeEmpty();
        (file.OpenSiren is null).ShouldBe(file.State is State.Refused or State.ClosedWithoutAction or State.Active || (file.AddressProvenAt is null && file.RelayId is null));
        if (!file.WithActe) file.State.ShouldNotBeOneOf(State.UnderExamination, State.ComplementRequested, State.Accepted, State.Refused);
    }
}
