using Dinamis.Kernel;

namespace Dinamis.UnitTests.Kernel;

public sealed class SirenSpec
{
    [Theory]
    [InlineData("213300635")] // Bordeaux
    [InlineData("200053759")] // Région Nouvelle-Aquitaine
    public void A_real_siren_is_accepted(string siren) => Siren.IsSiren(siren).ShouldBeTrue();

    [Theory]
    [InlineData("213300636")]
    [InlineData("21330063")]
    [InlineData("21330063A")]
    [InlineData("")]
    public void A_wrong_siren_is_refused(string siren) => Siren.IsSiren(siren).ShouldBeFalse();

    [Fact]
    public void Any_single_wrong_digit_is_found() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 9]).Sample((position, shift) =>
        {
            var digits = "213300635".ToCharArray();
            digits[position] = (char)('0' + (digits[position] - '0' + shift) % 10);
            return !Siren.IsSiren(new string(digits));
        });

    [Fact]
    public void An_establishment_of_La_Poste_is_checked_by_its_own_rule() => Siren.IsSiret("35600000049837").ShouldBeTrue();
}
