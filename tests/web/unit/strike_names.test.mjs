import assert from "node:assert/strict";
import test from "node:test";
import "../letters.mjs";
import { source } from "../source.mjs";

const { namedOf, namesAt } = await source("clock/names.ts");
const fault = (name, from_s, to_s) => ({ name, is: "fault", from_s, to_s });
const near = [fault("payment down", 30, 40), fault("stock down", 33, 43), fault("last", 90, 95)];
const namesOf = (strikes, width, warmup = 0) =>
  [...namedOf(strikes, 100, width, warmup)].map(({ name }) => name);

test("of faults that lie close together only those are named that have room", () => {
  assert.deepEqual(namesOf(near, 900), ["payment down", "last"]);
  assert.deepEqual(namesOf(near, 5000), ["payment down", "stock down", "last"]);
});

test("the warm-up keeps its name, and a fault at the end has its name before its end", () => {
  assert.deepEqual(namesOf([fault("a", 1, 2)], 900, 5), []);
  assert.deepEqual(namesOf([fault("a long name at the end", 98, 100)], 900), [
    "a long name at the end",
  ]);
  assert.deepEqual(namesOf(near, 0), []);
});

test("what lasts at a time is named once; what is over at once, for a hundredth", () => {
  const release = { name: "new format", is: "release", from_s: 50, to_s: 60 };
  const strikes = [...near, fault("flush", 70, 70), fault("for ever", 95, null), release, release];
  const at = (time) => namesAt(strikes, 100, time);
  assert.deepEqual([29, 30, 35, 40, 43].map(at), [
    "",
    "payment down",
    "payment down, stock down",
    "stock down",
    "",
  ]);
  assert.deepEqual([50.9, 51, 70.9, 71, 100].map(at), ["new format", "", "flush", "", "for ever"]);
});
