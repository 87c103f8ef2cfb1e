using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Dinamis.Catalogue.Items;

namespace Dinamis.Catalogue.Stac;

/// <summary>Where a page ended, opaque to the caller. It grants nothing: the next page is searched with the caller's own rights again.</summary>
static class PageToken
{
    public static string Write(ItemCursor cursor) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([cursor.At, cursor.Id, cursor.Collection]));

    /// <summary>Null for what we did not write.</summary>
    public static ItemCursor? Read(string token)
    {
        if (token.Length > 1_000 || !Base64Url.IsValid(token)) return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            var parts = json.RootElement;
            return parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() == 3
                && parts[0].ValueKind == JsonValueKind.Number && parts[0].TryGetInt64(out var at)
                && parts[1].ValueKind == JsonValueKind.String && parts[2].ValueKind == JsonValueKind.String
                    ? new(at, parts[1].GetString()!, parts[2].GetString()!) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }
}
