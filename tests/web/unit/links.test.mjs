// Links round-trip; what is damaged, too large or of no use is refused in words.
import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { lessons } from "../lessons.mjs";
import { source } from "../source.mjs";

const { fragmentOf, openedBy } = await source("lab/share/link.ts");
const { entryOf } = await source("lab/contents/contents.ts");
const { withSettings } = await source("lab/scenario/edit.ts");

const entries = lessons().map(entryOf);
const [first] = entries;
const packed = (text) => deflateRawSync(text).toString("base64url");

test("a changed lesson is a short link, and comes back letter by letter", async () => {
  const text = withSettings(first.text, ["faults.0.for=30s", "workload.arrivals.rate=100/s"]);
  const fragment = await fragmentOf(first, text, true);
  assert.equal(fragment, "lesson=01&set=workload.arrivals.rate%3D100%2Fs&set=faults.0.for%3D30s");
  const opened = await openedBy(`#${fragment}`, entries);
  assert.equal(opened.text, text);
  assert.equal(opened.entry, first);
});

test("any other change, and any other scenario, is in the link as a whole", async () => {
  const text = first.text.replace("// Lesson 1", "// My own lesson: äöü 漢字");
  const fragment = await fragmentOf(first, text, true);
  assert.ok(fragment.length < 8000, `${fragment.length} letters`);
  assert.equal((await openedBy(fragment, entries)).text, text);
  const foreign = await fragmentOf({ ...first, name: "a/../b <x>" }, "{}", false);
  const opened = await openedBy(foreign, entries);
  assert.equal(opened.text, "{}");
  assert.equal(opened.entry.file, "a-..-b-x-.json");
});

test("every lesson makes a link", async () => {
  for (const entry of entries) {
    const opened = await openedBy(await fragmentOf(entry, entry.text, true), entries);
    assert.equal(opened.entry, entry);
  }
});

test("hostile links are refused", async () => {
  const whole = packed(first.text);
  const refused = [
    ["x".repeat(10_000_000), /too long/],
    [`scenario=${whole.slice(0, 900)}`, /damaged, incomplete or too large/],
    ["scenario=@@@@", /damaged/],
    [`scenario=${packed("x".repeat(50_000_000))}`, /too large/],
    [`scenario=${deflateRawSync(Buffer.from([0xff, 0xfe])).toString("base64url")}`, /damaged/],
    ["lesson=99", /does not have/],
    ["lesson=01&set=nonsense", /does not apply/],
    ["lesson=01&set=faults.9.for%3D1s", /does not apply/],
    [`lesson=01${"&set=a%3D1".repeat(300)}`, /too much/],
    ["<script>alert(1)</script>", /names no lesson/],
  ];
  for (const [fragment, why] of refused) {
    await assert.rejects(openedBy(fragment, entries), why, fragment.slice(0, 40));
  }
  assert.equal(await openedBy("", entries), null);
  assert.equal(await openedBy("#", entries), null);
});
