import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "vite";
import { builtPage } from "../page.mjs";

const config = (name) => fileURLToPath(new URL(`../../../web/${name}`, import.meta.url));
const PAGES = [
  { name: "report", file: "vite.config.ts", most: 300_000, places: ["__REPORT_DATA__"] },
  {
    name: "lab",
    file: "lab.config.ts",
    most: 400_000,
    places: ["__START__", "__LESSONS__", "__SCHEMA__", "__REPORT_PAGE__", "__ENGINE__"],
  },
];

/** What is packed is compared as it is unpacked: versions of zlib do not pack alike. */
const unpacked = (page) =>
  page.replace(/(?<=id="program">)[^<]+/, (packed) => gunzipSync(Buffer.from(packed, "base64")));

for (const { name, file, most, places } of PAGES) {
  test(`the ${name} page that is committed is what its sources build to`, async () => {
    const outDir = mkdtempSync(join(tmpdir(), "faultline-built-"));
    await build({ configFile: config(file), logLevel: "error", build: { outDir } });
    const fresh = readFileSync(join(outDir, `${name}.html`), "utf8");
    rmSync(outDir, { recursive: true });
    assert.ok(unpacked(fresh) === unpacked(builtPage(name)), "web/built is old: npm run web:build");
  });

  test(`the ${name} page is one small file that names no other file or address`, () => {
    const page = builtPage(name);
    assert.ok(page.length < most, `${page.length} bytes`);
    assert.deepEqual(page.match(/<(?:script|link|img)[^>]*(?:src|href)="(?!data:)[^"]*"/g), null);
    for (const place of places) assert.equal(page.split(place).length, 2, place);
  });
}
