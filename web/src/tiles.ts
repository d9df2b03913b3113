// A user's own tiles under the map: pictures, or vector tiles in one of the two usual schemas, drawn in the colours of the map.

import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from "maplibre-gl";
import type { Colours } from "./look.ts";
import type { Language } from "./things.ts";

/** What lies under the map's own layers. */
export interface Under {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

export type Kind = "raster" | "vector";

/** Whether an address is that of a PMTiles archive. */
export function isArchive(address: string): boolean {
  return /\.pmtiles([?#]|$)/.test(address);
}

/** What an address leads to, as far as it says so itself. An archive says it inside. */
export function kindOf(address: string): Kind {
  const path = address.split(/[?#]/)[0] ?? "";
  return /\.(pbf|mvt|pmtiles)$/.test(path) ? "vector" : "raster";
}

/** Sources and layers for an address. */
export function under(address: string, kind: Kind, c: Colours, font: string[], language: Language): Under {
  const from = isArchive(address) ? { url: `pmtiles://${address}` } : { tiles: [address] };
  if (kind === "raster") {
    return {
      sources: { tiles: { type: "raster", tileSize: 256, ...from } },
      layers: [{ id: "tiles", type: "raster", source: "tiles" }],
    };
  }
  const area = (id: string, layer: string, colour: string, opacity = 1): LayerSpecification => ({
    id: `tiles-${id}`,
    type: "fill",
    source: "tiles",
    "source-layer": layer,
    paint: { "fill-color": colour, "fill-opacity": opacity },
  });
  const line = (id: string, layer: string, colour: string, width: number): LayerSpecification => ({
    id: `tiles-${id}`,
    type: "line",
    source: "tiles",
    "source-layer": layer,
    paint: { "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 8, width / 3, 16, width * 2] },
  });
  const own: ExpressionSpecification = ["get", language === "ar" ? "name:ar" : "name:en"];
  return {
    sources: { tiles: { type: "vector", ...from } },
    layers: [
      area("landuse", "landuse", c.border, 0.12),
      area("water", "water", c.sea),
      line("roads", "roads", c.border, 1.5),
      line("transportation", "transportation", c.border, 1.5),
      line("waterway", "waterway", c.sea, 1.5),
      area("buildings", "buildings", c.border, 0.3),
      area("building", "building", c.border, 0.3),
      {
        id: "tiles-names",
        type: "symbol",
        source: "tiles",
        "source-layer": "places",
        layout: { "text-field": ["coalesce", own, ["get", "name"]], "text-font": font, "text-size": 12 },
        paint: { "text-color": c.name, "text-halo-color": c.halo, "text-halo-width": 1.5 },
      },
    ],
  };
}
