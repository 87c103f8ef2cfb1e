using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Routing;

namespace Dinamis.Identity.Pages;

/// <summary>
/// The form of a tab that was open while another tab signed in: its token was made for nobody, and is refused. The person is signed in
/// all the same, which is what the form was for: the tab goes on where it was going. Nothing that was posted is read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class SignedInElsewhereAttribute : Attribute, IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && (await context.HttpContext.AuthenticateAsync(Sessions.Scheme)).Succeeded)
        {
            string? asked = context.HttpContext.Request.Query["returnUrl"];
            var url = context.HttpContext.RequestServices.GetRequiredService<IUrlHelperFactory>().GetUrlHelper(context);
            context.Result = new SeeOtherResult(url.IsLocalUrl(asked) ? asked! : ComptePage.Home);
        }
        await next();
    }
}
