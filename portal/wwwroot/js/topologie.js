// Reads the two TopoJSON files once for all maps of the page. topojson-client is a classic script: it puts itself on window.
let once;

export function loaded() {
  return once ??= load();
}

async function load() {
  const [, world, france] = await Promise.all([script("/lib/topojson-client.min.js"), json("/lib/countries-50m.json"), json("/lib/fra.topo.json")]);
  return {
    countries: window.topojson.feature(world, world.objects.countries),
    departments: window.topojson.feature(france, france.objects.fra),
  };
}

const json = async url => (await fetch(url)).json();

const script = src => new Promise((resolve, reject) => {
  const element = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
  document.head.append(element);
});
