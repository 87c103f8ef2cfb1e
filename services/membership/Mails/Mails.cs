using Dinamis.Membership.Adhesions;

namespace Dinamis.Membership.Mails;

static class Mails
{
    /// <summary>The body's name, or its SIREN before the form is filled.</summary>
    public static string Name(Adhesion file) => file.Entity.Name is { Length: > 0 } name ? name : $"l’organisme {Siren.Display(file.Siren)}";
}
