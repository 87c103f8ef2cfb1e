using Dinamis.Demo.Robot;

namespace Dinamis.Demo.Seeding;

/// <summary>The user of the demonstration's commune: asks for an account, proves the address; the référent validates it.</summary>
static class Users
{
    public const string Referent = "referent@mairie.example";
    public const string User = "utilisateur@mairie.example";

    public static async Task AskAndValidateAsync(World world, string siren, CancellationToken cancellationToken)
    {
        if (await world.Mailbox.FindLinkAsync(User, "", cancellationToken) is null)
        {
            using var person = new HtmlPerson(world.Gateway);
            await person.GoAsync("/mon-espace/demander-un-compte?siren=" + siren, cancellationToken);
            await person.SubmitAsync("Envoyer ma demande", cancellationToken,
                ("given_name", "Léo"), ("family_name", "Martinez"), ("function", "Géomaticien"), ("service", "Service urbanisme"), ("address", User),
                ("intended_uses", "Suivre les haies et les zones à urbaniser de la commune."), ("charter_acknowledged", "true"));
        }
        await world.ChoosePasswordAsync(await world.Mailbox.LinkAsync(User, "", cancellationToken), cancellationToken);

        using var referent = await world.SignInPersonAsync(Referent, cancellationToken);
        await referent.GoAsync("/mon-espace/comptes", cancellationToken);
        var link = referent.Page.QuerySelectorAll("main a[href*='/mon-espace/comptes/']").FirstOrDefault(a => a.TextContent.Contains("Martinez", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The request is not listed: {referent.Text}");
        await referent.GoAsync(link.GetAttribute("href")!, cancellationToken);
        if (referent.Offers("Valider le compte")) await referent.SubmitAsync("Valider le compte", cancellationToken);
    }
}
