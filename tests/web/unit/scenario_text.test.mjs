// Changes of a scenario's text: values move, everything else stays as it is.
import assert from "node:assert/strict";
import test from "node:test";
import { source } from "../source.mjs";

const { withSetting, withSettings, withFault, faultNames } = await source("lab/scenario/edit.ts");
const { changesOf, asSettings, changeInWords } = await source("lab/scenario/changes.ts");
const { plainAt, treeOf } = await source("lab/scenario/path.ts");

const text = `{
  // a comment
  "faults": [ { "name": "down", "for": "2min" } ], // another
  "designs": { "a": { "subscriptions": { "payment.charge": { "consumers": 24 } } } },
  "run": { "length": "10min", }
}`;

test("a value is changed where it stands, and comments stay", () => {
  const changed = withSetting(text, "faults.0.for=30s");
  assert.equal(changed, text.replace('"2min"', '"30s"'));
  const numbered = withSetting(text, "designs.a.subscriptions.payment.charge.consumers=48");
  assert.equal(numbered, text.replace("24", "48"));
});

test("a value that is JSON stays what it is, anything else is a text", () => {
  assert.match(withSetting(text, 'run.length={"a": [1, true]}'), /"length": \{"a":\[1,true\]\}/);
  assert.match(withSetting(text, "run.length=10 minutes"), /"length": "10 minutes"/);
});

test("a key that is not there is added; an item that is not there is refused", () => {
  const added = withSetting(text, "run.seed=7");
  assert.equal(plainAt(treeOf(added), "run.seed"), "7");
  assert.match(added, /\/\/ a comment/);
  assert.throws(() => withSetting(text, "faults.3.for=1s"), /no item 3/);
  assert.throws(() => withSetting(text, "faults"), /no setting/);
  assert.throws(() => withSetting("", "a=1"), /cannot be read/);
});

test("a fault is added behind the others, or as the first one", () => {
  const fault = { name: "b", kind: "crash", target: "pay", at: "4min", for: "1min" };
  const struck = withFault(text, fault);
  assert.deepEqual(faultNames(struck), ["down", "b"]);
  assert.match(struck, /"2min" },\n {4}\{ "name": "b", "kind": "crash"/);
  assert.deepEqual(faultNames(withFault('{ "faults": [] }', fault)), ["b"]);
  assert.deepEqual(faultNames(withFault('{ "a": 1 }', fault)), ["b"]);
});

test("what was changed is told value by value, and as settings", () => {
  const after = withSettings(text, ["faults.0.for=30s", "run.length=5min"]);
  assert.deepEqual(changesOf(text, after).map(changeInWords), [
    "faults.0.for: 2min → 30s",
    "run.length: 10min → 5min",
  ]);
  assert.deepEqual(asSettings(text, after), ["faults.0.for=30s", "run.length=5min"]);
  assert.equal(asSettings(text, withSetting(text, "run.seed=7")), null);
  assert.deepEqual(changesOf(text, text.replace("a comment", "changed")), []);
});

test("text that is no JSON has no changes and no values, and harms nobody", () => {
  for (const bad of ["", "{", "[[[", '{"faults": [', "null", '"x"', '{"__proto__": {"a": 1}}']) {
    changesOf(text, bad);
    assert.equal(plainAt(treeOf(bad), "faults.0.for"), null);
  }
  assert.equal({}.a, undefined);
});
