// What the program packs into the lab's page, the page unpacks.
import assert from "node:assert/strict";
import test from "node:test";
import { base85 } from "../../../web/fill.mjs";
import { source } from "../source.mjs";

const { fromBase85 } = await source("lab/contents/base85.ts");

test("bytes of any number come back, and their text has nothing that HTML knows", () => {
  for (let size = 0; size < 300; size++) {
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 197 + size * 31) % 256);
    const text = base85(bytes);
    assert.doesNotMatch(text, /[&<>"'\s]/);
    assert.deepEqual(fromBase85(text), bytes);
  }
});

test("the example of ZeroMQ's RFC 32 reads HelloWorld", () => {
  const bytes = Uint8Array.of(0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b);
  assert.equal(base85(bytes), "HelloWorld");
  assert.deepEqual(fromBase85("HelloWorld"), bytes);
});
