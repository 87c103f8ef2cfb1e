// Drawing of a box or polygon that fills the form's fields, by mouse, finger or keyboard. Typed fields move the drawing.
const empty = { type: "FeatureCollection", features: [] };

export function drawingLayers(style, { focus }) {
  style.sources.dessin = { type: "geojson", data: empty };
  style.layers.push(
    { id: "dessin", type: "fill", source: "dessin", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": focus, "fill-opacity": 0.12 } },
    { id: "dessin-trait", type: "line", source: "dessin", paint: { "line-color": focus, "line-width": 2.5, "line-dasharray": [2, 1.2] } },
    { id: "dessin-points", type: "circle", source: "dessin", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": focus, "circle-radius": 5 } },
  );
}

export class Drawing {
  #map; #element; #kind; #fields; #notice; #buttons = {}; #points = []; #active = false; #start = null;

  constructor(map, element, options) {
    this.#map = map;
    this.#element = element;
    this.#kind = options.dessin;
    this.#fields = options.champs.split(",").map(id => document.getElementById(id));
    this.#tools();
    for (const field of this.#fields) field?.addEventListener("change", () => this.redraw());
    map.on("load", () => this.redraw());
    this.#kind === "boite" ? this.#boxEvents() : this.#polygonEvents();
    element.addEventListener("keydown", e => this.#key(e));
  }

  /** Shows what the fields hold. */
  redraw() {
    const geometry = this.#read();
    this.#points = geometry && this.#kind !== "boite" ? geometry.coordinates[0].slice(0, -1) : [];
    this.#draw(geometry);
  }

  #tools() {
    const bar = document.createElement("div");
    bar.className = "carte-outils";
    const button = (name, label, act) => {
      const b = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      b.addEventListener("click", act);
      bar.append(b);
      this.#buttons[name] = b;
    };
    button("draw", this.#kind === "boite" ? "Dessiner un rectangle" : "Dessiner un contour", () => this.#toggle(!this.#active));
    this.#buttons.draw.setAttribute("aria-pressed", "false");
    button("view", "Prendre la vue de la carte", () => this.#takeView());
    if (this.#fields[0].form?.getAttribute("role") === "search") {
      button("go", "Chercher ici", () => this.#fields[0].form.requestSubmit());
      this.#buttons.go.hidden = true;
    }
    button("clear", "Effacer", () => { this.#write(null); this.#toggle(false); });
    this.#notice = Object.assign(document.createElement("p"), { className: "carte-avis" });
    this.#notice.setAttribute("role", "status");
    bar.append(this.#notice);
    this.#element.before(bar);
    const mark = document.createElement("div");
    mark.className = "carte-mire";
    mark.textContent = "＋";
    mark.setAttribute("aria-hidden", "true");
    this.#element.append(mark);
  }

  #toggle(on) {
    this.#active = on;
    this.#points = on ? [] : this.#points;
    this.#start = null;
    this.#buttons.draw.setAttribute("aria-pressed", String(on));
    this.#element.classList.toggle("carte-dessine", on);
    this.#map.doubleClickZoom[on ? "disable" : "enable"]();
    this.#map.dragPan[on && this.#kind === "boite" ? "disable" : "enable"]();
    if (on) { this.#map.getCanvas().focus(); this.#draw(null); }
    this.#notice.textContent = !on ? "" : this.#kind === "boite"
      ? "Glissez d’un coin à l’autre. Au clavier : déplacez la carte avec les flèches, Entrée pose un coin, puis l’autre."
      : "Cliquez chaque sommet, double-cliquez pour finir. Au clavier : flèches pour déplacer, Entrée pose un sommet, F finit, Retour arrière retire le dernier.";
  }

  #boxEvents() {
    const move = e => { if (this.#start) this.#draw(box(this.#start, at(e))); };
    const begin = e => { if (this.#active) { e.preventDefault(); this.#start = at(e); } };
    const end = e => { if (this.#active && this.#start) this.#finish(box(this.#start, at(e))); };
    for (const [names, act] of [[["mousedown", "touchstart"], begin], [["mousemove", "touchmove"], move], [["mouseup", "touchend"], end]])
      for (const name of names) this.#map.on(name, act);
  }

  #polygonEvents() {
    this.#map.on("click", e => { if (this.#active) { e.originalEvent.preventDefault(); this.#add(at(e)); } });
    this.#map.on("dblclick", e => { if (this.#active) { e.preventDefault(); this.#close(); } });
  }

  #key(e) {
    if (!this.#active || e.target !== this.#map.getCanvas()) return;
    const centre = this.#map.getCenter().toArray();
    if (e.key === "Escape") { this.#toggle(false); this.redraw(); }
    else if (e.key === "Enter" && this.#kind === "boite") this.#start ? this.#finish(box(this.#start, centre)) : (this.#start = centre);
    else if (e.key === "Enter") this.#add(centre);
    else if (e.key === "Backspace") { this.#points.pop(); this.#draw(line(this.#points)); }
    else if (e.key === "f" || e.key === "F") this.#close();
    else return;
    e.preventDefault();
  }

  #add(point) {
    const last = this.#points.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) return;
    this.#points.push(point);
    this.#draw(line(this.#points));
  }

  #close() {
    if (this.#points.length < 3) { this.#notice.textContent = "Posez au moins trois sommets."; return; }
    this.#finish({ type: "Polygon", coordinates: [[...this.#points, this.#points[0]]] });
  }

  #finish(geometry) {
    const flat = geometry.coordinates[0];
    if (flat[0][0] === flat[2][0] || flat[0][1] === flat[2][1]) { this.#start = null; return; }
    this.#write(geometry);
    this.#toggle(false);
    this.#notice.textContent = "La zone est reportée dans le formulaire.";
  }

  #takeView() {
    const b = this.#map.getBounds();
    this.#finish(box([b.getWest(), b.getSouth()], [b.getEast(), b.getNorth()].map((v, i) => Math.min(v, i ? 85 : 180))));
  }

  #write(geometry) {
    if (this.#kind === "boite") {
      const [west, south, east, north] = this.#fields;
      const ring = geometry?.coordinates[0];
      const set = (field, value) => { field.value = value === undefined ? "" : value.toFixed(4); };
      set(west, ring?.[0][0]); set(south, ring?.[0][1]); set(east, ring?.[2][0]); set(north, ring?.[2][1]);
    } else this.#fields[0].value = geometry ? JSON.stringify(geometry, (k, v) => typeof v === "number" ? +v.toFixed(6) : v) : "";
    this.#draw(geometry);
    if (this.#buttons.go) this.#buttons.go.hidden = !geometry;
    this.#fields[0].form?.dispatchEvent(new Event("change"));
  }

  #read() {
    if (this.#kind === "boite") {
      const v = this.#fields.map(f => f.value.trim() === "" ? NaN : Number(f.value.replace(",", ".")));
      return v.every(Number.isFinite) ? box([v[0], v[1]], [v[2], v[3]]) : null;
    }
    try {
      const typed = JSON.parse(this.#fields[0].value);
      const geometry = typed.geometry ?? typed.features?.[0]?.geometry ?? typed;
      return geometry.type === "Polygon" ? geometry : null;
    } catch { return null; } // Not GeoJSON yet: the server says so when it is sent.
  }

  #draw(geometry) {
    const features = geometry ? [{ type: "Feature", properties: {}, geometry }] : [];
    if (this.#active) for (const p of this.#points) features.push({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: p } });
    this.#map.getSource("dessin")?.setData({ type: "FeatureCollection", features });
  }
}

const at = e => e.lngLat.toArray();

const line = points => points.length > 1 ? { type: "LineString", coordinates: points } : null;

function box(a, b) {
  const [w, e] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])], [s, n] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  return { type: "Polygon", coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] };
}
