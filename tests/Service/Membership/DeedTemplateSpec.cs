using Dinamis.Membership.Organisations;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using Kind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.ServiceTests.Membership;

public sealed class DeedTemplateSpec
{
    [Theory, Stores]
    public async Task Acts_follow_the_version_in_force_when_they_are_frozen_and_those_frozen_before_keep_theirs_to_the_signature(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (before, after) = (new Road(host), new Road(host, "217500016"));
        var reviewed = (await before.FreezeAsync()).Adhesion.Deeds.ShouldHaveSingleItem();
        var bytes = await FileAsync(host, before, reviewed.Number);

        var second = await PublishAsync(host, Kind.Acte, t => t.Replace("deux mois", "trois mois", StringComparison.Ordinal));
        var signed = await before.ValidateAsync();
        (await FileAsync(host, before, reviewed.Number)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        await host.SealAsync();

        (reviewed.TemplateNumber, signed.Adhesion.Deeds[0].TemplateNumber, (await before.SeenByInstructorAsync()).Deeds[0].TemplateNumber).ShouldBe((1, 1, 1));
        (await FileAsync(host, before, reviewed.Number)).AsSpan(0, bytes.Length).SequenceEqual(bytes).ShouldBeTrue();
        var next = (await after.FreezeAsync()).Adhesion.Deeds.ShouldHaveSingleItem();
        (next.TemplateNumber, next.TemplateSha256).ShouldBe((2, second.Sha256));
        var kept = (await host.ReadAsync((db, ct) => db.Deeds.Where(d => d.Number == next.Number).Select(d => d.Content).SingleAsync(ct))).Clauses!;
        (kept.Number, kept.Sha256, kept.Text).ShouldBe((2, second.Sha256, second.Text));
        (await host.ActsAsync()).Last(a => a.Verb == "deed.frozen").Facts["template"].ShouldBe("2");
    }

    [Theory, Stores]
    public async Task Each_version_stays_with_its_number_its_digest_who_published_it_when_and_why(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var first = (await ReadAsync(host, Kind.Convention)).Template;
        var second = await PublishAsync(host, Kind.Convention, t => t.Replace("d’un an", "de deux ans", StringComparison.Ordinal));
        // Another start makes nothing anew.
        await new FirstStart(host.Store, host.Clock).StartAsync(MembershipHost.Stop);

        var view = await ReadAsync(host, Kind.Convention);
        (view.Template.Number, view.Template.Text, view.Template.PublishedAt is not null).ShouldBe((2, second.Text, true));
        view.Versions.Select(v => (v.Number, v.Sha256, v.PublishedBy, v.Reason)).ShouldBe([(2, second.Sha256, $"{host.Operator}", "Le conseil l’a demandé."), (1, first.Sha256, "membership", "Texte livré avec le service.")]);
        (await ReadAsync(host, Kind.Convention, 1)).Template.ShouldBe(first);
        (await host.As(host.Operator).ListDeedTemplatesAsync(new(), Read())).Templates.Select(t => (t.Kind, t.Number)).ShouldBe([(Kind.Acte, 1), (Kind.Avenant, 1), (Kind.Convention, 2), (Kind.Amendment, 1), (Kind.Departure, 1)], ignoreOrder: true);
        await host.As(host.Operator).GetDeedTemplateAsync(new() { Kind = Kind.Convention, Number = 3 }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        var act = (await host.ActsAsync()).Last(a => a.Verb == "deed-template.published");
        (act.ActorId, act.ObjectId, act.Facts["version"], act.Facts["sha256"]).ShouldBe(($"{host.Operator}", "Convention", "2", second.Sha256));
    }

    [Theory, Stores]
    public async Task A_text_is_published_by_the_operator_alone_who_has_seen_the_version_in_force_and_keeps_to_the_rules(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        PublishDeedTemplateRequest good = new() { Kind = Kind.Avenant, Number = 1, Text = "# Objet\nUn texte.", Reason = "Un essai." };

        await host.As(host.Instructor).PublishDeedTemplateAsync(good, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await host.As(host.Operator).PublishDeedTemplateAsync(new(good) { Text = "# Objet\n{{ nom }}" }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        (await host.As(host.Operator).PublishDeedTemplateAsync(good, Write())).Number.ShouldBe(2);
        await host.As(host.Operator).PublishDeedTemplateAsync(new(good) { Text = "# Objet\nUn autre texte." }, Write()).ShouldBeRefusedAsync("STALE", 409);
    }

    [Theory, Stores]
    public async Task A_preview_is_a_PDF_of_a_sample_act_of_which_nothing_is_kept(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        foreach (var template in (await host.As(host.Operator).ListDeedTemplatesAsync(new(), Read())).Templates)
        {
            var text = (await ReadAsync(host, template.Kind)).Template.Text;
            var preview = await host.As(host.Operator).PreviewDeedTemplateAsync(new() { Kind = template.Kind, Text = text, ByDelegation = true }, Read());
            (preview.ContentType, preview.Data.ToStringUtf8()[..5]).ShouldBe(("application/pdf", "%PDF-"));
        }

        await host.As(host.Operator).PreviewDeedTemplateAsync(new() { Kind = Kind.Acte, Text = "Sans titre." }, Read()).ShouldBeRefusedAsync("INVALID", 400);
        (await host.ReadAsync((db, ct) => db.DeedFiles.CountAsync(ct))).ShouldBe(0);
    }

    static async Task<DeedTemplateView> ReadAsync(MembershipHost host, Kind kind, int number = 0) => await host.As(host.Operator).GetDeedTemplateAsync(new() { Kind = kind, Number = number }, Read());

    static async Task<DeedTemplateVersion> PublishAsync(MembershipHost host, Kind kind, Func<string, string> change)
    {
        var template = (await ReadAsync(host, kind)).Template;
        return await host.As(host.Operator).PublishDeedTemplateAsync(new() { Kind = kind, Number = template.Number, Text = change(template.Text), Reason = "Le conseil l’a demandé." }, Write());
    }

    static async Task<byte[]> FileAsync(MembershipHost host, Road road, string number)
    {
        using var call = host.Anybody.ReadDeed(new() { Number = number, Link = await host.LinkAsync(road.Representative) }, Read());
        using var bytes = new MemoryStream();
        while (await call.ResponseStream.MoveNext(MembershipHost.Stop)) bytes.Write(call.ResponseStream.Current.Data.Span);
        return bytes.ToArray();
    }
}
