using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Downloads;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Licence;
using Dinamis.Catalogue.Places;
using Dinamis.Catalogue.Stac;
using Dinamis.Catalogue.Tasking;
using Dinamis.Catalogue.Tiles;

namespace Dinamis.Catalogue;

static class Registration
{
    public static WebApplicationBuilder AddItems(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IItemStore>(s => s.GetRequiredService<CatalogueDb>() is { IsSqlite: true } sqlite
            ? new SqliteItemStore(sqlite) : new PostgresItemStore(s.GetRequiredService<CatalogueDb>()));
        builder.Services.AddScoped<LicencesInForce>().AddSingleton<PublishedVersions>().AddScoped<VisibleCollections>().AddSingleton<Extents>().AddSingleton<PlaceNames>().AddScoped<ItemIngest>();
        builder.Services.AddSingleton(new StacApi(StacApi.Capabilities)).AddScoped<StacEndpoints.WrittenRequest>();
        builder.Services.AddHostedService<Pictures>().AddHostedService<Deliveries>();
        return builder;
    }

    public static WebApplicationBuilder AddAssets(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AssetStore>().AddSingleton<Scenes>().AddSingleton<SignedUrls>().AddSingleton<DownloadMeter>().AddSingleton<TileRenderer>().AddScoped<Gate>();
        builder.Services.AddHostedService<DownloadFlusher>();
        return builder;
    }

    public static WebApplicationBuilder AddTasking(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<TellRequester>();
        return builder;
    }
}
