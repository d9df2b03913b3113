import assert from "node:assert/strict";
import { test } from "node:test";
import { areas, bounds, circle, grouped, marks, zoomFor, type Answer, type Thing } from "./things.ts";

const both = { ar: "", en: "" };
const thing = (more: Partial<Thing>): Thing => ({
  layer: "siege", id: "a", title: both, stands: both, when: both, href: "/", place: null,
  precision: "exact", radius_m: 0, over: false, disputed: false, ...more,
});
const at = (lon: number, lat: number, more: Partial<Thing>): Answer["features"][number] => ({
  geometry: { type: "Point", coordinates: [lon, lat] },
  properties: thing(more),
});
const answer: Answer = {
  as_of: "2021-02-01",
  after: null,
  features: [
    at(41, 36, { precision: "area", radius_m: 700 }),
    at(41, 36, { layer: "access", id: "b", precision: "area", radius_m: 700 }),
    at(41, 36, { layer: "access", id: "c", disputed: true, over: true }),
    at(37, 36.5, { layer: "incident", id: "d" }),
    at(37, 36.5, { layer: "incident", id: "e" }),
    { geometry: null, properties: thing({ id: "f", precision: "unlocated" }) },
  ],
};

test("things of a layer at a point are one mark, and what has no point has none", () => {
  const groups = grouped(answer);
  assert.equal(groups.size, 3);
  const drawn = marks(groups.values(), (layer) => layer !== "incident");
  assert.deepEqual(drawn.features.map((one) => one.properties?.["count"]), [1, 2]);
  assert.equal(drawn.features[1]?.properties?.["disputed"], true);
  assert.equal(drawn.features[1]?.properties?.["over"], false);
});

test("each incident counts in its cluster", () => {
  assert.equal(marks(grouped(answer).values(), (layer) => layer === "incident").features.length, 2);
});

test("a place is drawn as an area once", () => {
  assert.equal(areas(grouped(answer).values(), () => true).features.length, 1);
});

test("a circle is as wide as it is high on the ground", () => {
  const ring = circle([40, 60], 1000).coordinates[0] ?? [];
  assert.deepEqual(ring[0], ring.at(-1));
  const lons = ring.map((one) => one[0] ?? 0);
  const lats = ring.map((one) => one[1] ?? 0);
  const wide = Math.max(...lons) - Math.min(...lons);
  const high = Math.max(...lats) - Math.min(...lats);
  assert.ok(Math.abs(wide / 2 - high) < 1e-9);
});

test("bounds hold all points", () => {
  assert.deepEqual(bounds(grouped(answer).values()), [37, 36, 41, 36.5]);
  assert.equal(bounds([]), undefined);
});

test("an area is shown whole and a point not nearer than is sensible", () => {
  assert.ok(zoomFor(40_000) < zoomFor(3_000) && zoomFor(3_000) < zoomFor(700));
  assert.equal(zoomFor(0), 11.5);
  assert.equal(zoomFor(1), 13);
});
