// Sliders, the editor's schema and marks, faults from the stage.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { lessons } from "../lessons.mjs";
import { source } from "../source.mjs";

const { multiples, sizeOf, withValue } = await source("lab/settings/quantity.ts");
const { offered } = await source("lab/settings/offered.ts");
const { headOf } = await source("lab/lesson/lesson.ts");
const { plainAt, treeOf } = await source("lab/scenario/path.ts");
const { schemasAt, valuesOf, keysOf, wordsOn } = await source("lab/editor/schema.ts");
const { difference } = await source("lab/editor/view.ts");
const { timeOf, freshName } = await source("lab/strike/times.ts");

const file = new URL("../../../scenarios/scenario.schema.json", import.meta.url);
const schema = JSON.parse(readFileSync(fileURLToPath(file), "utf8"));
const course = lessons();

test("quantities have a size, multiples, and a place among others", () => {
  assert.deepEqual(["2min", "90s", "50/s", "24", "1.5h", "x"].map(sizeOf), [
    120,
    90,
    50,
    24,
    5400,
    null,
  ]);
  assert.deepEqual(multiples("200/s", [0.5, 1, 2]), ["100/s", "200/s", "400/s"]);
  assert.deepEqual(multiples("abc", [1]), []);
  assert.deepEqual(withValue(["10s", "1min"], "30s"), ["10s", "30s", "1min"]);
  assert.deepEqual(withValue(["10s"], "2min"), ["10s", "2min"]);
});

test("every lesson has sliders, and each stands at the scenario's own value", () => {
  for (const { file: name, text } of course) {
    const root = treeOf(text);
    const { own, further } = offered(root, headOf(text).lesson);
    assert.ok(own.length >= 1 && further.length >= 1, name);
    for (const { set, values } of further) {
      assert.ok(values.includes(plainAt(root, set)), `${name}: ${set}`);
      const sizes = values.map(sizeOf);
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => a - b),
        `${name}: ${set}`,
      );
    }
  }
});

test("the schema tells keys, values and meanings at a place", () => {
  const root = treeOf(course[0].text);
  const at = (...path) => schemasAt(schema, root, path);
  assert.ok(keysOf(at()).some(({ key }) => key === "workload"));
  const fault = keysOf(at("faults", 0)).map(({ key }) => key);
  assert.ok(
    ["kind", "target", "at", "for"].every((key) => fault.includes(key)),
    `${fault}`,
  );
  assert.ok(!fault.includes("factor"), "what only other kinds have is not offered");
  assert.ok(valuesOf(at("faults", 0, "kind")).includes('"crash"'));
  assert.match(wordsOn(at("services", "order", "workers")).join(), /processes at once.*Default/);
  assert.deepEqual(at("no", "such", 5, "place"), []);
});

test("an editor changes only what differs", () => {
  assert.deepEqual(difference("abcdef", "abXdef"), { from: 2, to: 3, insert: "X" });
  assert.deepEqual(difference("aaa", "aaaa"), { from: 3, to: 3, insert: "a" });
  assert.deepEqual(difference("", "x"), { from: 0, to: 0, insert: "x" });
});

test("times of a fault are written as one reads them on the stage", () => {
  assert.deepEqual(["4:00", "1:02:30", "90s", "4", "", "abc"].map(timeOf), [
    "240s",
    "3750s",
    "90s",
    null,
    null,
    null,
  ]);
  assert.equal(freshName("a", ["b"]), "a");
  assert.equal(freshName("a", ["a", "a 2"]), "a 3");
});
