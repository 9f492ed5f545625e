// The axis of the distributions.
import assert from "node:assert/strict";
import test from "node:test";
import { source } from "../source.mjs";

const { endOf, logAxis } = await source("distributions/axis.ts");

/** Bins from 1 s on, each twice as long as the one before. */
const distribution = (...share) => ({
  from_s: share.map((_, i) => 2 ** i),
  to_s: share.map((_, i) => 2 ** (i + 1)),
  share,
  zero: 0,
  count: 100,
});

test("the axis goes from the first bin to the last that have values", () => {
  const { low, high, place } = logAxis([distribution(0, 0.5, 0, 0, 0, 0.5, 0)], [], 100);
  assert.deepEqual([low, high, place(2), place(64)], [2, 64, 0, 100]);
});

test("a value that is always the same takes a part of the axis, in its middle", () => {
  const { place } = logAxis([distribution(0, 1, 0)], [3, 3], 100);
  assert.ok(Math.abs(place(2) + place(4) - 100) < 1e-9);
  assert.ok(place(4) - place(2) < 35);
});

test("a distribution ends with its last value", () => {
  assert.equal(endOf(distribution(0.5, 0.5, 0, 0)), 4);
});
