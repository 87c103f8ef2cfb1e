using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dinamis.Portal.Forms;
using Google.Protobuf.Collections;

namespace Dinamis.Portal;

/// <summary>Sends the files of a posted form on to membership, one after the other and never whole in memory, and notes the ids that the command names.</summary>
sealed class AttachmentFiles(HttpClient client, IHttpContextAccessor accessor)
{
    /// <summary>Name of the file field.</summary>
    public const string Champ = "pieces";

    /// <summary>What the field says of what it takes.</summary>
    public const string Aide = "PDF, PNG, JPEG, DOCX ou ODT sans macro. Dix fichiers au plus, 20 Mo chacun, 25 Mo par envoi.";

    /// <summary>For the <c>accept</c> of the field; the service looks at the content.</summary>
    public const string Types = ".pdf,.png,.jpg,.jpeg,.docx,.odt";

    /// <summary>Named in place of a file that was refused: the service has none of that id, so the command is refused too, and tells its own faults beside.</summary>
    static readonly string refuse = $"{Guid.Empty}";

    const int MostFiles = 10;
    const long LargestFile = 20 << 20, LargestPost = 25 << 20;

    /// <summary>A refusal stands beside the field; the command that follows tells what else is wrong, and does nothing.</summary>
    /// <param name="saisie">The posted form.</param>
    /// <param name="ids">Where the ids are noted.</param>
    /// <param name="lien">Token of the mailed link under which the page stands; null for a bearer.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task EnvoyerAsync(Saisie saisie, RepeatedField<string> ids, string? lien, CancellationToken cancellationToken)
    {
        List<IFormFile> fichiers = [.. saisie.Fichiers.Where(f => f.Name == Champ && f.Length > 0)];
        if (fichiers.Count > MostFiles) saisie.Refuser(Champ, "Dix fichiers au plus.");
        else if (fichiers.Find(f => f.Length > LargestFile) is { } gros) saisie.Refuser(Champ, $"« {gros.FileName} » dépasse 20 Mo.");
        else if (fichiers.Sum(f => f.Length) > LargestPost) saisie.Refuser(Champ, "Ces fichiers dépassent 25 Mo en tout : envoyez-en une partie, ou réduisez-les.");
        if (saisie.ErreurDe(saisie.Action, Champ) is not null) fichiers.Clear();
        foreach (var (fichier, rang) in fichiers.Select((f, i) => (f, i)))
        {
            var (id, refus) = await EnvoyerAsync(fichier, $"{saisie.Cle}-{rang}", lien, cancellationToken);
            if (id is null) saisie.Refuser(Champ, $"« {fichier.FileName} » : {refus ?? "ce fichier n’a pas pu être reçu."}");
            else ids.Add(id);
        }
        if (saisie.ErreurDe(saisie.Action, Champ) is not null) ids.Add(refuse);
    }

    async Task<(string? Id, string? Refus)> EnvoyerAsync(IFormFile fichier, string cle, string? lien, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/membership/v1/files") { Content = new StreamContent(fichier.OpenReadStream()) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentLength = fichier.Length;
        request.Content.Headers.ContentDisposition = new("attachment") { FileNameStar = fichier.FileName };
        request.Headers.Add("Idempotency-Key", cle);
        if (lien is not null) request.Headers.Add("Dinamis-Link", lien);
        if (AuthenticationHeaderValue.TryParse(accessor.HttpContext?.Request.Headers.Authorization, out var bearer)) request.Headers.Authorization = bearer;
        using var response = await client.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode >= 500) response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return response.IsSuccessStatusCode ? ((string?)body?["attachmentId"], null) : (null, (string?)body?["title"]);
    }
}
