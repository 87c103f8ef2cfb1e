using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Server.AspNetCore;

namespace Dinamis.Identity.Pages;

[AllowAnonymous]
[IgnoreAntiforgeryToken]
sealed class ErreurModel : ComptePage
{
    public override string Title => "Cette page ne peut pas être affichée";

    public string Sentence { get; private set; } = "";

    public void OnGet(int? code) => Show(code);

    public void OnPost(int? code) => Show(code);

    void Show(int? code)
    {
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var refused = error as Refused ?? (error as RpcException)?.ToRefused()
            ?? (error is RpcException { StatusCode: Grpc.Core.StatusCode.Unavailable or Grpc.Core.StatusCode.DeadlineExceeded } ? new Refused(Refusals.Busy) : null);
        if (refused is not null) Response.StatusCode = refused.Refusal.Status;
        Sentence = refused?.Message ?? code switch
        {
            400 when HttpContext.GetOpenIddictServerResponse() is not null => "Le logiciel ou le site qui vous envoie ici a fait une demande qui n’est pas correcte. Recommencez depuis ce site.",
            400 => "Cette page était ouverte depuis trop longtemps, ou vous vous êtes connecté dans un autre onglet entre-temps. Revenez en arrière, rechargez-la et recommencez.",
            404 => "Cette adresse n’existe pas.",
            _ => "Une erreur est survenue de notre côté. Elle est enregistrée ; réessayez dans quelques minutes.",
        };
    }
}
