// The numbers that carry the answer.
import assert from "node:assert/strict";
import test from "node:test";
import { source } from "../source.mjs";

const { saidOf } = await source("answer/numbers.ts");
const report = { measures: [{ key: "time_to_recover_s", unit: "seconds" }] };
const said = (mean, collapsed) => {
  const exactly = (value) => ({ mean: value, low: value, high: value });
  const measures = { time_to_recover_s: exactly(mean), collapsed: exactly(collapsed) };
  const { value, spread } = saidOf(report, { measures }, "time_to_recover_s");
  return [value, spread].filter(Boolean).join(" ").replaceAll("\u00a0", " ");
};

test("what takes no time is said to happen at once", () => {
  assert.equal(said(0, 0), "at once");
  assert.equal(said(148, 0), "148 s");
});

test("a design that has not recovered by the end of the run is not said to recover by then", () => {
  assert.equal(said(180, 1), "never in this run");
  assert.equal(said(148, 0.3), "148 s or more");
});
