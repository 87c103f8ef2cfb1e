namespace Dinamis.Portal.Forms;

/// <summary>Figures as French readers write them.</summary>
static class Nombres
{
    /// <summary>Square metres shown in km²: two digits under 10, none above 100.</summary>
    public static string Km2(double m2)
    {
        var km2 = m2 / 1e6;
        return km2.ToString(km2 < 10 ? "0.##" : km2 < 100 ? "0.#" : "N0", Dates.Francais) + "\u00a0km²";
    }

    public static string Octets(long octets) => octets switch
    {
        < 1 << 10 => $"{octets}\u00a0o",
        < 1 << 20 => string.Create(Dates.Francais, $"{octets / 1024d:0}\u00a0Kio"),
        < 1 << 30 => string.Create(Dates.Francais, $"{octets / 1048576d:0.#}\u00a0Mio"),
        _ => string.Create(Dates.Francais, $"{octets / 1073741824d:0.##}\u00a0Gio"),
    };

    /// <summary>« 1 ligne », « 12 lignes »: nought is singular in French.</summary>
    public static string Compte(long n, string un, string plusieurs) => $"{Entier(n)}\u00a0{(n < 2 ? un : plusieurs)}";

    public static string Entier(long n) => n.ToString("N0", Dates.Francais);
}
