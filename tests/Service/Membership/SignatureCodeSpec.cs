using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using What = Dinamis.Wire.ValidateRequest.Types.What;

namespace Dinamis.ServiceTests.Membership;

/// <summary>The second factor of a signature session: a link alone signs nothing.</summary>
public sealed class SignatureCodeSpec
{
    [Theory, Stores]
    public async Task Nothing_is_validated_before_the_code_mailed_to_the_referent_was_shown_and_five_wrong_ones_kill_it(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var frozen = (await road.FreezeAsync()).Adhesion.FrozenSha256;
        var link = await host.LinkAsync(road.Representative);
        ValidateRequest validation = new() { Link = link, What = What.Deed, FrozenSha256 = frozen };
        Task<LinkView> ShowAsync(string code) => host.Anybody.ProveSignatureCodeAsync(new() { Link = link, Code = code }, Write()).ResponseAsync;

        await host.Anybody.ValidateAsync(validation, Write()).ShouldBeRefusedAsync("SIGNATURE_CODE_MISSING", 403);
        await host.Anybody.ProveSignatureCodeAsync(new() { Link = link, Code = "000000" }, Write()).ShouldBeRefusedAsync("SIGNATURE_CODE_NONE", 409);
        await host.Anybody.AskSignatureCodeAsync(new() { Link = link }, Write());
        await host.Anybody.AskSignatureCodeAsync(new() { Link = link }, Write()).ShouldBeRefusedAsync("SIGNATURE_CODES_TOO_MANY", 429);
        var code = await host.CodeAsync(road.Referent);
        (await host.MailsAsync(road.Representative)).ShouldAllBe(m => !m.Text.Contains(code));
        for (var left = 4; left >= 0; left--) (await ShowAsync(code == "000000" ? "000001" : "000000")).Signature.ShouldSatisfyAllConditions(s => s.Proven.ShouldBeFalse(), s => s.AttemptsLeft.ShouldBe(left));
        await host.Anybody.ProveSignatureCodeAsync(new() { Link = link, Code = code }, Write()).ShouldBeRefusedAsync("SIGNATURE_CODE_NONE", 409);

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Anybody.AskSignatureCodeAsync(new() { Link = link }, Write());
        code = await host.CodeAsync(road.Referent);
        (await ShowAsync($"{code[..3]} {code[3..]}")).Signature.Proven.ShouldBeTrue();
        (await host.Anybody.ValidateAsync(validation, Write())).Adhesion.DeedValidatedAt.ShouldNotBeNull();
    }

    [Theory, Stores]
    public async Task Where_both_read_one_mailbox_DINAMIS_tells_the_code_by_voice_and_the_act_keeps_who_did(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host) { Representative = "sig@214701575.example" };
        await road.FreezeAsync();
        var link = await host.LinkAsync(road.Representative);
        var file = await road.SeenByInstructorAsync();
        AdhesionCommand command = new() { AdhesionId = file.AdhesionId, Version = file.Version };

        await host.Anybody.AskSignatureCodeAsync(new() { Link = link }, Write()).ShouldBeRefusedAsync("SIGNATURE_CODE_BY_VOICE", 409);
        await host.As(host.Signatory).GiveSignatureCodeAsync(command, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        var told = await host.As(host.Instructor).GiveSignatureCodeAsync(command, Write());
        await host.Anybody.ProveSignatureCodeAsync(new() { Link = link, Code = told.Code }, Write());
        await road.ValidateAsync();

        file = await road.SeenByInstructorAsync();
        file.SignatureFactor.ShouldBe(new SignatureFactor { ByVoice = true, GivenBy = $"{host.Instructor}" });
        (await host.ActsAsync()).Count(a => a.Verb == "adhesion.code-told" && a.ActorId == $"{host.Instructor}").ShouldBe(1);
    }

    [Theory, Stores]
    public async Task A_code_counts_for_its_link_alone_and_is_mailed_where_the_mailboxes_differ(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FreezeAsync();
        var first = await host.LinkAsync(road.Representative);
        await road.ProveCodeAsync(first);
        var file = await road.SeenByInstructorAsync();

        await host.As(host.Instructor).GiveSignatureCodeAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write()).ShouldBeRefusedAsync("SIGNATURE_CODE_BY_MAIL", 409);
        await host.Anybody.RenewLinkAsync(new() { Link = first }, Write());
        var second = await host.LinkAsync(road.Representative);

        (await host.Anybody.OpenLinkAsync(new() { Link = second }, Read())).Signature.Proven.ShouldBeFalse();
        await road.ValidateAsync();
        (await road.SeenByInstructorAsync()).SignatureFactor.ShouldBe(new SignatureFactor());
    }
}
