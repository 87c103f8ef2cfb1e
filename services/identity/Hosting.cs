using Dinamis.Mail;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Identity;

static class Hosting
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var instance = new Instance(configuration);
        services.AddSingleton(instance);
        services.AddSingleton<IStartupFilter, OriginCheck>();
        builder.AddStore<IdentityDb, SqliteIdentityDb, PostgresIdentityDb>(instance.Name);
        services.AddDataProtection().SetApplicationName("dinamis-" + instance.Name);
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<IOptions<DinamisOptions>, ILoggerFactory>((o, dinamis, logs) =>
            o.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(new(dinamis.Value.Folder("keys", instance.Name)), logs));
        builder.AddCredentials();
        builder.AddServer();
        services.AddHostedService<ClientRegistration>();
        builder.AddPages(instance);
        if (instance.IsOurs) builder.AddOurs();
        else services.AddHostedService<OwnUsers>();
    }

    static void AddCredentials(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddIdentityCore<Credential>(o =>
        {
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            o.User.AllowedUserNameCharacters = "";
        }).AddUserStore<UserOnlyStore<Credential, IdentityDb, Guid>>();
        services.AddScoped<Sessions>();
        services.AddScoped<SignIn>();
        services.AddScoped<Principals>();
        services.AddSingleton<AskedAgain>();
        services.AddScoped<WhoActs>();
        services.AddScoped<OrganisationNames>();
        services.AddHostedService<PruneStep>();
    }

    // What an instance that plays another's SSO has not: people and organisations of ours, mail, clients to be told of a sign-out.
    static void AddOurs(this WebApplicationBuilder builder)
    {
        // This process asks itself for its own token.
        if (builder.Configuration["Kestrel:Endpoints:http:Url"] is { Length: > 0 } self)
            builder.Configuration.AddInMemoryCollection([new($"services:{Resources.Identity}:http:0", self)]);
        builder.AddServiceClient<Wire.Accounts.AccountsClient>(Resources.Accounts);
        builder.AddServiceClient<Wire.Membership.MembershipClient>(Resources.Membership);
        builder.AddFollower<IdentityDb, PersonFeed>(Resources.Accounts);
        builder.AddMail<IdentityDb>();
        var services = builder.Services;
        services.AddScoped<Links>();
        services.AddSingleton<Redemptions>();
        services.AddHostedService<RedemptionStep>();
        services.AddSingleton<ResetRequests>();
        services.AddHostedService(s => s.GetRequiredService<ResetRequests>());
        services.AddHostedService<AddressStep>();
        services.AddHttpClient(nameof(LogoutStep));
        services.AddHostedService<LogoutStep>();
    }

    /// <summary>Of every page that does not allow anybody: its own cookie, then the page asks whether the session still counts.</summary>
    public const string SessionPolicy = "session";

    static void AddPages(this WebApplicationBuilder builder, Instance instance)
    {
        var services = builder.Services;
        services.AddRazorPages();
        // French text stays readable in the source of a page.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(o => o.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddAntiforgery(o =>
        {
            o.Cookie = new SecureOnLocalhost();
            Harden(o.Cookie, instance.Cookie + "-af");
            o.Cookie.SecurePolicy = CookieSecurePolicy.None;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthorization(o => o.AddPolicy(SessionPolicy, p => p.AddAuthenticationSchemes(Sessions.Scheme).RequireAuthenticatedUser()));
        services.AddAuthentication().AddCookie(Sessions.Scheme, o =>
        {
            Harden(o.Cookie, instance.Cookie);
            o.SlidingExpiration = false;
            o.LoginPath = "/compte/connexion";
        }).AddUpstreams(builder.Configuration, instance);
    }

    static void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
    }

    /// <summary>Whoever asks and by which address, this is the public origin: nothing internal reaches a page or a Location.</summary>
    public static void UsePublicOrigin(this WebApplication app)
    {
        var origin = app.Services.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin;
        app.Use((http, next) =>
        {
            (http.Request.Scheme, http.Request.Host) = (origin.Scheme, new(origin.Authority));
            return next(http);
        });
    }

    public static void MapProtocol(this WebApplication app)
    {
        app.MapMethods("/connect/authorize", ["GET", "POST"], Authorize.HandleAsync).AllowAnonymous().Describe(ApiDescription.Authorize);
        app.MapPost("/connect/token", Token.HandleAsync).AllowAnonymous().Describe(ApiDescription.Token);
        app.MapMethods("/connect/userinfo", ["GET", "POST"], UserInfo.HandleAsync).AllowAnonymous().Describe(ApiDescription.UserInfo);
        app.MapMethods("/connect/logout", ["GET", "POST"], Logout.HandleAsync).AllowAnonymous().Describe(ApiDescription.Logout);
        app.MapGet("/compte/sso", Sso.HandleAsync).AllowAnonymous();
    }

    // Antiforgery refuses "Always" on http; browsers do take Secure cookies from http://localhost.
    sealed class SecureOnLocalhost : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }
}
