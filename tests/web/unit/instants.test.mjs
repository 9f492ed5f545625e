import assert from "node:assert/strict";
import test from "node:test";
import { report } from "../fixture.mjs";
import { source } from "../source.mjs";

const { instantsOf } = await source("stage/instants.ts");
const timesOf = (data, also = 30) => instantsOf(data, also).map(({ time }) => time);

test("printed are: before the first fault, in the middle of it, just after, and at the end", () => {
  assert.deepEqual(timesOf(report()), [18, 30, 41, 59]);
});

test("a time that the reader chose is printed as well, unless it is nearly one of those", () => {
  assert.deepEqual(timesOf(report(), 31), [18, 30, 41, 59]);
  assert.deepEqual(timesOf(report(), 50), [18, 30, 41, 50, 59]);
});

test("a fault that never ends, one from the beginning, and none at all", () => {
  const [strike] = report().strikes;
  const withStrike = (more) => ({ ...report(), strikes: more ? [{ ...strike, ...more }] : [] });
  assert.deepEqual(timesOf(withStrike({ to_s: null }), 40), [18, 40, 59]);
  assert.deepEqual(timesOf(withStrike({ from_s: 0, to_s: 20 }), 10), [10, 21, 59]);
  assert.deepEqual(timesOf(withStrike(null), 32.5), [32.5, 59]);
});
