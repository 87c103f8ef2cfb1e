// Maps of the page: every element with data-carte becomes one. The page is complete without it: lists and typed fields say the same.
import { Map as View, NavigationControl, ScaleControl, LngLatBounds, setWorkerUrl } from "/lib/maplibre-gl.mjs";
import { basemap, ink } from "./fond.js";
import { Drawing, drawingLayers } from "./dessin.js";

setWorkerUrl("/lib/maplibre-gl-worker.mjs");

const FRANCE = [-5.2, 41.3, 9.7, 51.2];
const nothing = { type: "FeatureCollection", features: [] };

const words = {
  "NavigationControl.ZoomIn": "Agrandir", "NavigationControl.ZoomOut": "Réduire", "NavigationControl.ResetBearing": "Remettre le nord en haut",
  "AttributionControl.ToggleAttribution": "Sources de la carte", "Map.Title": "Carte", "ScaleControl.Meters": "m", "ScaleControl.Kilometers": "km",
};

async function show(element) {
  const options = element.dataset;
  const data = await footprints(options);
  const still = "fixe" in options;
  element.replaceChildren();
  const map = new View({
    container: element,
    style: await style(options, data),
    bounds: options.bbox ? numbers(options.bbox) : extent(data) ?? FRANCE,
    fitBoundsOptions: { padding: still ? 8 : 32, maxZoom: options.tuiles ? 18 : 13 },
    locale: words, dragRotate: false, pitchWithRotate: false, touchPitch: false, interactive: !still, cooperativeGestures: false,
    attributionControl: still ? false : { compact: true },
  });
  const canvas = map.getCanvas();
  canvas.setAttribute("aria-label", options.carte || "Carte");
  if (still) {
    // A picture: its sources stand in the legal notice.
    canvas.setAttribute("role", "img"); canvas.removeAttribute("tabindex");
  } else {
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }));
    map.addControl(new ScaleControl({ maxWidth: 120 }));
  }
  const drawing = options.dessin ? new Drawing(map, element, options) : null;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", async () => {
    map.setStyle(await style(options, data), { diff: false });
    drawing && map.once("styledata", () => drawing.redraw());
  });
  if (!still) link(map, data);
  element.carte = map;
}

/** The configured basemap or ours, with footprints, tiles and drawing above. */
async function style(options, data) {
  const base = options.fond ? await (await fetch(options.fond)).json() : await basemap();
  const { mark, focus, ground } = ink();
  // A point with the property « creux » is a ring: what it says does not rest on a colour.
  const hollow = ["==", ["get", "creux"], true];
  base.sources.empreintes = { type: "geojson", data, promoteId: "id" };
  base.sources.reperes = { type: "geojson", data: middles(data), promoteId: "id" };
  base.layers.push(
    { id: "empreintes", type: "fill", source: "empreintes", paint: { "fill-color": mark, "fill-opacity": ["case", ["boolean", ["feature-state", "vise"], false], 0.35, 0.12] } },
    { id: "empreintes-trait", type: "line", source: "empreintes", paint: { "line-color": ["case", ["boolean", ["feature-state", "vise"], false], focus, mark], "line-width": ["case", ["boolean", ["feature-state", "vise"], false], 3, 1.4] } },
    { id: "empreintes-reperes", type: "circle", source: "reperes", paint: { "circle-radius": whileSmall(5), "circle-stroke-width": whileSmall(1.5), "circle-color": ["case", ["boolean", ["feature-state", "vise"], false], focus, hollow, ground, mark], "circle-stroke-color": ["case", hollow, mark, ground] } },
  );
  if (options.tuiles) {
    base.sources.tuiles = { type: "raster", url: new URL(options.tuiles, location).href, tileSize: 256 };
    base.layers.push({ id: "tuiles", type: "raster", source: "tuiles" });
  }
  if (options.dessin) drawingLayers(base, ink());
  return base;
}

/** A footprint that is smaller than a finger on the screen is shown by a dot in its middle: the width in pixels doubles with each zoom. */
function whileSmall(size) {
  const at = zoom => ["case", ["<", ["get", "largeur"], 14 * 360 / (512 * 2 ** zoom)], size, 0];
  return ["step", ["zoom"], at(0), ...Array.from({ length: 17 }, (_, i) => [i + 1, at(i + 1)]).flat()];
}

function middles(data) {
  const features = (data.features ?? []).map(f => ({ f, box: extent(f) })).filter(({ box }) => box).map(({ f, box }) => ({
    type: "Feature",
    properties: { ...f.properties, largeur: box.getEast() - box.getWest() },
    geometry: { type: "Point", coordinates: box.getCenter().toArray() },
  }));
  return { type: "FeatureCollection", features };
}

/** A line of the list and its footprint point at each other: by mouse, by focus, by click. */
function link(map, data) {
  let current;
  const aim = (id, on) => { if (id) for (const source of ["empreintes", "reperes"]) if (map.getSource(source)) map.setFeatureState({ source, id }, { vise: on }); };
  const select = id => { aim(current, false); current = id; aim(current, true); };
  const lines = new Map([...document.querySelectorAll("[data-empreinte]")].map(e => [e.dataset.empreinte, e]));
  for (const [id, line] of lines) {
    for (const on of ["mouseenter", "focusin"]) line.addEventListener(on, () => select(id));
    for (const off of ["mouseleave", "focusout"]) line.addEventListener(off, () => select(null));
  }
  const layers = ["empreintes", "empreintes-reperes"];
  map.on("mousemove", layers, e => { map.getCanvas().style.cursor = "pointer"; select(e.features[0].id); });
  map.on("mouseleave", layers, () => { map.getCanvas().style.cursor = ""; select(null); });
  map.on("click", layers, e => {
    if (e.originalEvent.defaultPrevented) return;
    const line = lines.get(e.features[0].id);
    const anchor = line?.querySelector("a");
    if (anchor) { line.scrollIntoView({ block: "nearest" }); anchor.focus(); }
    else if (e.features[0].properties.url) location.assign(e.features[0].properties.url);
  });
}

async function footprints({ geojson }) {
  if (!geojson) return nothing;
  if (geojson.startsWith("{")) return JSON.parse(geojson);
  if (geojson.startsWith("#")) return JSON.parse(document.querySelector(geojson).textContent);
  const answer = await fetch(geojson, { headers: { accept: "application/geo+json" } });
  return answer.ok ? answer.json() : nothing;
}

function extent(data) {
  const box = new LngLatBounds();
  const walk = c => typeof c[0] === "number" ? box.extend([c[0], c[1]]) : c.forEach(walk);
  for (const f of data.features ?? [data]) if (f.geometry) walk(f.geometry.coordinates);
  return box.isEmpty() ? null : box;
}

const numbers = text => text.split(",").map(Number);

for (const element of document.querySelectorAll("[data-carte]"))
  show(element).catch(error => { console.error(error); element.textContent = "La carte n’a pas pu s’afficher. La liste et les champs de la page disent la même chose."; });
