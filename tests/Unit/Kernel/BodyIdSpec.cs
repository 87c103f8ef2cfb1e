using Dinamis.Kernel;

namespace Dinamis.UnitTests.Kernel;

public sealed class BodyIdSpec
{
    [Theory]
    [InlineData("213 300 635", "213300635")]
    [InlineData("213-300-635", "213300635")]
    [InlineData("be-0203.201.340", "BE-0203201340")]
    [InlineData(" CH-CHE-105.909.036 ", "CH-CHE105909036")]
    public void What_was_typed_is_kept_in_one_form(string typed, string kept)
    {
        BodyId.Normalize(typed).ShouldBe(kept);
        BodyId.IsValid(kept).ShouldBeTrue();
        BodyId.Normalize(kept).ShouldBe(kept);
    }

    [Theory]
    [InlineData("FR-213300635")] // A French body has a SIREN.
    [InlineData("XX-12345")]
    [InlineData("BE-")]
    [InlineData("BE-ABCDEF")]
    [InlineData("BE-0123456789012345678901")]
    [InlineData("0203201340")]
    public void What_names_no_body_is_refused(string id) => BodyId.IsValid(BodyId.Normalize(id)).ShouldBeFalse();

    [Fact]
    public void It_reads_as_what_it_is()
    {
        BodyId.Label("213300635").ShouldBe("SIREN\u00a0213\u00a0300\u00a0635");
        BodyId.Label("BE-0203201340").ShouldBe("n°\u00a00203201340 (Belgique)");
    }

    [Fact]
    public void Every_country_has_its_code_and_its_name_once() =>
        Countries.All.ShouldSatisfyAllConditions(
            all => all.Count.ShouldBeGreaterThan(190),
            all => all.Select(c => c.Code).ShouldBeUnique(),
            all => all.Select(c => c.Name).ShouldBeUnique(),
            all => all.ShouldAllBe(c => c.Code.Length == 2 && c.Code.All(char.IsAsciiLetterUpper) && c.Name.Length > 2));
}
