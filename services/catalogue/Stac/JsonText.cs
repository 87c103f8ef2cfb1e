using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dinamis.Catalogue.Stac;

static class JsonText
{
    /// <summary>UTF-8 as it is: the answers are JSON documents, never parts of an HTML page.</summary>
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
