using System.Text.Json;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership;

/// <summary>Columns that hold a wire message, or a list of them, as JSON: the message is the form, no copy of it is kept beside.</summary>
static class Columns
{
    static readonly JsonFormatter formatter = JsonFormatter.Default;
    static readonly JsonParser parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static PropertyBuilder<T> HasMessage<T>(this PropertyBuilder<T> property) where T : IMessage<T>, new() =>
        property.HasConversion(
            message => formatter.Format(message),
            json => parser.Parse<T>(json),
            new ValueComparer<T>((a, b) => Equals(a, b), m => m.GetHashCode(), m => m.Clone()));

    public static PropertyBuilder<IReadOnlyList<T>> HasMessages<T>(this PropertyBuilder<IReadOnlyList<T>> property) where T : IMessage<T>, new() =>
        property.HasConversion(
            list => JsonSerializer.Serialize(list.Select(m => formatter.Format(m)).ToList(), JsonSerializerOptions.Default),
            json => Parse<T>(json),
            new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), l => l.Count, l => l.Select(m => m.Clone()).ToList()));

    /// <summary>An immutable record, or a list of plain values.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) where T : class =>
        property.HasConversion(
            value => Json(value),
            json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<T>((a, b) => Json(a!) == Json(b!), v => Json(v).GetHashCode(StringComparison.Ordinal), v => v));

    static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Default);

    static List<T> Parse<T>(string json) where T : IMessage<T>, new() =>
        [.. JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Default)!.Select(parser.Parse<T>)];
}
