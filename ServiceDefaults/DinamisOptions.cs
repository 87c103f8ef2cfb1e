using System.ComponentModel.DataAnnotations;

namespace Dinamis.ServiceDefaults;

/// <summary>Section <c>Dinamis</c> of the configuration.</summary>
public sealed class DinamisOptions
{
    /// <summary>The one public origin, without a final slash: <c>https://dinamis.example</c>, or <c>http://localhost:8080</c>. Also the issuer of every token.</summary>
    [Required]
    public required Uri Origin { get; set; }

    /// <summary>Absolute path of the data folder: <c>db/</c>, <c>keys/</c>, <c>assets/</c>.</summary>
    [Required]
    public required string Data { get; set; }

    /// <summary>An absolute address on the public origin.</summary>
    /// <param name="path">Begins with a slash.</param>
    public Uri Public(string path) => new(Origin, path);

    /// <summary>A folder under the data folder, made when absent.</summary>
    public string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine([Data, .. parts])).FullName;
}
