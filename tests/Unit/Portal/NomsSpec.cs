using Dinamis.Portal;

namespace Dinamis.UnitTests.Portal;

public sealed class NomsSpec
{
    [Theory]
    [InlineData("Commune de Limoges", "de la commune de Limoges", "La commune de Limoges")]
    [InlineData("Communauté d’agglomération du Grand Guéret", "de la communauté d’agglomération du Grand Guéret", "La communauté d’agglomération du Grand Guéret")]
    [InlineData("Département de la Creuse", "du département de la Creuse", "Le département de la Creuse")]
    [InlineData("Établissement public foncier", "de l’établissement public foncier", "L’établissement public foncier")]
    [InlineData("École des eaux et forêts", "de l’école des eaux et forêts", "L’école des eaux et forêts")]
    [InlineData("Bordeaux Métropole", "de «\u00a0Bordeaux Métropole\u00a0»", "«\u00a0Bordeaux Métropole\u00a0»")]
    [InlineData("", "de «\u00a0\u00a0»", "«\u00a0\u00a0»")]
    public void A_name_takes_its_article_inside_a_sentence(string name, string of, string subject)
    {
        Noms.De(name).ShouldBe(of);
        Noms.Sujet(name).ShouldBe(subject);
    }
}
