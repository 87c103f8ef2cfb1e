using Dinamis.Gateway;
using Dinamis.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRedis();
builder.AddSession();
builder.AddRoutes();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseErrors();
app.UseAddressLimit();
app.UseRouting();
app.UseCors();
app.UseSameOrigin();
app.UseLimits();
app.UseSession();
app.MapServiceDefaults();
app.MapBff();
app.MapErrorPage();
app.MapSecurityText();
app.MapReverseProxy();
app.Run();
