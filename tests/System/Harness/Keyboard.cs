using Microsoft.Playwright;

namespace Dinamis.SystemTests.Harness;

/// <summary>A person without a mouse: what is acted on must be reached by Tab.</summary>
static class Keyboard
{
    /// <summary>More stops than any page of ours has.</summary>
    const int MostStops = 150;

    public static Task FollowByKeyAsync(this Visitor visitor, string link) => visitor.KeyAsync(visitor.Page.GetByRole(AriaRole.Link, new() { Name = link }).First, "Enter");

    public static Task PressByKeyAsync(this Visitor visitor, string button) => visitor.KeyAsync(visitor.Page.GetByRole(AriaRole.Button, new() { Name = button }).First, "Enter");

    public static Task CheckByKeyAsync(this Visitor visitor, string box) => visitor.KeyAsync(visitor.Page.Locator(box), "Space");

    public static async Task TypeAsync(this Visitor visitor, string field, string text)
    {
        await visitor.TabToAsync(visitor.Page.Locator(field));
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    static async Task KeyAsync(this Visitor visitor, ILocator element, string key)
    {
        await visitor.TabToAsync(element);
        // It has the focus: this waits for the page to which the key leads, as a press of the keyboard alone would not.
        await element.PressAsync(key);
    }

    static async Task TabToAsync(this Visitor visitor, ILocator element)
    {
        await element.WaitForAsync();
        for (var stops = 0; stops < MostStops; stops++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await element.EvaluateAsync<bool>("e => e === document.activeElement")) return;
        }
        Assert.Fail($"{element} is not reached by Tab on {visitor.Page.Url}.");
    }
}
