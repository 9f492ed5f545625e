// The lab's page, filled as the program fills it, in a real browser.
// Environment: ENGINE, engine.wasm; FAULTLINE, the program.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { labPage } from "../../web/fill.mjs";
import { troubleOf } from "./page.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.FAULTLINE ?? join(root, "build/release/faultline");
const engine = process.env.ENGINE ?? join(root, "build/wasm/engine.wasm");

export const folder = mkdtempSync(join(tmpdir(), "faultline-lab-"));

/** Writes a page, once for all tests. Returns its address. */
export function writeLab(name = "lab.html", contents = {}) {
  writeFileSync(join(folder, name), labPage(readFileSync(engine), contents));
  return `file://${join(folder, name)}`;
}

/** @param fragment of the link, with its "#" */
export async function openLab(browser, address, fragment = "", options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const trouble = troubleOf(page);
  await page.goto(address + fragment);
  await page.waitForSelector("main");
  return { page, trouble };
}

/** What the reader of the engine says, once it has said it. */
export async function status(page) {
  const bar = page.locator(".run-bar [role=status]");
  await bar.filter({ hasNotText: "is being read" }).waitFor();
  return bar.innerText();
}

export async function predict(page) {
  const button = page.getByRole("button", { name: "Run without a prediction" });
  if ((await button.count()) > 0 && (await button.getAttribute("aria-pressed")) === "false") {
    await button.click();
  }
}

/** Until it can be run again. */
export async function run(page) {
  await predict(page);
  await page.locator("button.run:enabled").click();
  await page.locator("button.stop").waitFor();
  await page.locator("button.stop").waitFor({ state: "detached", timeout: 60_000 });
}

/** The text of the file that a press of a button saves. */
export async function saved(page, name) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).first().click(),
  ]);
  return readFileSync(await file.path(), "utf8");
}
