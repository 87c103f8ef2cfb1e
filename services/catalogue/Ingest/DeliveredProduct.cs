using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dinamis.Wire;

namespace Dinamis.Catalogue.Ingest;

/// <summary>One product of a delivery, its files received: what becomes a scene.</summary>
/// <param name="Metadata">Path of its metadata.</param>
sealed partial record DeliveredProduct(string Metadata, JsonObject Item, IReadOnlyList<FileAsset> Files)
{
    public string Id => Item["id"]!.GetValue<string>();

    /// <summary>Metadata of the products in a folder; beside them lie strips, volumes and RPC models, which are no images.</summary>
    public static IEnumerable<string> In(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(f => Path.GetFileName(f) is var name && (ProductName().IsMatch(name) || name.Equals("METADATA.DIM", StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal);

    /// <summary>
    /// Keys of a product's images: what tells their names apart. <c>IMG_foo_R1C1.TIF</c> and <c>IMG_foo_R1C2.TIF</c> are r1c1 and r1c2,
    /// <c>IMG_RGB_R1C1.TIF</c> and <c>IMG_NED_R1C1.TIF</c> (Pléiades Neo, six bands) are rgb and ned; alone, it is <c>image</c>.
    /// </summary>
    public static IReadOnlyList<string> Keys(IReadOnlyList<string> images)
    {
        if (images.Count == 1) return ["image"];
        var words = images.Select(i => Path.GetFileNameWithoutExtension(i).Split('_')).ToList();
        var same = words.TrueForAll(w => w.Length == words[0].Length);
        var keys = words.ConvertAll(w => Key(string.Join('-', w.Where((word, i) => !same || words.Exists(other => other[i] != word)))));
        return keys.Distinct().Count() == keys.Count && keys.TrueForAll(k => k.Length is > 0 and <= 64) ? keys : [.. images.Select((_, i) => $"image-{i + 1}")];
    }

    static string Key(string text) => string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    [GeneratedRegex(@"\ADIM_.*\.XML\z", RegexOptions.IgnoreCase)]
    private static partial Regex ProductName();
}
