// The lab's page as it is built now, with what the program writes into it, in a real browser.
// Environment: FAULTLINE, the program; beside it is the engine.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { refilled } from "../../web/fill.mjs";
import { launch, troubleOf } from "./page.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.FAULTLINE ?? join(root, "build/release/faultline");

export const folder = mkdtempSync(join(tmpdir(), "faultline-lab-"));

/** Writes the page. Returns its address. */
function writeLab() {
  const file = join(folder, "lab.html");
  execFileSync(program, ["lab", "--write", file], { cwd: folder, stdio: "ignore" });
  writeFileSync(file, refilled(readFileSync(file, "utf8")));
  return `file://${file}`;
}

/** For all tests of a file: a browser, and the page's address. */
export function useLab() {
  const lab = {};
  before(async () => {
    lab.address = writeLab();
    lab.browser = await launch();
  });
  after(async () => {
    await lab.browser.close();
    rmSync(folder, { recursive: true });
  });
  return lab;
}

/** @param fragment of the link, with its "#"
 * @param before what runs in the page before its own program */
export async function openLab(browser, address, fragment = "", before = null) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const trouble = troubleOf(page);
  if (before) await page.addInitScript(before);
  await page.goto(address + fragment);
  await page.waitForSelector("main");
  return { page, trouble };
}

/** Lesson 01, in two seconds. */
export const TINY =
  "#lesson=01&set=run.length=4min&set=faults.0.at=90s&set=faults.0.for=30s" +
  "&set=workload.arrivals.rate=100/s&set=run.replications=1";

/** Where two values differ, at most ten places. */
export function differences(a, b, path = "", found = []) {
  if (found.length >= 10 || Object.is(a, b)) return found;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    found.push(`${path}: ${String(a).slice(0, 60)} and ${String(b).slice(0, 60)}`);
    return found;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    differences(a[key], b[key], `${path}/${key}`, found);
  }
  return found;
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
