using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;

namespace Dinamis.Catalogue.Stac;

/// <summary>Where a page ended, opaque to the caller. It grants nothing: the next page is searched with the caller's own rights again.</summary>
static class PageToken
{
    public static string Write(ItemCursor cursor) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object?[]>([.. cursor.Keys, cursor.Id, cursor.Collection, .. cursor.Matched is { } matched ? (object?[])[matched.Count, matched.Exact, cursor.Span] : []]));

    /// <summary>Null for what we did not write for this order.</summary>
    public static ItemCursor? Read(string token, IReadOnlyList<SortKey> sort)
    {
        if (token.Length > 4_000 || !Base64Url.IsValid(token)) return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() is var length && length != sort.Count + 2 && length != sort.Count + 5) return null;
            Matched? matched = length == sort.Count + 2 ? null : new(json.RootElement[length - 3].GetInt64(), json.RootElement[length - 2].GetBoolean());
            long? span = matched is null || json.RootElement[length - 1].ValueKind == JsonValueKind.Null ? null : json.RootElement[length - 1].GetInt64();
            object?[] values = [.. json.RootElement.EnumerateArray().Take(sort.Count + 2).Select((v, i) => Value(v, i < sort.Count ? sort[i].By.Kind : Kind.Text))];
            if (matched?.Count < 0 || span < 0) return null;
            if (values.Any(v => v is string text && text.Contains('\0', StringComparison.Ordinal))) return null;
            // What every scene has is not missing.
            return values[^2] is string id && values[^1] is string collection && !sort.Where((k, i) => k.By.Always && values[i] is null).Any() ? new(values[..^2], id, collection, matched, span) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException or FormatException)
        {
            return null;
        }
    }

    // Another kind than the order's throws as JSON does.
    static object? Value(JsonElement value, Kind kind) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        Kind.Number => value.GetDouble(),
        Kind.Timestamp => value.GetInt64(),
        _ => value.GetString(),
    };
}
