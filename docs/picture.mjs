// Makes docs/report.png, the picture of a report in the README:
// FAULTLINE=build/release/faultline node docs/picture.mjs
//
// It runs lesson 01 (or takes the report that is named), puts its data into the page as it is built
// now, opens it in Chromium and takes the stage a minute after payment went down: rest fails from
// payment up to the client, while in events the orders wait in the inbox of payment.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, open } from "../tests/web/page.mjs";
import { refilled } from "../web/fill.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const INSTANT_S = 300;
const WIDTH = 1280;
const MARGIN = 16;
const SHARP = 1.5; // pixels of the picture for one of the page

function written() {
  const folder = mkdtempSync(join(tmpdir(), "faultline-picture-"));
  const file = join(folder, "report.html");
  const program = process.env.FAULTLINE ?? join(root, "build/release/faultline");
  execFileSync(program, ["run", "01", "--quiet", "--report", file], { cwd: root });
  const page = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  return page;
}

/** The scrubber and the stages of all designs, with a little paper round them. */
async function taken(page) {
  const [top, bottom] = await page.evaluate(() => [
    document.querySelector(".scrubber").getBoundingClientRect().top + scrollY,
    document.querySelector(".stages").getBoundingClientRect().bottom + scrollY,
  ]);
  const clip = { x: 0, y: top - MARGIN, width: WIDTH, height: bottom - top + MARGIN + MARGIN / 2 };
  return page.screenshot({ clip, fullPage: true });
}

const [given] = process.argv.slice(2);
const browser = await launch();
const { page } = await open(browser, refilled(given ? readFileSync(given, "utf8") : written()), {
  viewport: { width: WIDTH, height: 900 },
  deviceScaleFactor: SHARP,
});
await page.waitForSelector(".stage svg");
await page.locator('input[type="range"]').fill(String(INSTANT_S));
await page.evaluate(() => document.activeElement.blur());
await page.waitForTimeout(300);
const picture = await taken(page);
await browser.close();
writeFileSync(join(root, "docs/report.png"), picture);
console.log(`docs/report.png: ${Math.round(picture.length / 1000)} kB`);
