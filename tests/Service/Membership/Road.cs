using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using Client = Dinamis.Wire.Membership.MembershipClient;
using What = Dinamis.Wire.ValidateRequest.Types.What;

namespace Dinamis.ServiceTests.Membership;

/// <summary>One body on the road alone, step by step, as its people walk it: by what the mails bring and nothing else.</summary>
sealed class Road(MembershipHost host, string siren = "214701575")
{
    public string Siren => siren;
    public string Name { get; init; } = $"Commune {siren}";
    public string Department { get; init; } = "47";
    public Action<EntityForm> Change { get; init; } = _ => { };
    public string Referent => $"sig@{siren.ToLowerInvariant()}.example";
    public string Representative { get; init; } = $"maire@{siren.ToLowerInvariant()}.example";
    Client Anybody => host.Anybody;

    public async Task<LinkView> StartAsync()
    {
        await Anybody.StartAdhesionAsync(Start(Referent), Write());
        return await Anybody.ProveAddressAsync(new() { Link = await host.LinkAsync(Referent) }, Write());
    }

    public StartAdhesionRequest Start(string address) => new()
    {
        Siren = siren,
        Department = Department,
        Address = address,
        GivenName = "Rémi",
        FamilyName = "Castaing",
        Road = Adhesion.Types.Road.Alone,
    };

    public async Task<LinkView> FillAsync()
    {
        var view = await StartAsync();
        var link = await host.LinkAsync(Referent);
        view = await Anybody.SaveEntityAsync(new() { Link = link, Version = view.Adhesion.Version, Entity = Entity() }, Write());
        view = await Anybody.SaveSectorAsync(new()
        {
            Link = link,
            Version = view.Adhesion.Version,
            Sector = new() { Themes = { "urbanisme" }, IntendedUses = "Suivre l’occupation du sol.", Families = { "pleiades", "spot-6-7" } },
        }, Write());
        return await Anybody.SaveRepresentativeAsync(new()
        {
            Link = link,
            Version = view.Adhesion.Version,
            Representative = new() { GivenName = "Joëlle", FamilyName = "Laborde", Function = "Maire", Address = Representative },
            ReferentFunction = "Géomaticien",
        }, Write());
    }

    public EntityForm Entity()
    {
        var entity = Plain();
        Change(entity);
        return entity;
    }

    EntityForm Plain() => new()
    {
        Name = Name,
        Category = "commune",
        LegalForm = "Commune",
        Street = "Place Clemenceau",
        PostalCode = "47200",
        Town = "Marmande",
        Department = "47",
    };

    public async Task<LinkView> FreezeAsync()
    {
        var view = await FillAsync();
        return await Anybody.SubmitDraftAsync(new() { Link = await host.LinkAsync(Referent), Version = view.Adhesion.Version }, Write());
    }

    /// <summary>The représentant légal opens the mailed link and makes his validations.</summary>
    public async Task<LinkView> ValidateAsync() => await ValidateAsync(await host.LinkAsync(Representative));

    /// <summary>Whoever holds this link makes the validations.</summary>
    public async Task<LinkView> ValidateAsync(string link)
    {
        var view = await Anybody.OpenLinkAsync(new() { Link = link }, Read());
        var frozen = view.Adhesion.FrozenSha256;
        if (!view.Signature.Proven) await ProveCodeAsync(link);
        view = await Anybody.ValidateAsync(new() { Link = link, What = What.Deed, FrozenSha256 = frozen }, Write());
        return view.Adhesion.Texts.Count == 0 ? view : await Anybody.ValidateAsync(new() { Link = link, What = What.Texts, FrozenSha256 = frozen }, Write());
    }

    /// <summary>The référent tells him the code that was mailed; where both read one mailbox, an instructor tells him his.</summary>
    /// <param name="referent">The one in place now, where it is another than the first.</param>
    public async Task ProveCodeAsync(string link, string? referent = null)
    {
        if (Representative != Referent)
        {
            await Anybody.AskSignatureCodeAsync(new() { Link = link }, Write());
            await Anybody.ProveSignatureCodeAsync(new() { Link = link, Code = await host.CodeAsync(referent ?? Referent) }, Write());
            return;
        }
        var file = await SeenByInstructorAsync();
        var told = await host.As(host.Instructor).GiveSignatureCodeAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
        await Anybody.ProveSignatureCodeAsync(new() { Link = link, Code = told.Code }, Write());
    }

    public async Task<AdhesionView> SubmitAsync()
    {
        await FreezeAsync();
        await ValidateAsync();
        await host.SealAsync();
        return await SeenByInstructorAsync();
    }

    public async Task<AdhesionView> ExamineAsync()
    {
        var file = await SubmitAsync();
        return await host.As(host.Instructor).BeginExaminationAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
    }

    public async Task<AdhesionView> AcceptAsync()
    {
        var file = await ExamineAsync();
        return await host.As(host.Instructor).AcceptAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Families = { "pleiades" }, Note = "Avis favorable." }, Write());
    }

    public async Task<AdhesionView> ActivateAsync()
    {
        var file = await AcceptAsync();
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Countersign(file.Deeds[0]), Write());
        await host.SealAsync();
        return await SeenByInstructorAsync();
    }

    public static CountersignDeedRequest Countersign(DeedFacts deed) => new() { Number = deed.Number, Version = deed.Version, Sha256 = deed.Sha256 };

    public async Task<AdhesionView> SeenByInstructorAsync()
    {
        var found = await host.As(host.Instructor).ListAdhesionsAsync(new() { Text = siren }, Read());
        return await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = found.Adhesions[0].AdhesionId }, Read());
    }
}
