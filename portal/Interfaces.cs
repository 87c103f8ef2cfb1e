using System.Text.Json.Nodes;

namespace Dinamis.Portal;

/// <summary>The OpenAPI documents of the services, for the developers' pages. A service that does not answer leaves its place empty.</summary>
sealed class Interfaces(HttpClient client)
{
    /// <summary>In the order of the page: what most programs want first.</summary>
    public static readonly IReadOnlyList<string> Services = [Resources.Catalogue, Resources.Identity, Resources.Membership, Resources.Accounts, Resources.Activity];

    public async Task<Interface?> LireAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            var document = await client.GetFromJsonAsync<JsonObject>(new Uri(Resources.Http(service), $"/openapi/{service}.json"), cancellationToken);
            return document is null ? null : new(service, document);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<(string Service, Interface? Interface)>> ToutesAsync(CancellationToken cancellationToken) =>
        [.. Services.Zip(await Task.WhenAll(Services.Select(s => LireAsync(s, cancellationToken))))];
}

/// <summary>One document, as the pages show it.</summary>
sealed class Interface(string service, JsonObject document)
{
    public string Service => service;
    public string Titre { get; } = ((string)document["info"]!["title"]!).Replace("DINAMIS — ", "", StringComparison.Ordinal) is var t ? char.ToUpperInvariant(t[0]) + t[1..] : "";
    public string Description { get; } = (string)document["info"]!["description"]!;

    public IReadOnlyList<Operation> Operations { get; } =
        [.. document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => new Operation(m.Key.ToUpperInvariant(), p.Key, m.Value!.AsObject(), document)))];

    public IEnumerable<(string Nom, JsonObject Schema)> Types => document["components"]!["schemas"]!.AsObject().Select(s => (s.Key, s.Value!.AsObject()));

    public IEnumerable<(string Code, int Statut, string Phrase)> Refus =>
        document["x-refusals"]!.AsArray().Select(r => ((string)r!["code"]!, (int)r["status"]!, (string)r["message"]!));
}

sealed class Operation(string methode, string chemin, JsonObject operation, JsonObject document)
{
    public string Id => (string)operation["operationId"]!;
    public string Methode => methode;
    public string Chemin => chemin;
    public string Groupe => (string)operation["tags"]![0]!;
    public string Resume => (string)operation["summary"]!;
    public string? Description => (string?)operation["description"];
    public string? Grpc => (string?)operation["x-grpc"];

    public IEnumerable<JsonObject> Parametres => (operation["parameters"]?.AsArray() ?? []).Select(p => Suivre(p!.AsObject()));

    public (string Types, JsonObject Schema)? Corps => Contenu(operation["requestBody"]?.AsObject());

    public IEnumerable<(string Statut, string Phrase, (string Types, JsonObject Schema)? Contenu)> Reponses => operation["responses"]!.AsObject().Select(r =>
    {
        var reponse = Suivre(r.Value!.AsObject());
        return (r.Key, (string)reponse["description"]!, Contenu(reponse));
    });

    /// <summary>Who may call, in one French sentence.</summary>
    public string Acces
    {
        get
        {
            var voies = operation["security"]?.AsArray().Select(s => s!.AsObject()).ToList() ?? [];
            if (voies.Count == 0) return "Sans jeton.";
            var portees = string.Join(" ou ", voies.SelectMany(v => v).SelectMany(v => v.Value!.AsArray()).Select(p => $"`{p}`"));
            var jeton = portees.Length > 0 ? $"jeton de portée {portees}" : "jeton d’accès";
            return voies.Exists(v => v.Count == 0) ? $"Sans jeton ; avec un {jeton}, selon vos droits." : $"{char.ToUpperInvariant(jeton[0])}{jeton[1..]}.";
        }
    }

    static (string, JsonObject)? Contenu(JsonObject? porteur) =>
        porteur?["content"] is JsonObject { Count: > 0 } contenu ? (string.Join(", ", contenu.Select(c => c.Key)), contenu.First().Value!["schema"]!.AsObject()) : null;

    JsonObject Suivre(JsonObject objet) => (string?)objet["$ref"] is { } reference ? document["components"]![reference.Split('/')[2]]![reference.Split('/')[3]]!.AsObject() : objet;
}
