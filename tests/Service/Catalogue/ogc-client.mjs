// Asks an OGC API as DataHub does: node ogc-client.mjs <landing page> <collection>
import { OgcApiEndpoint } from '@camptocamp/ogc-client';

const [, , landing, collection] = process.argv;
const endpoint = new OgcApiEndpoint(landing);
const items = await endpoint.getCollectionItems(collection, 3);
const one = await endpoint.getCollectionItem(collection, items[0].id);
console.log(JSON.stringify({
  title: (await endpoint.info).title,
  features: await endpoint.hasFeatures,
  collections: await endpoint.featureCollections,
  bbox: (await endpoint.getCollectionInfo(collection)).extent.spatial.bbox[0],
  ids: items.map(item => item.id),
  one: one.id,
  sorted: (await endpoint.getCollectionItems(collection, 10, null, null, ['-id'])).map(item => item.id),
  within: (await endpoint.getCollectionItems(collection, 10, null, null, null, [1.05, 44.1, 1.5, 44.2])).map(item => item.id),
}));
