using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Tasking;

namespace Dinamis.Catalogue;

static class Registration
{
    public static WebApplicationBuilder AddItems(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IItemStore>(s => s.GetRequiredService<CatalogueDb>() is { IsSqlite: true } sqlite
            ? new SqliteItemStore(sqlite) : new PostgresItemStore(s.GetRequiredService<CatalogueDb>()));
        builder.Services.AddScoped<VisibleCollections>().AddSingleton<Extents>().AddSingleton<AssetStore>().AddScoped<ItemIngest>();
        return builder;
    }

    public static WebApplicationBuilder AddTasking(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<TellRequester>();
        return builder;
    }
}
