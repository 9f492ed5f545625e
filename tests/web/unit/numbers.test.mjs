import assert from "node:assert/strict";
import test from "node:test";
import { source } from "../source.mjs";

const { measuredText, quantity } = await source("text/numbers.ts");
const { clockTime, timeTicks } = await source("text/times.ts");
const { markdownTable } = await source("text/markdown.ts");
const plain = (text) => text.replace(/\u00a0/g, " ");
const estimate = (mean, half) => ({ mean, low: mean - half, high: mean + half });

test("numbers are written as people write them", () => {
  const cases = [
    [23880.75, "count", "23,881"],
    [117.57, "seconds", "118 s"],
    [0.0377, "seconds", "37.7 ms"],
    [0.000516, "seconds", "516 µs"],
    [0.7787, "share", "77.9 %"],
    [0.00155, "share", "0.155 %"],
    [200.04, "per second", "200/s"],
    [0, "seconds", "0 s"],
    [1, "share", "100 %"],
    [1.4421, "ratio", "1.44"],
    [null, "share", "–"],
  ];
  for (const [value, unit, text] of cases) assert.equal(plain(quantity(value, unit)), text);
});

test("a share that is not all is never rounded to 100 %", () => {
  assert.equal(plain(quantity(0.99961, "share")), "99.96 %");
  assert.equal(plain(quantity(0.999999, "share")), "99.9999 %");
});

test("a half-width is given in the digits of the mean, and left out where it rounds to 0", () => {
  assert.equal(plain(measuredText(estimate(0.2599, 0.0013), "seconds")), "260 ± 1 ms");
  assert.equal(plain(measuredText(estimate(0.7787, 0.00005), "share")), "77.9 %");
  assert.equal(plain(measuredText(estimate(140.2, 0.9), "per second")), "140 ± 1/s");
});

test("a measured value keeps its digits, a counted one has none", () => {
  assert.equal(plain(measuredText(estimate(28, 0), "seconds")), "28.0 s");
  assert.equal(plain(measuredText(estimate(3, 0), "count")), "3");
});

test("times of the run are minutes and seconds, and hours from 60 minutes on", () => {
  assert.deepEqual(
    [0, 65, 300, 3723].map((t) => clockTime(t)),
    ["0:00", "1:05", "5:00", "1:02:03"],
  );
  assert.equal(clockTime(1.26, 0.1), "0:01.3");
});

test("an axis of ten minutes has round times, as many as fit", () => {
  assert.deepEqual(timeTicks(600, 5), [0, 120, 240, 360, 480, 600]);
  assert.equal(timeTicks(600, 12).length, 11);
});

test("what would end a cell of Markdown is escaped", () => {
  assert.equal(markdownTable(["a|b"], [["<b>\n"]]), "| a\\|b |\n| --- |\n| &lt;b>  |\n");
});
