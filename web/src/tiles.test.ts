import assert from "node:assert/strict";
import { test } from "node:test";
import { isArchive, kindOf } from "./tiles.ts";

test("tiles are told by the ending of their address", () => {
  assert.equal(kindOf("https://a.example/{z}/{x}/{y}.png?key=1"), "raster");
  assert.equal(kindOf("https://a.example/{z}/{x}/{y}"), "raster");
  assert.equal(kindOf("https://a.example/{z}/{x}/{y}.pbf"), "vector");
  assert.equal(kindOf("https://a.example/syria.pmtiles"), "vector");
  assert.ok(isArchive("https://a.example/syria.pmtiles?key=1"));
  assert.ok(!isArchive("https://a.example/{z}/{x}/{y}.pbf"));
});
