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

    /// <summary>Tab enters the group at its first choice, the arrow goes on.</summary>
    public static async Task ChooseByKeyAsync(this Visitor visitor, string group, string choice)
    {
        var choices = visitor.Page.Locator(group);
        await visitor.TabToAsync(choices.First);
        var chosen = visitor.Page.GetByRole(AriaRole.Radio, new() { Name = choice });
        for (var left = await choices.CountAsync(); left > 0 && !await chosen.IsCheckedAsync(); left--) await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(chosen).ToBeCheckedAsync();
    }

    /// <summary>In a list the first letters choose.</summary>
    public static async Task SelectByKeyAsync(this Visitor visitor, string list, string letters, string value)
    {
        await visitor.TypeAsync(list, letters);
        await Assertions.Expect(visitor.Page.Locator(list)).ToHaveValueAsync(value);
    }

    public static async Task SignInByKeyAsync(this Visitor visitor, string address, string returnUrl)
    {
        await visitor.GoAsync($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await visitor.TypeAsync("input[autocomplete=username]", address);
        await visitor.TypeAsync("input[autocomplete=current-password]", Demo.Password);
        await visitor.KeyAsync(visitor.Page.Locator("form:has(input[autocomplete=current-password]) button[type=submit]").First, "Enter");
    }

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
