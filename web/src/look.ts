// How the map looks: its colours by light and dark, and its layers.

import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { Language, Layer } from "./things.ts";
import { under, type Kind, type Under } from "./tiles.ts";

/** The colours of one scheme. */
export interface Colours {
  sea: string;
  land: string;
  border: string;
  name: string;
  halo: string;
  soft: string;
  paper: string;
  ink: string;
  layers: Record<Layer, string>;
}

const LIGHT: Colours = {
  sea: "#d5e3e8",
  land: "#f6f3ec",
  border: "#9b9284",
  name: "#3d4549",
  halo: "#fbfaf7",
  soft: "#0b5c56",
  paper: "#ffffff",
  ink: "#1d2327",
  layers: { siege: "#a3221f", checkpoint: "#7a3f00", crossing: "#4b3f8f", control: "#0b5c56", access: "#1d6b35", incident: "#1d2327" },
};

const DARK: Colours = {
  sea: "#0f1719",
  land: "#20282b",
  border: "#6d767a",
  name: "#cfd3d2",
  halo: "#14181a",
  soft: "#74c9bf",
  paper: "#14181a",
  ink: "#e8e6e1",
  layers: { siege: "#ff9d95", checkpoint: "#f0b26a", crossing: "#b9aef5", control: "#74c9bf", access: "#86d49a", incident: "#e8e6e1" },
};

/** The colours for light or dark. */
export function colours(dark: boolean): Colours {
  return dark ? DARK : LIGHT;
}

/** Where the signs of a layer stand beside the point, so that they do not cover each other: to the right and down, in pixels. */
export const BESIDE: Record<Layer, [number, number]> = {
  siege: [0, 0],
  checkpoint: [24, 0],
  crossing: [24, 0],
  control: [-24, 0],
  access: [0, 24],
  incident: [0, -24],
};

/** Kinds of places whose names are shown: from which zoom, and how large. */
const NAMES: [kinds: string[], zoom: number, size: number][] = [
  [["country"], 2, 15],
  [["governorate", "region"], 5.5, 13],
  [["city"], 6, 14],
  [["town", "camp", "crossing", "airport"], 8.5, 12],
  [["quarter", "suburb", "base", "site"], 11, 12],
  [["village"], 11, 11],
];

/** The name of the font in the style. */
const FONT = ["Hudna"];

const ARABIC = ["U+0600-06FF", "U+0750-077F", "U+0870-08FF", "U+FB50-FDFF", "U+FE70-FEFF"];
const LATIN = ["U+0000-02FF", "U+2000-20CF"];

/** What the style is made of. */
export interface Parts {
  dark: boolean;
  language: Language;
  land: FeatureCollection;
  borders: FeatureCollection;
  names: FeatureCollection;
  areas: FeatureCollection;
  marks: FeatureCollection;
  incidents: FeatureCollection;
  tiles: string;
  /** What those tiles are. */
  kind: Kind;
}

/** The whole style. */
export function style(parts: Parts): StyleSpecification {
  const c = colours(parts.dark);
  const data = (data: FeatureCollection): SourceSpecification => ({ type: "geojson", data });
  const tiles: Under = parts.tiles ? under(parts.tiles, parts.kind, c, FONT, parts.language) : { sources: {}, layers: [] };
  return {
    version: 8,
    "font-faces": {
      Hudna: [
        { url: new URL("/assets/fonts/noto-sans-arabic-400.woff2", location.href).href, "unicode-range": ARABIC },
        { url: new URL("/assets/fonts/noto-sans-400.woff2", location.href).href, "unicode-range": LATIN },
      ],
    },
    sources: {
      ...tiles.sources,
      land: { type: "geojson", data: parts.land, tolerance: 0.2 },
      borders: { type: "geojson", data: parts.borders, tolerance: 0.2 },
      names: data(parts.names),
      areas: data(parts.areas),
      marks: data(parts.marks),
      incidents: { type: "geojson", data: parts.incidents, cluster: true, clusterRadius: 36, clusterMaxZoom: 17 },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
      ...tiles.layers,
      {
        id: "borders",
        type: "line",
        source: "borders",
        paint: { "line-color": c.border, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.7, 8, 1.6], "line-dasharray": [4, 1.5] },
      },
      ...areaLayers(c),
      ...NAMES.flatMap(([kinds, zoom, size]) => names(kinds, zoom, size, c)),
      ...markLayers(c),
    ],
  };
}

/** A quarter or district as a soft circle; where only the wider place is known, a ring of dashes. */
function areaLayers(c: Colours): LayerSpecification[] {
  const is = (precision: string): FilterSpecification => ["==", ["get", "precision"], precision];
  return [
    { id: "area", type: "fill", source: "areas", filter: is("area"), paint: { "fill-color": c.soft, "fill-opacity": 0.16 } },
    { id: "area-edge", type: "line", source: "areas", filter: is("area"), paint: { "line-color": c.soft, "line-opacity": 0.35, "line-blur": 3, "line-width": 4 } },
    { id: "parent-edge", type: "line", source: "areas", filter: is("parent"), paint: { "line-color": c.soft, "line-width": 2, "line-dasharray": [2.5, 2] } },
  ];
}

function names(kinds: string[], zoom: number, size: number, c: Colours): LayerSpecification {
  const point = !kinds.includes("country") && !kinds.includes("governorate");
  return {
    id: `names-${kinds[0] ?? ""}`,
    type: "symbol",
    source: "names",
    minzoom: zoom,
    ...(kinds.includes("country") ? { maxzoom: 8 } : {}),
    filter: ["in", ["get", "kind"], ["literal", kinds]],
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": size,
      "text-padding": 6,
      "text-max-width": 9,
      "text-variable-anchor": point ? ["top", "bottom", "left", "right"] : ["center"],
      "text-radial-offset": point ? 1.6 : 0,
    },
    paint: {
      "text-color": kinds.includes("country") || kinds.includes("governorate") ? c.border : c.name,
      "text-halo-color": c.halo,
      "text-halo-width": 1.6,
    },
  };
}

function markLayers(c: Colours): LayerSpecification[] {
  const beside: ExpressionSpecification = [
    "match",
    ["get", "layer"],
    ...Object.entries(BESIDE).flatMap(([layer, by]) => [layer, ["literal", by]]),
    ["literal", [0, 0]],
  ] as unknown as ExpressionSpecification;
  const [, up] = BESIDE.incident;
  const cluster: FilterSpecification = ["has", "point_count"];
  return [
    {
      id: "marks",
      type: "symbol",
      source: "marks",
      layout: {
        "icon-image": ["concat", ["get", "layer"], ["case", ["get", "over"], "-over", ["get", "disputed"], "-disputed", ""]],
        "icon-offset": beside,
        // Names make way for the signs.
        "icon-allow-overlap": true,
        "text-field": ["case", [">", ["get", "count"], 1], ["to-string", ["get", "count"]], ""],
        "text-font": FONT,
        "text-size": 11,
        "text-allow-overlap": true,
        "text-offset": ["match", ["get", "layer"], "access", ["literal", [0, 2.4]], "control", ["literal", [-2.3, 0.1]], ["literal", [2.3, 0.1]]],
      },
      paint: { "text-color": c.paper },
    },
    {
      id: "incidents",
      type: "circle",
      source: "incidents",
      paint: {
        "circle-color": c.layers.incident,
        "circle-stroke-color": c.paper,
        "circle-stroke-width": 2,
        "circle-radius": ["case", cluster, ["interpolate", ["linear"], ["get", "point_count"], 2, 10, 100, 20], 6],
        "circle-translate": [0, up],
      },
    },
    {
      id: "incident-counts",
      type: "symbol",
      source: "incidents",
      filter: cluster,
      layout: {
        "text-field": ["to-string", ["get", "point_count"]],
        "text-font": FONT,
        "text-size": 12,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": c.paper, "text-translate": [0, up] },
    },
  ];
}
