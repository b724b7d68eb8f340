// The map that can be moved and zoomed, in place of the drawn one. Where the browser has no WebGL the drawn one stays.
// Marks are links, so that the tab key reaches them: dots for known places, dashed rings for vague ones. Countries of
// which events are known no more exactly are hatched. Nothing is fetched but this server's own files.

const NEAR = 30; // pixels within which places become one mark
let map = null;
let go = null;
let data = null;
let pins = [];
let library = null;

const live = () => document.getElementById("map-live");

function colour(light, dark) {
  const theme = document.documentElement.dataset.theme;
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  return isDark ? dark : light;
}

export async function startMap(follow) {
  go = follow;
  const place = live();
  if (!place) return;
  try {
    const [loaded, atlas, found] = await Promise.all([
      import(place.dataset.library), fetch(place.dataset.base).then((one) => one.json()), ask(),
    ]);
    library = loaded;
    data = found;
    library.setWorkerUrl(new URL(place.dataset.worker, location.href).href);
    place.hidden = false;
    document.documentElement.classList.add("live-map");
    map = new library.Map({
      container: place, attributionControl: false, style: style(shapes(atlas)), center: [15, 20], zoom: 0.6,
      renderWorldCopies: false, maxZoom: 11, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      locale: { "Map.Title": "Map of the events; arrow keys move it, + and - zoom" },
    });
    map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
    map.on("load", () => { map.addImage("hatch", hatch()); addShades(); update(true); });
    map.on("moveend", (event) => { drawPins(); if (event.originalEvent) offerArea(); });
    map.on("click", "shades", (event) => {
      const code = codeOf(event.features[0].properties.atlas);
      if (code) go(toggled("country", code));
    });
    map.on("mousemove", "shades", (event) => {
      const found = data.countries.find((one) => one.atlas === event.features[0].properties.atlas);
      map.getCanvas().style.cursor = "pointer";
      map.getCanvas().title = found ? `${found.name}, somewhere in the country: ${found.count}` : "";
    });
    map.on("mouseleave", "shades", () => { map.getCanvas().style.cursor = ""; map.getCanvas().title = ""; });
  } catch (error) {
    place.hidden = true;
    document.documentElement.classList.remove("live-map");
    console.info("The map stays as it was drawn:", String(error));
  }
}

export async function tellMap() {
  if (!map) return;
  data = await ask();
  update(false);
}

function ask() {
  return fetch(`/events/map.json${location.search}`).then((one) => one.json());
}

// ---------------------------------------------------------------- the ground

function shapes(atlas) {
  const found = window.topojson.feature(atlas, atlas.objects.countries);
  found.features = found.features.filter((one) => one.properties.name !== "Antarctica");
  for (const one of found.features) {
    one.properties = { atlas: one.id ?? "", name: one.properties.name };
    delete one.id;
    const polygons = one.geometry.type === "Polygon" ? [one.geometry.coordinates] : one.geometry.coordinates;
    polygons.forEach((rings) => rings.forEach(unwrap));
  }
  return found;
}

// Rings that jump over the 180th meridian go on beyond it instead.
function unwrap(ring) {
  for (let n = 1; n < ring.length; n += 1) {
    const turns = Math.round((ring[n - 1][0] - ring[n][0]) / 360);
    if (turns) ring[n] = [ring[n][0] + 360 * turns, ring[n][1]];
  }
}

function style(ground) {
  return {
    version: 8,
    sources: { lands: { type: "geojson", data: ground } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("#eef1f3", "#1a2026") } },
      { id: "lands", type: "fill", source: "lands", paint: { "fill-color": colour("#dddbd5", "#343c44") } },
      { id: "borders", type: "line", source: "lands", paint: { "line-color": colour("#a9a69e", "#59636d"), "line-width": 0.7 } },
    ],
  };
}

function hatch() {
  const size = 12;
  const pixels = new Uint8Array(size * size * 4);
  const ink = colour([122, 92, 156], [178, 148, 212]);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      pixels.set([...ink, (x + y) % size < 3 ? 170 : 26], (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data: pixels };
}

function addShades() {
  const none = ["in", ["get", "atlas"], ["literal", []]];
  map.addLayer({ id: "shades", type: "fill", source: "lands", filter: none, paint: { "fill-pattern": "hatch" } });
  map.addLayer({ id: "shade-lines", type: "line", source: "lands", filter: none,
    paint: { "line-color": colour("#6b4f86", "#c3a6e0"), "line-width": 1.4 } });
}

// ---------------------------------------------------------------- marks

function update(first) {
  const shaded = data.countries.map((one) => one.atlas).filter(Boolean);
  for (const layer of ["shades", "shade-lines"]) {
    if (map.getLayer(layer)) map.setFilter(layer, ["in", ["get", "atlas"], ["literal", shaded]]);
  }
  const seen = data.places.some((one) => map.getBounds().contains([one.lon, one.lat]));
  if (data.places.length && (first || !seen)) {
    const box = data.places.reduce((all, one) => all.extend([one.lon, one.lat]),
      new library.LngLatBounds([data.places[0].lon, data.places[0].lat], [data.places[0].lon, data.places[0].lat]));
    map.fitBounds(box, { padding: 36, maxZoom: 5, animate: false });
  }
  drawPins();
  live().dataset.ready = "yes";
}

function drawPins() {
  if (!data) return;
  pins.forEach((one) => one.remove());
  const bounds = map.getBounds();
  const groups = new Map();
  for (const one of data.places) {
    if (!bounds.contains([one.lon, one.lat])) continue;
    const point = map.project([one.lon, one.lat]);
    const key = `${Math.floor(point.x / NEAR)} ${Math.floor(point.y / NEAR)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  pins = [...groups.values()].map(pin);
}

function pin(members) {
  const count = members.reduce((sum, one) => sum + one.count, 0);
  const mean = (axis) => members.reduce((sum, one) => sum + one[axis] * one.count, 0) / count;
  const link = document.createElement("a");
  const alone = members.length === 1;
  const size = Math.min(44, 13 + 3.2 * Math.sqrt(count));
  link.className = `pin ${alone ? members[0].kind : "several"}`;
  link.style.width = `${size}px`;
  link.style.height = `${size}px`;
  if (count > 1) link.textContent = String(count);
  const names = members.slice(0, 3).map((one) => one.name).join(", ");
  const words = `${names}${members.length > 3 ? ` and ${members.length - 3} more places` : ""}: ${count} event${count === 1 ? "" : "s"}`;
  link.title = alone && members[0].kind === "area" ? `somewhere in ${words}` : words;
  link.setAttribute("aria-label", link.title);
  link.href = alone ? toggled("place", members[0].key) : withBox(boxOf(members));
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [west, south, east, north] = boxOf(members);
    if (!alone && (east - west > 0.05 || north - south > 0.05) && map.getZoom() < 8) {
      map.fitBounds([[west, south], [east, north]], { padding: 60, maxZoom: 9 });
    } else go(link.getAttribute("href"));
  });
  return new library.Marker({ element: link }).setLngLat([mean("lon"), mean("lat")]).addTo(map);
}

function boxOf(members) {
  const lons = members.map((one) => one.lon);
  const lats = members.map((one) => one.lat);
  return [Math.min(...lons) - 0.001, Math.min(...lats) - 0.001, Math.max(...lons) + 0.001, Math.max(...lats) + 0.001];
}

function codeOf(atlas) {
  return data.countries.find((one) => one.atlas === atlas)?.code;
}

// ---------------------------------------------------------------- addresses

function toggled(key, value) {
  const query = new URLSearchParams(location.search);
  const taken = query.getAll(key);
  query.delete(key);
  query.delete("page");
  (taken.includes(value) ? taken.filter((one) => one !== value) : [...taken, value]).forEach((one) => query.append(key, one));
  const words = query.toString();
  return words ? `/events?${words}` : "/events";
}

function withBox(box) {
  const query = new URLSearchParams(location.search);
  query.delete("page");
  query.delete("where");
  query.set("box", box.map((one) => one.toFixed(3)).join(","));
  return `/events?${query}`;
}

function offerArea() {
  const link = document.getElementById("only-area");
  if (!link) return;
  const bounds = map.getBounds();
  const clamp = (value, most) => Math.max(-most, Math.min(most, value));
  link.href = withBox([clamp(bounds.getWest(), 180), clamp(bounds.getSouth(), 90), clamp(bounds.getEast(), 180), clamp(bounds.getNorth(), 90)]);
  link.hidden = false;
}
