// What the server says of the map, put together for drawing: things of one layer at one point are one mark.

import type { Feature, FeatureCollection, Point, Polygon } from "geojson";

export type Language = "ar" | "en";
export type Both = Record<Language, string>;
export type Precision = "exact" | "area" | "parent" | "unlocated";

/** The layers, in the order in which they are drawn: the last one is on top. */
export const LAYERS = ["control", "access", "crossing", "checkpoint", "siege", "incident"] as const;
export type Layer = (typeof LAYERS)[number];

/** A thing at one of its places, as `/map.json` has it. */
export interface Thing {
  layer: Layer;
  id: string;
  title: Both;
  stands: Both;
  when: Both;
  href: string;
  place: { id: string; ar: string; en?: string } | null;
  precision: Precision;
  radius_m: number;
  over: boolean;
  disputed: boolean;
}

/** What `/map.json` answers. */
export interface Answer {
  as_of: string;
  /** The address of what follows; null where these are the last. */
  after: string | null;
  features: { geometry: Point | null; properties: Thing }[];
}

/** Things of one layer at one point. */
export interface Group {
  layer: Layer;
  at: [number, number];
  things: Thing[];
}

/** Where a group is found again. */
export function keyOf(layer: string, at: readonly number[]): string {
  return `${layer}@${at[0]},${at[1]}`;
}

/** Puts together what has a point. */
export function grouped(answer: Answer): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { geometry, properties } of answer.features) {
    const [lon, lat] = geometry?.coordinates ?? [];
    if (lon === undefined || lat === undefined) continue;
    const key = keyOf(properties.layer, [lon, lat]);
    const group = groups.get(key) ?? { layer: properties.layer, at: [lon, lat], things: [] };
    group.things.push(properties);
    groups.set(key, group);
  }
  return groups;
}

/** The mark of each group of a layer. Incidents are a mark each, so that clusters count them. */
export function marks(groups: Iterable<Group>, wanted: (layer: Layer) => boolean): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const group of groups) {
    if (!wanted(group.layer)) continue;
    const properties = {
      key: keyOf(group.layer, group.at),
      layer: group.layer,
      over: group.things.every((thing) => thing.over),
      disputed: group.things.some((thing) => thing.disputed),
      count: group.things.length,
    };
    const times = group.layer === "incident" ? group.things.length : 1;
    for (let n = 0; n < times; n++) {
      features.push({ type: "Feature", geometry: { type: "Point", coordinates: group.at }, properties });
    }
  }
  return { type: "FeatureCollection", features };
}

const EARTH = 6_371_008.8;

/** A circle on the ground as a polygon. */
export function circle([lon, lat]: [number, number], metres: number, corners = 48): Polygon {
  const turn = (n: number) => (n / corners) * 2 * Math.PI;
  const high = (metres / EARTH) * (180 / Math.PI);
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, n) => [lon + wide * Math.cos(turn(n)), lat + high * Math.sin(turn(n))]);
  return { type: "Polygon", coordinates: [[...ring, ring[0] ?? [lon, lat]]] };
}

/** The areas in which things are that have no point of their own: one for each place, however many things are there. */
export function areas(groups: Iterable<Group>, wanted: (layer: Layer) => boolean): FeatureCollection<Polygon> {
  const seen = new Map<string, Feature<Polygon>>();
  for (const group of groups) {
    const thing = group.things.find((one) => one.radius_m > 0);
    if (!thing || !wanted(group.layer)) continue;
    const key = `${group.at.join()}:${thing.radius_m}:${thing.precision}`;
    if (seen.has(key)) continue;
    const geometry = circle(group.at, thing.radius_m);
    seen.set(key, { type: "Feature", geometry, properties: { precision: thing.precision } });
  }
  return { type: "FeatureCollection", features: [...seen.values()] };
}

/** West, south, east and north of all points; nothing where there are none. */
export function bounds(groups: Iterable<Group>): [number, number, number, number] | undefined {
  let box: [number, number, number, number] | undefined;
  for (const { at } of groups) {
    const [lon, lat] = at;
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return box;
}

/** How near the map goes to show an area of so many metres whole; of a point, near enough to see what lies around it. */
export function zoomFor(radius: number): number {
  return radius > 0 ? Math.min(13, Math.max(4, 22.2 - Math.log2(radius))) : 11.5;
}
