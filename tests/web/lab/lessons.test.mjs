// The lessons in the page: they open, they run, and their numbers are those of the program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { gunzipSync } from "node:zlib";
import { lessons } from "../lessons.mjs";
import {
  differences,
  folder,
  openLab,
  predict,
  program,
  run,
  saved,
  status,
  TINY,
  useLab,
} from "../lab_page.mjs";

const lab = useLab();

/** What the program writes for the same scenario. */
function native(text) {
  const file = join(folder, "scenario.json");
  const out = join(folder, "native.html");
  writeFileSync(file, text);
  try {
    execFileSync(program, ["run", file, "--quiet", "--report", out]);
  } catch (error) {
    assert.equal(error.status, 1, "expectations may fail, nothing else");
  }
  const packed = /id="report-data"[^>]*>([^<]+)</.exec(readFileSync(out, "utf8"))[1];
  return JSON.parse(gunzipSync(Buffer.from(packed, "base64")));
}

const numbersOf = ({ build, command, ...report }) => report;

test("every lesson opens, and the engine finds nothing wrong with it", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address);
  assert.equal(await page.locator(".lesson-card").count(), 37);
  for (const { file } of lessons()) {
    const number = /\d\d/.exec(file)[0];
    await page.evaluate((n) => (location.hash = `lesson=${n}`), number);
    await page.getByText(new RegExp(`^Lesson ${number} `)).waitFor();
    assert.match(await status(page), /prediction|replications? of/, file);
    assert.equal(await page.locator(".problems, .notice").count(), 0, file);
  }
  assert.deepEqual(trouble, []);
  await page.close();
});

test("lesson 01 gives the numbers of the command line, digit by digit", async () => {
  const { page, trouble } = await openLab(
    lab.browser,
    lab.address,
    "#lesson=01&set=run.replications=2",
  );
  await page.getByText("one to four minutes").click();
  const begin = Date.now();
  await page.locator("button.run:enabled").click();
  await page.locator("#outcome").waitFor();
  const first = Date.now() - begin;
  await page.locator("button.stop").waitFor({ state: "detached", timeout: 60_000 });
  assert.match(await page.locator("#outcome").innerText(), /The prediction was right/);
  assert.match(await page.locator("#outcome").innerText(), /rest completes 7\d\.\d\s% of its/);
  assert.ok(first < 10_000, `the first result came after ${first} ms`);
  const text = await saved(page, "Save the scenario");
  const report = JSON.parse(await saved(page, "report.json"));
  assert.deepEqual(differences(numbersOf(report), numbersOf(native(text))), []);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("without a prediction nothing runs; a number may be one", async () => {
  const { page } = await openLab(lab.browser, lab.address, "#lesson=13");
  assert.match(await status(page), /First make a prediction/);
  assert.equal(await page.locator("button.run").isDisabled(), true);
  await page.locator(".predict input").fill("6000");
  await page.locator("button.run:enabled").waitFor();
  await page.locator(".predict input").fill("");
  await page.locator("button.run:disabled").waitFor();
  await predict(page);
  await page.locator("button.run:enabled").waitFor();
  await page.close();
});

test("a saved report is a page of its own", async () => {
  const { page } = await openLab(lab.browser, lab.address, TINY);
  await run(page);
  const html = await saved(page, "Save the report");
  const file = join(folder, "saved.html");
  writeFileSync(file, html);
  await page.goto(`file://${file}`);
  await page.locator("#stage .stage").nth(1).waitFor();
  await page.close();
});
