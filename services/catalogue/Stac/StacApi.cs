using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>The STAC API as the sum of its capabilities.</summary>
sealed class StacApi(IReadOnlyList<Capability> capabilities)
{
    /// <summary>All that this API can do. A test exercises each class that is declared here; none other is.</summary>
    public static IReadOnlyList<Capability> Capabilities =>
    [
        StacEndpoints.Core,
        StacEndpoints.CollectionResources,
        StacEndpoints.Features,
        StacEndpoints.ItemSearch,
        StacEndpoints.Filtering,
        StacEndpoints.Sorting,
        StacEndpoints.Projecting,
        StacEndpoints.Querying,
        StacEndpoints.FreeText,
        StacEndpoints.CollectionSearch,
        StacEndpoints.Aggregating,
        StacEndpoints.Children,
        StacEndpoints.Browsing,
        StacEndpoints.Transactions,
    ];

    /// <summary>Known everywhere.</summary>
    public static readonly RouteParameter Format = new("f", "`json` gives JSON to a browser too; without it a browser is sent to the page that shows the same.") { Schema = """{"type":"string","enum":["json"]}""" };

    /// <summary>URIs of what the API conforms to.</summary>
    public IReadOnlyList<string> Conformance { get; } = [.. capabilities.SelectMany(c => c.Classes)];

    public void Map(StacRoutes routes)
    {
        foreach (var capability in capabilities) capability.Routes?.Invoke(routes);
    }

    /// <summary>Links of the landing page at <paramref name="stac"/>.</summary>
    public IEnumerable<JsonObject> Links(string stac) => capabilities.SelectMany(c => c.Links?.Invoke(stac) ?? []);

    /// <summary>Links of the list of collections.</summary>
    public IEnumerable<JsonObject> ListLinks(string origin) => capabilities.SelectMany(c => c.ListLinks?.Invoke(origin) ?? []);

    /// <summary>Links of the collection at <paramref name="self"/>.</summary>
    public IEnumerable<JsonObject> CollectionLinks(string self, Extent extent) => capabilities.SelectMany(c => c.CollectionLinks?.Invoke(self, extent) ?? []);

    /// <summary>Descriptions of the parameters of a route, after those that it has of its own.</summary>
    public IReadOnlyList<RouteParameter> Docs(Asked where, params IEnumerable<RouteParameter> own) => [.. own, .. Of(where).Select(p => p.Doc), Format];

    /// <summary>JSON schema of the body of a search.</summary>
    public JsonObject BodySchema(Asked where) => new()
    {
        ["type"] = "object",
        ["description"] = "Same meaning as the parameters of the search by GET. Another member is refused: ignoring it would answer another question.",
        ["properties"] = new JsonObject(Of(where).Select(p =>
        {
            var schema = JsonNode.Parse(p.BodySchema)!.AsObject();
            if (!schema.ContainsKey("$ref")) schema["description"] = p.Doc.Description;
            return KeyValuePair.Create(p.Name, (JsonNode?)schema);
        })),
        ["additionalProperties"] = false,
    };

    /// <exception cref="Refused"><see cref="Refusals.Invalid"/>, each faulty parameter by name.</exception>
    public SearchParameters Read(IQueryCollection query, Asked where)
    {
        var read = new SearchParameters(where);
        foreach (var (name, values) in query)
        {
            var value = values.ToString();
            if (name == Format.Name)
            {
                if (value != "json") read.Fault(name, "json est attendu.");
                continue;
            }
            if (Of(where).FirstOrDefault(p => p.Name == name) is not { } parameter) read.Unknown(name);
            else if (values.Count > 1) read.Fault(name, "Ce paramètre est donné deux fois.");
            else if (value.Contains('\0', StringComparison.Ordinal)) read.Fault(name, NoNull);
            else if (value.Length > 0 || parameter.EmptyCounts) Read(read, name, () => parameter.Text(read, value));
        }
        return Checked(read);
    }

    /// <inheritdoc cref="Read(IQueryCollection, Asked)"/>
    public SearchParameters Read(JsonElement body, Asked where)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new Refused(Refusals.Invalid, [new("body", "Un objet JSON est attendu.")]);
        var (read, given) = (new SearchParameters(where), new HashSet<string>(StringComparer.Ordinal));
        foreach (var member in body.EnumerateObject())
        {
            var name = Name(member);
            if (!given.Add(name)) read.Fault(name, "Ce paramètre est donné deux fois.");
            else if (Of(where).FirstOrDefault(p => p.Name == name) is not { } parameter) read.Unknown(name);
            else if (member.Value.GetRawText().Contains("\\u0000", StringComparison.Ordinal)) read.Fault(name, NoNull);
            else if (member.Value.ValueKind != JsonValueKind.Null || parameter.EmptyCounts) Read(read, name, () => parameter.Json(read, member.Value));
        }
        return Checked(read);
    }

    /// <summary>No store keeps it in a text.</summary>
    const string NoNull = "Le caractère nul n’est pas permis.";

    // JSON may escape half a character, which is no text.
    static void Read(SearchParameters search, string name, Action read)
    {
        try
        {
            read();
        }
        catch (InvalidOperationException)
        {
            search.Fault(name, "Un caractère est coupé.");
        }
    }

    static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "body";
        }
    }

    IEnumerable<SearchParameter> Of(Asked where) => capabilities.SelectMany(c => c.Parameters).Where(p => (p.Where & where) != 0);

    SearchParameters Checked(SearchParameters read)
    {
        foreach (var capability in capabilities) capability.Check?.Invoke(read);
        read.ThrowIfAnyFault();
        return read;
    }
}
