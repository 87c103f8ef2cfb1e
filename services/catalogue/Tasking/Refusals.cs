using Dinamis.Kernel;

namespace Dinamis.Catalogue.Tasking;

static class Refusals
{
    public static readonly Refusal WindowTooShort = new("WINDOW_TOO_SHORT", 400, "La programmation ne peut pas viser un jour précis : donnez une période d’au moins deux jours.");
    public static readonly Refusal AlreadyDecided = new("REQUEST_ALREADY_DECIDED", 409, "Cette demande a déjà reçu une décision.");
}
