import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { builtPage } from "../page.mjs";

const config = fileURLToPath(new URL("../../../web/vite.config.ts", import.meta.url));

test("the page that is committed is what its sources build to, byte for byte", async () => {
  const outDir = mkdtempSync(join(tmpdir(), "faultline-built-"));
  await build({ configFile: config, logLevel: "error", build: { outDir } });
  const fresh = readFileSync(join(outDir, "report.html"), "utf8");
  rmSync(outDir, { recursive: true });
  assert.ok(fresh === builtPage(), "web/built is old: npm run web:build");
});

test("the page is one file of less than 300 KB that names no other file or address", () => {
  const page = builtPage();
  assert.ok(page.length < 300_000, `${page.length} bytes`);
  assert.deepEqual(page.match(/<(?:script|link|img)[^>]*(?:src|href)="(?!data:)[^"]*"/g), null);
  assert.equal(page.split("__REPORT_DATA__").length, 2);
});
