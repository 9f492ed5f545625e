// A real browser with the built page, filled with data as the program fills it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const built = fileURLToPath(new URL("../../web/built/", import.meta.url));
export const builtPage = (name = "report") => readFileSync(`${built}${name}.html`, "utf8");

export function filled(data) {
  const page = builtPage();
  assert.equal(page.split("__REPORT_DATA__").length, 2, "the page has one place for its data");
  return page.replace("__REPORT_DATA__", gzipSync(JSON.stringify(data)).toString("base64"));
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });

/** Collects console errors and everything that a page asks of a network. */
export function troubleOf(page) {
  const trouble = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) trouble.push(`asked for ${request.url()}`);
  });
  return trouble;
}

/** Opens a page from disk. */
export async function open(browser, html, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "faultline-page-"));
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const trouble = troubleOf(page);
  await page.goto(`file://${file}`);
  await page.waitForSelector("main");
  rmSync(folder, { recursive: true });
  return { page, trouble };
}

export const openReport = (browser, data, options) => open(browser, filled(data), options);
