using Dinamis.Kernel;

namespace Dinamis.UnitTests.Kernel;

public sealed class FoldingSpec
{
    [Theory]
    [InlineData("Mer Égée", "mer egee")]
    [InlineData("Cœur-de-Béarn", "coeur de bearn")]
    [InlineData("  L’Isle-d’Espagnac ", "l isle d espagnac")]
    public void Accents_ligatures_and_punctuation_do_not_hide_a_name(string text, string key) => Folding.Key(text).ShouldBe(key);

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Gen.String.Sample(text => Folding.Key(Folding.Key(text)) == Folding.Key(text));
}
