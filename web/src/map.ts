// The map. The server's list beside it says the same; this script draws it, moves it to other days and opens what is clicked.

import {
  Map as Chart,
  NavigationControl,
  Popup,
  ScaleControl,
  addProtocol,
  setWorkerUrl,
  type GeoJSONSource,
  type MapGeoJSONFeature,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection } from "geojson";
import { PMTiles, Protocol, TileType } from "pmtiles";
import { colours, style } from "./look.ts";
import { parseDay, writeDay } from "./range.ts";
import { draw } from "./signs.ts";
import { isArchive, kindOf, type Kind } from "./tiles.ts";
import {
  LAYERS,
  areas,
  bounds,
  grouped,
  keyOf,
  marks,
  zoomFor,
  type Answer,
  type Group,
  type Language,
  type Layer,
} from "./things.ts";

const language: Language = document.documentElement.lang === "ar" ? "ar" : "en";
const start: HTMLElement = document.querySelector<HTMLElement>("#map-side") ?? document.createElement("div");
const scheme = matchMedia("(prefers-color-scheme: dark)");
/** Most things that a popup names. */
const NAMED = 12;
/** The nearest that the map goes by itself: nearer, a point would look more exact than it is. */
const NEAREST = 12.5;

/** A word of the page's language. */
function word(key: string): string {
  return start.querySelector(`[data-word="map.${key}"]`)?.textContent ?? key;
}

async function load<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** All that is on the map: the server gives it in parts. */
async function loadAll(address: string): Promise<Answer> {
  const all = await load<Answer>(address);
  while (all.after !== null) {
    const next = await load<Answer>(all.after);
    all.features.push(...next.features);
    all.after = next.after;
  }
  return all;
}

/** The same page as of another day; nothing given: as it is. */
function address(path: string, asOf: string): string {
  const url = new URL(location.href);
  if (asOf) url.searchParams.set("as-of", asOf);
  return `${path}?${url.searchParams.toString()}`;
}

type Places = Record<string, [number, number, string, string][]>;

/** The names of the gazetteer in the page's language. */
function names(places: Places): FeatureCollection {
  const features = Object.entries(places).flatMap(([kind, rows]) =>
    rows.map(([lon, lat, ar, en]) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: [lon, lat] },
      // A governorate's name says in brackets what it is; on a map that is seen.
      properties: { kind, name: language === "ar" ? ar : en.replace(/ \([a-z]+\)$/, "") || ar },
    })),
  );
  return { type: "FeatureCollection", features };
}

/** The signs of the layers, beside their names. */
function signs(): void {
  const c = colours(scheme.matches);
  document.querySelectorAll<HTMLElement>("[data-sign]").forEach((place) => {
    const layer = LAYERS.find((one) => one === place.dataset["sign"]);
    if (layer) place.replaceChildren(draw(layer, { ink: c.layers[layer], paper: c.paper }, 48));
  });
}

function add(map: Chart): void {
  const c = colours(scheme.matches);
  for (const layer of LAYERS) {
    for (const manner of ["", "-over", "-disputed"]) {
      const canvas = draw(layer, { ink: c.layers[layer], paper: c.paper }, 52, manner === "-over", manner === "-disputed");
      const image = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
      if (image && !map.hasImage(layer + manner)) map.addImage(layer + manner, image, { pixelRatio: 2 });
    }
  }
}

/** What the user's own tiles are. An archive is asked; the map is drawn even if it does not answer. */
async function kindAt(tiles: string): Promise<Kind> {
  if (!isArchive(tiles)) return kindOf(tiles);
  const protocol = new Protocol();
  addProtocol("pmtiles", protocol.tile);
  const archive = new PMTiles(tiles);
  protocol.add(archive);
  try {
    const { tileType } = await archive.getHeader();
    return tileType === TileType.Mvt ? "vector" : "raster";
  } catch {
    return kindOf(tiles);
  }
}

async function run(): Promise<void> {
  const { basemap = "", worker = "", tiles = "" } = start.dataset;
  setWorkerUrl(new URL(worker, location.href).href);
  start.hidden = false;
  signs();
  const [kind, ground, places, first] = await Promise.all([
    kindAt(tiles),
    load<{ land: FeatureCollection; borders: FeatureCollection }>(basemap),
    load<Places>("/map/places"),
    loadAll(address("/map.json", "")),
  ]);
  let groups: globalThis.Map<string, Group> = grouped(first);
  const hidden = new Set<Layer>();
  const wanted = (layer: Layer) => !hidden.has(layer);
  const parts = () => ({
    dark: scheme.matches,
    language,
    ...ground,
    names: labels,
    areas: areas(groups.values(), wanted),
    marks: marks(groups.values(), (layer) => layer !== "incident" && wanted(layer)),
    incidents: marks(groups.values(), (layer) => layer === "incident" && wanted(layer)),
    tiles,
    kind,
  });
  const labels = names(places);
  const box = bounds(groups.values());
  const view = box ? { bounds: box, fitBoundsOptions: { padding: 70, maxZoom: NEAREST } } : { center: [39, 34] as [number, number], zoom: 4.5 };
  const map = new Chart({
    container: "map",
    style: style(parts()),
    ...view,
    minZoom: 1.5,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    locale: {
      "Map.Title": word("map_title"),
      "NavigationControl.ZoomIn": word("zoom_in"),
      "NavigationControl.ZoomOut": word("zoom_out"),
      "Popup.Close": word("close"),
      "ScaleControl.Meters": word("metres"),
      "ScaleControl.Kilometers": word("kilometres"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const side = document.documentElement.dir === "rtl" ? "left" : "right";
  map.addControl(new NavigationControl({ showCompass: false }), `top-${side}`);
  map.addControl(new ScaleControl({ unit: "metric" }), `bottom-${side}`);
  map.on("style.load", () => add(map));
  scheme.addEventListener("change", () => {
    signs();
    map.setStyle(style(parts()), { diff: false });
  });

  const redraw = () => {
    const now = parts();
    for (const name of ["areas", "marks", "incidents"] as const) void map.getSource<GeoJSONSource>(name)?.setData(now[name]);
  };
  start.querySelectorAll<HTMLInputElement>("[data-layer]").forEach((box) => {
    const layer = LAYERS.find((one) => one === box.dataset["layer"]);
    const turn = () => {
      if (!layer) return;
      if (box.checked) hidden.delete(layer);
      else hidden.add(layer);
    };
    turn();
    box.addEventListener("change", () => {
      turn();
      redraw();
    });
  });

  let popup: Popup | undefined;
  const open = (found: Group[]) => {
    const [group] = found;
    if (!group) return;
    popup?.remove();
    popup = new Popup({ offset: 14, maxWidth: "20rem" }).setLngLat(group.at).setDOMContent(told(found)).addTo(map);
  };

  const under = (features: MapGeoJSONFeature[]): Group[] => {
    const keys = new Set(features.map((one) => String(one.properties["key"] ?? "")));
    return [...keys].flatMap((key) => groups.get(key) ?? []);
  };
  map.on("click", (event) => {
    const { x, y } = event.point;
    const near = map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers: ["marks", "incidents"] });
    const cluster = near.find((one) => one.properties["cluster"] === true);
    if (cluster) void opened(cluster);
    else open(under(near));
  });
  const opened = async (cluster: MapGeoJSONFeature) => {
    const source = map.getSource<GeoJSONSource>("incidents");
    const id = Number(cluster.properties["cluster_id"]);
    if (!source || cluster.geometry.type !== "Point") return;
    const leaves = await source.getClusterLeaves(id, 500, 0);
    const found = under(leaves as unknown as MapGeoJSONFeature[]);
    if (found.length <= 1) {
      open(found);
      return;
    }
    const zoom = await source.getClusterExpansionZoom(id);
    const [lon = 0, lat = 0] = cluster.geometry.coordinates;
    map.easeTo({ center: [lon, lat], zoom: Math.min(zoom + 0.3, 18) });
  };
  for (const layer of ["marks", "incidents"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }

  const list = () => {
    document.querySelectorAll<HTMLButtonElement>("[data-at]").forEach((button) => (button.hidden = false));
    signs();
  };
  list();
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-at]") : null;
    const [lon, lat] = (button?.dataset["at"] ?? "").split(",").map(Number);
    if (!button || lon === undefined || lat === undefined) return;
    const group = groups.get(keyOf(button.dataset["to"] ?? "", [lon, lat]));
    document.querySelector("#map")?.scrollIntoView({ block: "nearest" });
    const radius = Math.max(0, ...(group?.things ?? []).map((thing) => thing.radius_m));
    map.easeTo({ center: [lon, lat], zoom: zoomFor(radius) });
    if (group) open([group]);
    popup?.once("close", () => button.isConnected && button.focus());
  });

  slider(async (asOf) => {
    const [answer, page] = await Promise.all([
      loadAll(address("/map.json", asOf)),
      fetch(address("/map", asOf)).then((answer) => answer.text()),
    ]);
    return () => {
      groups = grouped(answer);
      popup?.remove();
      redraw();
      const next = new DOMParser().parseFromString(page, "text/html");
      for (const part of ["#map-list", "[data-heading]", "header.top nav", "header.top .language", "form.view", "footer"]) {
        const fresh = next.querySelector(part);
        if (fresh) document.querySelector(part)?.replaceWith(document.adoptNode(fresh));
      }
      document.querySelectorAll<HTMLInputElement>('input[name="as-of"]').forEach((field) => (field.value = asOf));
      history.replaceState(null, "", address("/map", asOf));
      list();
    };
  });
  // For tests: they wait until all is drawn.
  map.once("idle", () => (start.dataset["ready"] = "yes"));
}

/** What a popup says: the place, and each thing with its page. */
function told(found: Group[]): HTMLElement {
  const box = document.createElement("div");
  box.dir = document.documentElement.dir;
  const things = found.flatMap((group) => group.things);
  const place = things[0]?.place;
  const head = document.createElement("h3");
  head.textContent = place ? (language === "en" && place.en) || place.ar : "";
  const items = things.slice(0, NAMED).map((thing) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = thing.href;
    link.textContent = thing.title[language];
    const when = thing.when[language];
    item.append(link, thing.stands[language] ? `: ${thing.stands[language]}` : "", when ? ` (${when})` : "");
    return item;
  });
  const list = document.createElement("ul");
  list.append(...items);
  box.append(head, list);
  if (things.length > NAMED) {
    const rest = document.createElement("p");
    rest.textContent = `${word("more_here")} ${things.length - NAMED}`;
    box.append(rest);
  }
  return box;
}

/** The slider of days. `show` loads a day and gives what puts it on the page; the last day that was asked for wins. */
function slider(show: (asOf: string) => Promise<() => void>): void {
  const input = start.querySelector<HTMLInputElement>("#day");
  const output = start.querySelector<HTMLOutputElement>("[data-day]");
  const shown = parseDay(start.dataset["asOf"] ?? "");
  const first = parseDay(start.dataset["first"] ?? "");
  const last = parseDay(start.dataset["last"] ?? "");
  const box = start.querySelector<HTMLElement>(".slider");
  if (!input || !output || !box) return;
  if (shown === undefined || first === undefined || last === undefined || first >= last) {
    box.hidden = true;
    return;
  }
  input.min = String(first);
  input.max = String(last + 1);
  input.value = String(Math.min(Math.max(shown, first), last + 1));
  const format = new Intl.DateTimeFormat(language === "ar" ? "ar-SY-u-nu-latn" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  const say = (day: number) => {
    const text = format.format(day * 86_400_000);
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  say(shown);
  let asked = 0;
  let timer = 0;
  const ask = () => {
    const day = Number(input.value);
    say(day);
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const mine = ++asked;
      show(writeDay(day)).then(
        (put) => mine === asked && put(),
        () => undefined,
      );
    }, 150);
  };
  input.addEventListener("input", ask);
  start.querySelectorAll<HTMLButtonElement>("[data-step]").forEach((button) =>
    button.addEventListener("click", () => {
      input.value = String(Number(input.value) + Number(button.dataset["step"]));
      ask();
    }),
  );
}

if (start.id) {
  run().catch((error: unknown) => {
    console.warn(error);
    const map = start.querySelector("#map");
    if (map) map.textContent = word("failed");
  });
}
