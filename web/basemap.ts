// The basemap that ships: boundaries of Natural Earth, finer where the gazetteer is finer. Runs when the islands are built.

import { readFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";
import type { FeatureCollection, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Where the gazetteer has more than capitals: west, south, east, north in degrees. */
const NEAR = [8, 2, 64, 43] as const;

/** To so many decimals: three are a hundred metres, finer than the boundaries are. */
function rounded(value: unknown, digits: number): unknown {
  if (typeof value === "number") return Number(value.toFixed(digits));
  return Array.isArray(value) ? value.map((one) => rounded(one, digits)) : value;
}

function positions(value: unknown): Position[] {
  if (!Array.isArray(value)) return [];
  return typeof value[0] === "number" ? [value as Position] : value.flatMap(positions);
}

function near(coordinates: unknown): boolean {
  const [west, south, east, north] = NEAR;
  const all = positions(coordinates);
  const inside = all.filter(([lon = 0, lat = 0]) => lon > west && lon < east && lat > south && lat < north);
  return inside.length * 2 > all.length;
}

/** Land as areas and the boundaries between countries as lines: of the whole world coarse, and finer near the gazetteer's countries. */
export function basemap(modules: URL): Record<string, FeatureCollection> {
  const read = (file: string) => JSON.parse(readFileSync(new URL(`world-atlas/${file}`, modules), "utf8")) as Countries;
  const take = (topology: Countries, digits: number, wanted: (coordinates: unknown) => boolean): FeatureCollection[] => {
    const all = feature(topology, topology.objects.countries).features.filter(
      ({ geometry }) => "coordinates" in geometry && wanted(geometry.coordinates),
    );
    const named = (properties: object | null | undefined) => (properties as { name?: string } | null)?.name ?? "";
    const names = new Set(all.map((one) => named(one.properties)));
    const chosen = topology.objects.countries.geometries.filter((one) => names.has(named(one.properties)));
    const borders = mesh(topology, { type: "GeometryCollection", geometries: chosen } as GeometryCollection, (a, b) => a !== b);
    const land = all.map((one) => ({
      ...one,
      properties: {},
      geometry: { ...one.geometry, coordinates: rounded((one.geometry as { coordinates: unknown }).coordinates, digits) },
    }));
    const line = { ...borders, coordinates: rounded(borders.coordinates, digits) as Position[][] };
    return [
      { type: "FeatureCollection", features: land as FeatureCollection["features"] },
      { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: line }] },
    ];
  };
  const fine = take(read("countries-10m.json"), 3, near);
  const coarse = take(read("countries-50m.json"), 2, (coordinates) => !near(coordinates));
  const together = (at: number): FeatureCollection => ({
    type: "FeatureCollection",
    features: [...(fine[at]?.features ?? []), ...(coarse[at]?.features ?? [])],
  });
  return { land: together(0), borders: together(1) };
}
