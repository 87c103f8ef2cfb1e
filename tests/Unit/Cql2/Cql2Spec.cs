using Dinamis.Cql2;

namespace Dinamis.UnitTests.Cql2;

public sealed class Cql2Spec
{
    [Fact]
    public void Any_tree_is_read_again_from_its_text() => Trees.Filters.Sample(tree => Cql2Text.Parse(Cql2Text.Write(tree)).ShouldBe(tree), iter: 2_000);

    [Fact]
    public void Any_tree_is_read_again_from_its_JSON() => Trees.Filters.Sample(tree => Cql2Json.Parse(Cql2Json.Write(tree)!.ToJsonString()).ShouldBe(tree), iter: 2_000);

    [Fact]
    public void A_backslash_that_would_hide_an_apostrophe_is_written_in_JSON_only() =>
        Should.Throw<Cql2Exception>(() => Cql2Text.Write(new TextLiteral("C:\\"))).Message.ShouldContain("JSON");

    [Fact]
    public void A_damaged_filter_is_refused_with_a_sentence_or_read_and_never_fails_otherwise() =>
        Gen.Select(Trees.Filters, Gen.Int[0, 10_000], Trees.Among("", "(", ")", "'", "\"", ",", "NOT ", "-", "1e999", "\ud800", "[", "{", "}")).Sample((tree, at, damage) =>
        {
            foreach (var (read, written) in new (Func<string, Expression>, string)[] { (Cql2Text.Parse, Cql2Text.Write(tree)), (Cql2Json.Parse, Cql2Json.Write(tree)!.ToJsonString()) })
            {
                var cut = at % written.Length;
                try
                {
                    read(written[..cut] + damage + written[(cut + 1)..]);
                }
                catch (Cql2Exception e)
                {
                    e.Message.ShouldEndWith(".");
                }
            }
        }, iter: 2_000);

    [Theory]
    [InlineData("eo:cloud_cover <", "Caractère 17 : le filtre s’arrête trop tôt.")]
    [InlineData("eo:cloud_cover < 10 20", "Caractère 21 : « 20 » est de trop.")]
    [InlineData("name = 'Nantes", "Caractère 8 : ce texte ne se ferme pas ; il manque une apostrophe.")]
    [InlineData("a = 1 AND AND b = 2", "Caractère 11 : « AND » est inattendu ; un nom, une valeur ou une fonction est attendu.")]
    [InlineData("a IN ()", "Caractère 7 : « ) » est inattendu ; un nom, une valeur ou une fonction est attendu.")]
    [InlineData("a = 1 & b = 2", "Caractère 7 : le caractère « & » n’a pas de sens ici.")]
    [InlineData("datetime > TIMESTAMP('hier')", "Caractère 12 : un instant s’écrit '2026-11-25T10:30:00Z'.")]
    [InlineData("S_INTERSECTS(geometry)", "Caractère 1 : S_INTERSECTS attend 2 argument(s).")]
    [InlineData("S_INTERSECTS(geometry,POLYGON((0 0,1 1,0 1)))", "Caractère 30 : trop peu de sommets, ou un anneau qui ne se ferme pas.")]
    public void An_error_names_the_character_and_the_rule(string filter, string message) =>
        Should.Throw<Cql2Exception>(() => Cql2Text.Parse(filter)).Message.ShouldBe(message);

    [Theory]
    [InlineData("""{"op":"<","args":[{"property":"eo:cloud_cover"}]}""", "filter.args : « < » attend 2 argument(s).")]
    [InlineData("""{"op":"and","args":[true,{"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}]}]}""", "filter.args[1].args[1] : ce n’est pas une géométrie GeoJSON.")]
    [InlineData("""{"op":"=","args":[{"property":"a"},{"date":"hier"}]}""", "filter.args[1].date : une date s’écrit \"2026-11-25\".")]
    [InlineData("""{"op":"=","args":[{"property":"a"},null]}""", "filter.args[1] : une valeur, un nom ou une opération est attendu.")]
    [InlineData("{", "Ce n’est pas du JSON lisible (ligne 1, octet 2).")]
    public void An_error_of_JSON_names_the_member_and_the_rule(string filter, string message) =>
        Should.Throw<Cql2Exception>(() => Cql2Json.Parse(filter)).Message.ShouldBe(message);

    public static TheoryData<string, string> TooMuch() => new()
    {
        { new string('(', 10_000) + "a = 1", "32 niveaux" },
        { string.Concat(Enumerable.Repeat("NOT ", 4_000)) + "a = 1", "32 niveaux" },
        { string.Concat(Enumerable.Repeat("-", 4_000)) + "1 = a", "« - » est inattendu" },
        { "a = " + string.Join("+", Enumerable.Repeat("1", 4_000)), "32 termes au plus" },
        { string.Join(" OR ", Enumerable.Repeat("a=1", 2_000)), "2000 éléments" },
        { $"S_INTERSECTS(geometry,LINESTRING({string.Join(",", Enumerable.Repeat("1 2", 4_000))}))" + new string(' ', 5_000), "16384 caractères" },
    };

    [Theory, MemberData(nameof(TooMuch))]
    public void What_is_over_a_limit_is_refused_and_the_limit_is_named(string filter, string limit) =>
        Should.Throw<Cql2Exception>(() => Cql2Text.Parse(filter)).Message.ShouldContain(limit);

    [Fact]
    public void JSON_over_the_depth_is_refused() =>
        Should.Throw<Cql2Exception>(() => Cql2Json.Parse(string.Concat(Enumerable.Repeat("""{"op":"not","args":[""", 33)) + "true" + string.Concat(Enumerable.Repeat("]}", 33)))).Message.ShouldContain("32 niveaux");
}
