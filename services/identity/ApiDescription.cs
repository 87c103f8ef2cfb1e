using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Identity;

/// <summary>The protocol's endpoints for <c>/openapi/identity.json</c>; OpenIddict answers them, so nothing but this can say what they are.</summary>
static class ApiDescription
{
    const string Form = "application/x-www-form-urlencoded";
    const string OAuthError = "OAuthError";

    static readonly string authorization =
        """
        {
          "type": "object", "required": [ "client_id" ],
          "properties": {
            "client_id": { "type": "string" }, "response_type": { "type": "string", "enum": [ "code" ] }, "redirect_uri": { "type": "string", "format": "uri" },
            "scope": { "type": "string" }, "state": { "type": "string" }, "nonce": { "type": "string" }, "code_challenge": { "type": "string" },
            "code_challenge_method": { "type": "string", "enum": [ "S256" ] }, "prompt": { "type": "string" }, "max_age": { "type": "integer" }
          }
        }
        """;

    public static readonly RouteDoc Authorize = new("Signs the person in and gives a code (OpenID Connect, RFC 6749 §4.1).")
    {
        Description = "PKCE with S256 is obligatory; no implicit or password grant. A browser comes here, no program.",
        Tag = "connect",
        Parameters =
        [
            new("client_id", "Public clients: `gdal`, `demo-spa`.") { Required = true },
            new("response_type", "Only `code`.") { Schema = """{"type":"string","enum":["code"]}""" },
            new("redirect_uri", "One that is registered for the client."),
            new("scope", "`openid`, `offline_access`, `profile`, `email`, and one for each service: `membership`, `accounts`, `catalogue`, `activity`; `catalogue` where none of these is asked."),
            new("state", "Comes back as it is."),
            new("nonce", "Comes back in the identity token."),
            new("code_challenge", "PKCE (RFC 7636)."),
            new("code_challenge_method", "Only `S256`.") { Schema = """{"type":"string","enum":["S256"]}""" },
            new("prompt", "`none`: no page is shown; `login`: sign in again."),
            new("max_age", "Seconds since the sign-in that the client accepts.") { Schema = """{"type":"integer"}""" },
            new("request_uri", "From the pushed request (RFC 9126)."),
        ],
        Statuses = [302],
        Errors = [400],
        ErrorSchema = OAuthError,
        Security = "",
    };

    public static readonly RouteDoc Token = new("Gives tokens for a code, a device code, a refresh token or a client's own credentials.")
    {
        Description = "Access tokens are ES256 JWTs (RFC 9068) of 10 minutes, unencrypted. A refresh token is good once; `refresh_expires_in` says how long.",
        Tag = "connect",
        Body = new(
            """
            {
              "type": "object", "required": [ "grant_type" ],
              "properties": {
                "grant_type": { "type": "string", "enum": [ "authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code" ] },
                "client_id": { "type": "string" }, "client_secret": { "type": "string", "description": "Confidential clients; HTTP Basic is accepted too." },
                "code": { "type": "string" }, "redirect_uri": { "type": "string", "format": "uri" }, "code_verifier": { "type": "string" },
                "refresh_token": { "type": "string" }, "device_code": { "type": "string" }, "scope": { "type": "string" }
              }
            }
            """, Form),
        Answer = RouteContent.Of("Tokens", "application/json"),
        Errors = [400, 401],
        ErrorSchema = OAuthError,
        Security = "",
    };

    public static readonly RouteDoc UserInfo = new("Claims of the person whose token this is (OpenID Connect Core §5.3).")
    {
        Tag = "connect",
        Answer = RouteContent.Json("""{"type":"object","properties":{"sub":{"type":"string","format":"uuid"},"org":{"type":"string","format":"uuid","description":"The organisation for which the person acts."},"email":{"type":"string"},"email_verified":{"type":"boolean"},"given_name":{"type":"string"},"family_name":{"type":"string"}}}"""),
        Errors = [400, 401],
        ErrorSchema = OAuthError,
        Security = "bearer",
    };

    public static readonly RouteDoc Logout = new("Ends the session (RP-Initiated Logout 1.0); every client is told by back-channel.")
    {
        Tag = "connect",
        Parameters = [new("id_token_hint", "Identity token of the session: it ends at once. Without it the person is asked."), new("post_logout_redirect_uri", "One that is registered for the client."), new("state", "Comes back as it is."), new("client_id", "The client.")],
        Statuses = [302],
        Errors = [400],
        ErrorSchema = OAuthError,
        Security = "",
    };

    public static readonly ApiDoc Doc = new(Resources.Identity, "DINAMIS — connexion", """
        Fournisseur OpenID Connect : connexion des personnes, jetons des programmes. L’émetteur est l’origine publique ; tout le reste se
        lit dans `/.well-known/openid-configuration`.

        Un programme sans navigateur (GDAL, QGIS, script) emploie le flux « appareil » avec le client public `gdal` : il demande un code,
        l’affiche, et la personne le confirme dans son navigateur. Une application web emploie le code d’autorisation avec PKCE.
        """)
    {
        More =
        [
            ("get", "/.well-known/openid-configuration", new("Discovery document (OpenID Connect Discovery 1.0).") { Tag = "discovery", Answer = RouteContent.Json("""{"type":"object","additionalProperties":true}"""), Errors = [], Security = "" }),
            ("get", "/.well-known/jwks", new("Public keys that sign tokens (RFC 7517); they overlap when they rotate.") { Tag = "discovery", Answer = RouteContent.Json("""{"type":"object","properties":{"keys":{"type":"array","items":{"type":"object","additionalProperties":true}}}}"""), Errors = [], Security = "" }),
            ("post", "/connect/par", Posted("Takes an authorization request ahead of the browser (RFC 9126).", new(authorization, Form),
                """{"type":"object","properties":{"request_uri":{"type":"string"},"expires_in":{"type":"integer","description":"Seconds."}}}""") with { Statuses = [201] }),
            ("post", "/connect/auth/device", Posted("Begins the device flow (RFC 8628): a code for the program, a short one for the person.",
                new("""{"type":"object","required":["client_id"],"properties":{"client_id":{"type":"string","example":"gdal"},"scope":{"type":"string","example":"openid offline_access"}}}""", Form),
                """{"type":"object","properties":{"device_code":{"type":"string"},"user_code":{"type":"string"},"verification_uri":{"type":"string"},"verification_uri_complete":{"type":"string"},"expires_in":{"type":"integer"},"interval":{"type":"integer","description":"Seconds between two questions."}}}""")),
            ("post", "/connect/revocation", Posted("Ends a token (RFC 7009).", TokenOf, null)),
            ("post", "/connect/introspection", Posted("Says whether a token is good (RFC 7662); for confidential clients.", TokenOf, """{"type":"object","properties":{"active":{"type":"boolean"}},"additionalProperties":true}""")),
        ],
        Schemas =
            """
            {
              "Tokens": {
                "type": "object",
                "properties": {
                  "access_token": { "type": "string" }, "token_type": { "type": "string", "enum": [ "Bearer" ] }, "expires_in": { "type": "integer", "description": "Seconds." },
                  "refresh_token": { "type": "string" }, "refresh_expires_in": { "type": "integer", "description": "Seconds." }, "id_token": { "type": "string" }, "scope": { "type": "string" }
                }
              },
              "OAuthError": {
                "type": "object", "description": "RFC 6749 §5.2.", "required": [ "error" ],
                "properties": { "error": { "type": "string" }, "error_description": { "type": "string" }, "error_uri": { "type": "string" } }
              }
            }
            """,
    };

    static RouteContent TokenOf => new("""{"type":"object","required":["token"],"properties":{"token":{"type":"string"},"token_type_hint":{"type":"string"},"client_id":{"type":"string"},"client_secret":{"type":"string"}}}""", Form);

    static RouteDoc Posted(string summary, RouteContent body, string? answer) =>
        new(summary) { Tag = "connect", Body = body, Answer = answer is null ? null : RouteContent.Json(answer), Errors = [400, 401], ErrorSchema = OAuthError, Security = "" };
}
