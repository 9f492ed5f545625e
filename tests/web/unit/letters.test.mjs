import assert from "node:assert/strict";
import test from "node:test";
import "../letters.mjs";
import { source } from "../source.mjs";

const { fitted } = await source("stage/letters.ts");
const TYPE = { size: 12, bold: true };

/** Room for 10 letters of the type as it is, for 12 of the smallest. */
const linesOf = (text, lines = 2) => fitted(text, 80, TYPE, lines).lines;

test("a name that fits stays on one line, in type of its size", () => {
  assert.deepEqual(fitted("order", 80, TYPE, 2), { lines: ["order"], size: 12 });
});

test("a longer one is broken where it has a hyphen, a dot or a capital", () => {
  assert.deepEqual(linesOf("customer-changed"), ["customer-", "changed"]);
  assert.deepEqual(linesOf("user.mention.v2"), ["user.", "mention.v2"]);
  assert.deepEqual(linesOf("orderPlacedEvent"), ["order", "PlacedEvent"]);
});

test("one without such a place is written smaller", () => {
  const { lines, size } = fitted("notification", 80, TYPE, 2);
  assert.deepEqual(lines, ["notification"]);
  assert.ok(size < 12 && size > 9);
});

test("only what is too long for two lines of the smallest type is cut", () => {
  assert.deepEqual(linesOf("abcdefghijklmnopqrstu"), ["abcdefghijkl", "mnopqrstu"]);
  const [first, second] = linesOf("a".repeat(40));
  assert.equal(first, "a".repeat(12));
  assert.match(second, /^a+…$/);
  assert.match(linesOf("a".repeat(40), 1)[0], /^a+…$/);
});
