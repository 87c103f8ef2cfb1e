using Microsoft.AspNetCore.Mvc;

namespace Dinamis.Identity.Pages;

/// <summary>303: what was posted is never posted again elsewhere.</summary>
sealed class SeeOtherResult(string location) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = location;
    }
}
