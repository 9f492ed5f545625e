import assert from "node:assert/strict";
import test from "node:test";
import "../letters.mjs";
import { source } from "../source.mjs";

const { namedOf } = await source("clock/names.ts");
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
