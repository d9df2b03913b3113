import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOf, moved, parseDay, writeDay, zoomed } from "./range.ts";

test("days are read and written alike", () => {
  assert.equal(parseDay("1970-01-02"), 1);
  assert.equal(writeDay(parseDay("2021-02-28")! + 1), "2021-03-01");
  for (const wrong of ["", "2021-2-3", "2021-13-01", "yesterday"]) assert.equal(parseDay(wrong), undefined);
});

test("zooming keeps the place under the pointer", () => {
  const range = { from: 100, to: 199 };
  assert.deepEqual(zoomed(range, 0.5), { from: 125, to: 174 });
  assert.deepEqual(zoomed(range, 0.5, 0), { from: 100, to: 149 });
  assert.deepEqual(zoomed(range, 0.5, 1), { from: 150, to: 199 });
  assert.equal(daysOf(zoomed(range, 0.0001)), 7);
  assert.equal(daysOf(zoomed(range, 1e9)), 73_050);
});

test("moving keeps the length and always moves", () => {
  assert.deepEqual(moved({ from: 0, to: 9 }, 0.5), { from: 5, to: 14 });
  assert.deepEqual(moved({ from: 0, to: 0 }, -0.25), { from: -1, to: -1 });
});
