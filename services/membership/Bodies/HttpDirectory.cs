using System.Net.Http.Json;
using System.Text.Json;
using Polly;

namespace Dinamis.Membership.Bodies;

/// <summary>« API Recherche d’entreprises » of the State (Sirene of INSEE behind it): <c>GET search?q={siren}</c>. No key; seven requests a second for an address.</summary>
sealed class HttpDirectory(HttpClient http) : IBodyDirectory
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task<Wire.EntityForm?> FindAsync(string siren, CancellationToken cancellationToken)
    {
        Answer? answer;
        try
        {
            answer = await http.GetFromJsonAsync<Answer>($"search?q={siren}&minimal=true&include=siege&page=1&per_page=1", json, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DirectoryAwayException("The directory of bodies did not answer.", e);
        }
        if (answer?.Results is not { } results) throw new DirectoryAwayException("The directory of bodies answered something else.");
        // It searches text as well: a number inside a name is another body.
        return results.FirstOrDefault(r => r.Siren == siren && r.EtatAdministratif != "C") is { } body ? Form(body) : null;
    }

    static Wire.EntityForm Form(Body body)
    {
        var (legalForm, category) = LegalCategories.Of(body.NatureJuridique ?? "");
        var seat = body.Siege ?? new();
        return new()
        {
            Name = Known(body.NomRaisonSociale ?? body.NomComplet),
            Siren = body.Siren!,
            Category = category,
            LegalForm = legalForm,
            Street = string.Join(' ', new[] { seat.NumeroVoie, seat.IndiceRepetition, seat.TypeVoie, seat.LibelleVoie }.Select(Known).Where(p => p.Length > 0)),
            PostalCode = Known(seat.CodePostal),
            Town = Known(seat.LibelleCommune),
            Department = Departments.IsCode(seat.Departement) ? seat.Departement! : "",
        };
    }

    // What a body keeps to itself reads « [ND] » (« non diffusible »).
    static string Known(string? text) => text is null || text.Contains("[ND]", StringComparison.Ordinal) ? "" : text.Trim();

    sealed record Answer(IReadOnlyList<Body>? Results);

    sealed record Body(string? Siren, string? NomComplet, string? NomRaisonSociale, string? NatureJuridique, string? EtatAdministratif, Seat? Siege);

    sealed record Seat(
        string? NumeroVoie = null, string? IndiceRepetition = null, string? TypeVoie = null, string? LibelleVoie = null, string? CodePostal = null, string? LibelleCommune = null, string? Departement = null);
}
