// Sentences that the page makes of the data.
import assert from "node:assert/strict";
import test from "node:test";
import { source } from "../source.mjs";

const { marksInWords } = await source("plots/marks.ts");
const { inWords, piecesOf } = await source("splits/pieces.ts");

const { unbroken } = await source("text/words.ts");

const strikes = (is, ...names) => names.map((name) => ({ is, name }));

test("the panels say what is shaded and what is dashed", () => {
  assert.equal(marksInWords([]), "");
  assert.equal(marksInWords(strikes("fault", "a", "b", "a")), "; shaded: a and b");
  assert.equal(
    marksInWords([...strikes("fault", ..."abcdefg"), ...strikes("release", "r", "s")]),
    "; shaded: a, b, c, d and 3 other faults; dashed: releases",
  );
  assert.equal(marksInWords(strikes("release", "r")), "; dashed: the release");
});

test("pieces that are too small become one, which has no activity", () => {
  const share = (place, mean) => ({ place, activity: "work", seconds: { mean } });
  const pieces = piecesOf([share("service a", 0.098), share("store b", 0.001), share("c", 0.001)]);
  const words = pieces.map((piece) => inWords(piece).replaceAll("\u00a0", " "));
  assert.deepEqual(words, ["a: work 98 ms", "2 others: 2 ms"]);
});

test("lines do not break within numbers", () => {
  const lines = unbroken("0 ± 0 % instead of 12.5 ± 0.1 ms in 3 services").split(" ");
  const whole = lines.map((word) => word.replaceAll("\u00a0", " "));
  assert.deepEqual(whole, ["0 ± 0 %", "instead", "of", "12.5 ± 0.1 ms", "in", "3", "services"]);
});
