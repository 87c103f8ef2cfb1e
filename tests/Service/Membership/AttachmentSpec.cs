using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dinamis.Kernel;
using Dinamis.Membership.Attachments;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Dinamis.ServiceTests.Membership.Asking;
using Client = Dinamis.Wire.Membership.MembershipClient;
using Name = Dinamis.Wire.Role.Types.Name;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class AttachmentSpec
{
    static readonly byte[] pdf = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 600_000).Select(i => (byte)(i * 31))];

    [Theory, Stores]
    public async Task Files_go_with_a_complement_and_with_its_answer_and_come_down_as_they_were_for_those_of_the_dossier_alone(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (road, elsewhere) = (new Road(host), new Road(host, "213300635"));
        var file = await road.ExamineAsync();
        await elsewhere.FreezeAsync();

        var model = await SentAsync(host, "modele.png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1, 2, 3]);
        var asked = await host.As(host.Instructor).RequestComplementAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Joignez la délibération.", AttachmentIds = { model } }, Write());
        var link = await host.LinkAsync(road.Referent);
        var answer = await SentAsync(host, "../délibération.exe", pdf, link);
        var view = (await host.Anybody.SubmitDraftAsync(new() { Link = link, Version = asked.Version, Message = "La voici.", AttachmentIds = { answer } }, Write())).Adhesion;

        view.State.ShouldBe(State.UnderExamination);
        view.Exchanges.SelectMany(e => e.Attachments).Select(a => (a.AttachmentId, a.Name, a.MediaType)).ShouldBe([(model, "modele.png", "image/png"), (answer, "délibération.pdf", "application/pdf")]);
        view.Exchanges[^1].Attachments[0].Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(pdf)));
        (await BytesAsync(host.As(host.Signatory), new() { AttachmentId = answer })).ShouldBe(pdf);
        (await BytesAsync(host.Anybody, new() { AttachmentId = answer, Link = link })).ShouldBe(pdf);
        (await BytesAsync(host.Anybody, new() { AttachmentId = answer, Link = await host.LinkAsync(road.Representative) })).ShouldBe(pdf);
        var (stranger, body) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.LearnAsync(MembershipHost.Person(stranger, body, Organisation.Types.Kind.Entity, Name.Referent));
        foreach (var (who, request) in new (Client, ReadAttachmentRequest)[]
        {
            (host.As(stranger, body), new() { AttachmentId = answer }),
            (host.Anybody, new() { AttachmentId = answer, Link = await host.LinkAsync(elsewhere.Representative) }),
            (host.As(host.Instructor), new() { AttachmentId = $"{Guid.CreateVersion7()}" }),
        })
            (await Should.ThrowAsync<RpcException>(() => BytesAsync(who, request))).ToRefused()!.Refusal.Code.ShouldBe("NOT_FOUND");
    }

    [Theory, Stores]
    public async Task A_refusal_comes_with_its_document_which_both_read_by_the_link_of_the_one_mail_that_each_gets(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        var before = (await host.MailsAsync(road.Referent)).Count;

        await host.As(host.Instructor).RefuseAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = "Usage commercial.", AttachmentIds = { await SentAsync(host, "décision.pdf", pdf) } }, Write());

        foreach (var party in new[] { road.Referent, road.Representative })
        {
            var view = await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(party) }, Read());
            var joined = view.Adhesion.Exchanges[^1].Attachments.ShouldHaveSingleItem();
            (await BytesAsync(host.Anybody, new() { AttachmentId = joined.AttachmentId, Link = await host.LinkAsync(party) })).ShouldBe(pdf);
        }
        (await host.MailsAsync(road.Referent)).Count.ShouldBe(before + 1);
        // The link is an old one a week later: another goes to the same address.
        host.Clock.Advance(TimeSpan.FromDays(8));
        await host.Anybody.RenewLinkAsync(new() { Link = await host.LinkAsync(road.Referent) }, Write());
        (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(road.Referent) }, Read())).Adhesion.State.ShouldBe(State.Refused);
    }

    [Theory, Stores]
    public async Task Who_may_not_add_to_the_thread_sends_nothing_and_what_is_no_document_is_not_kept(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FreezeAsync();
        var frozen = await host.LinkAsync(road.Referent);

        (await StatusAsync(host, "a.pdf", pdf, token: null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(host, "a.pdf", pdf, TestTokens.ForPerson("membership", host.Signatory, WellKnown.Dinamis))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(host, "a.pdf", pdf, token: null, link: "inconnu")).ShouldBe(HttpStatusCode.Gone);
        (await StatusAsync(host, "a.pdf", pdf, token: null, link: frozen)).ShouldBe(HttpStatusCode.Conflict, "the file is in the hands of the représentant légal");
        var instructor = TestTokens.ForPerson("membership", host.Instructor, WellKnown.Dinamis);
        (await StatusAsync(host, "facture.pdf", [.. "MZ\u0090\0"u8], instructor)).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await StatusAsync(host, "vide.pdf", [], instructor)).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(host, "gros.pdf", [.. "%PDF-"u8, .. new byte[Dinamis.Membership.Attachments.Attachment.Largest - 4]], instructor)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await StatusAsync(host, "juste.pdf", [.. "%PDF-"u8, .. new byte[Dinamis.Membership.Attachments.Attachment.Largest - 5]], instructor)).ShouldBe(HttpStatusCode.OK);
        (await host.ReadAsync((db, ct) => db.Attachments.CountAsync(ct))).ShouldBe(1);
    }

    [Theory, Stores]
    public async Task A_command_names_what_its_own_sender_sent_and_the_same_form_sent_twice_names_one_file(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        var colleague = Guid.CreateVersion7();
        await host.LearnAsync(MembershipHost.Person(colleague, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Instructor));
        var mine = await SentAsync(host, "a.pdf", pdf, key: "formulaire-0");
        RequestComplementRequest Ask() => new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Voyez.", AttachmentIds = { mine } };

        (await SentAsync(host, "a.pdf", pdf, key: "formulaire-0")).ShouldBe(mine);
        await host.As(colleague).RequestComplementAsync(Ask(), Write()).ShouldBeRefusedAsync("INVALID", 400);
        (await Should.ThrowAsync<RpcException>(() => BytesAsync(host.As(host.Instructor), new() { AttachmentId = mine }))).ToRefused()!.Refusal.Status.ShouldBe(404, "nobody's before a command names it");
        await host.As(host.Instructor).RequestComplementAsync(Ask(), new(Calls.Key("formulaire")));
        await host.As(host.Instructor).RequestComplementAsync(Ask(), new(Calls.Key("formulaire")));

        (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(road.Referent) }, Read())).Adhesion.Exchanges.ShouldHaveSingleItem().Attachments.ShouldHaveSingleItem();
        (await host.ReadAsync((db, ct) => db.Attachments.CountAsync(ct))).ShouldBe(1);
    }

    [Theory, Stores]
    public async Task What_was_joined_goes_with_an_abandoned_draft_and_what_no_command_named_goes_after_a_day(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var filled = await road.FillAsync();
        var link = await host.LinkAsync(road.Referent);
        var sent = await SentAsync(host, "statuts.pdf", pdf, link);
        await SentAsync(host, "oublié.pdf", [.. pdf, 1], link);
        var frozen = await host.Anybody.SubmitDraftAsync(new() { Link = link, Version = filled.Adhesion.Version, AttachmentIds = { sent } }, Write());
        frozen.Adhesion.Exchanges.ShouldHaveSingleItem().Kind.ShouldBe(Exchange.Types.Kind.Enclosure);
        await host.Anybody.AskCorrectionAsync(new() { Link = await host.LinkAsync(road.Representative), Message = "La rue est fausse." }, Write());

        host.Clock.Advance(TimeSpan.FromDays(2));
        using (var forget = new ForgetAttachments(host.Store, new StoreSignal<Dinamis.Membership.MembershipDb>(), host.Clock, NullLogger<ForgetAttachments>.Instance))
        {
            await forget.StartAsync(MembershipHost.Stop);
            while (await host.ReadAsync((db, ct) => db.Attachments.AnyAsync(a => a.AdhesionId == null, ct))) await Task.Yield();
            await forget.StopAsync(MembershipHost.Stop);
        }
        (await host.ReadAsync((db, ct) => db.Attachments.Select(a => a.Name).ToListAsync(ct))).ShouldBe(["statuts.pdf"]);

        await host.PassAsync(TimeSpan.FromDays(80));
        await host.PassAsync(TimeSpan.FromDays(20));

        var file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.ClosedWithoutAction);
        file.Exchanges.ShouldAllBe(e => e.Attachments.Count == 0);
        (await host.ReadAsync(async (db, ct) => await db.Attachments.CountAsync(ct) + await db.AttachmentParts.CountAsync(ct))).ShouldBe(0);
    }

    /// <summary>Sends a file as the instructor, or by a mailed link; its id.</summary>
    internal static async Task<string> SentAsync(MembershipHost host, string name, byte[] bytes, string? link = null, string? key = null, string? token = null)
    {
        using var answer = await PostAsync(host, name, bytes, token ?? (link is null ? TestTokens.ForPerson("membership", host.Instructor, WellKnown.Dinamis) : null), link, key);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(MembershipHost.Stop))!["attachmentId"]!;
    }

    static async Task<HttpStatusCode> StatusAsync(MembershipHost host, string name, byte[] bytes, string? token, string? link = null)
    {
        using var answer = await PostAsync(host, name, bytes, token, link, key: null);
        return answer.StatusCode;
    }

    static async Task<HttpResponseMessage> PostAsync(MembershipHost host, string name, byte[] bytes, string? token, string? link, string? key)
    {
        using var client = host.Host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/membership/v1/files") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentDisposition = new("attachment") { FileNameStar = name };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (link is not null) request.Headers.Add("Dinamis-Link", link);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, MembershipHost.Stop);
    }

    internal static async Task<byte[]> BytesAsync(Client client, ReadAttachmentRequest request)
    {
        using var call = client.ReadAttachment(request, Read());
        using var bytes = new MemoryStream();
        while (await call.ResponseStream.MoveNext(MembershipHost.Stop)) call.ResponseStream.Current.Data.WriteTo(bytes);
        return bytes.ToArray();
    }
}
