using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Dinamis.Membership.Deeds;
using Dinamis.ServiceDefaults;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    // What begins like a formula is a text: a spreadsheet shows it and does not run it (OWASP, CSV Injection).
    static readonly CsvConfiguration csv = new(CultureInfo.InvariantCulture) { Delimiter = ";", InjectionOptions = InjectionOptions.Escape, InjectionEscapeCharacter = '\'' };

    [Authorize(Policies.SignedIn)]
    public override async Task<HttpBody> ExportPartners(Wire.ExportPartnersRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join, MandateRight.View);
        var partners = db.Partners.AsNoTracking().Where(p => p.RelayId == relay).OrderBy(p => p.SearchKey).Select(p => p.Facts).AsAsyncEnumerable();
        using var bytes = new MemoryStream();
        await using (var writer = new CsvWriter(new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), csv))
        {
            await LineAsync(writer, "SIREN", "Nom", "Partenaire", "Intéressé", "Catégorie", "Adresse", "Code postal", "Commune", "Département", "Prénom du contact", "Nom du contact", "Fonction", "Contact",
                "Prénom du représentant légal", "Nom du représentant légal", "Fonction du représentant légal", "Courriel du représentant légal");
            await foreach (var p in partners.WithCancellation(context.CancellationToken))
                await LineAsync(writer, p.Siren, p.Name, Word(p.Partner), Word(p.Interested), DeedWords.Category(p.Category), p.Street, p.PostalCode, p.Town, p.Department,
                    p.Referent?.GivenName, p.Referent?.FamilyName, p.Referent?.Function, p.Referent?.Address,
                    p.Representative?.GivenName, p.Representative?.FamilyName, p.Representative?.Function, p.Representative?.Address);
        }
        return new() { ContentType = "text/csv; charset=utf-8", Data = ByteString.CopyFrom(bytes.ToArray()) };
    }

    static string Word(bool yes) => yes ? "oui" : "non";

    static Task LineAsync(CsvWriter writer, params ReadOnlySpan<string?> cells)
    {
        foreach (var cell in cells) writer.WriteField(cell);
        return writer.NextRecordAsync();
    }
}
