// What is more than a page can do: a scenario that names a file, and a run that takes too long.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { openLab, predict, run, saved, status, TINY, useLab } from "../lab_page.mjs";

const kinds = fileURLToPath(new URL("../../../scenarios/kinds/", import.meta.url));
const replay = `${kinds}workload-replay.json`;
const lab = useLab();

const upload = (page, file) => page.locator(".upload input").setInputFiles(file);
const problems = (page) => page.locator(".problems").innerText();

test("a trace of arrivals in a file is refused at its line, with a command", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address);
  await upload(page, replay);
  await page.locator(".problems").waitFor();
  assert.match(await problems(page), /^This page cannot run the scenario/);
  assert.match(await problems(page), /Line 14\s+workload-replay\.csv cannot be read: No such file/);
  assert.match(await problems(page), /run it there: faultline run workload-replay\.json$/);
  assert.match(await status(page), /^This page cannot run the scenario/);
  assert.equal(await page.locator("button.run").isDisabled(), true);
  assert.equal(await saved(page, "Save the scenario"), readFileSync(replay, "utf8"));
  assert.deepEqual(trouble, []);
  await page.close();
});

test("a mistake beside it is counted by itself; without the file the scenario runs", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address);
  const text = readFileSync(replay, "utf8");
  const open = (name, changed) =>
    upload(page, { name, mimeType: "application/json", buffer: Buffer.from(changed) });
  await open("mistake.json", text.replace('"entry": "web.page"', '"entry": "web.pages"'));
  await page.locator(".problems").waitFor();
  assert.match(await problems(page), /^The scenario has 1 mistake\./);
  assert.match(await status(page), /^The scenario has a mistake/);
  await open(
    "open.json",
    text.replace(/"kind": "replay".*"s" \}/, '"kind": "open", "arrivals": "2/s" }'),
  );
  await page.locator(".problems").waitFor({ state: "detached" });
  await run(page);
  assert.equal(await page.locator("#answer .card").count(), 2);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("the trace itself is no scenario, and is not opened as one", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address);
  await upload(page, `${kinds}workload-replay.csv`);
  const notice = page.locator(".notice");
  assert.match(await notice.innerText(), /^The file was not opened[^]*A scenario is a JSON file/);
  assert.equal(await page.locator(".lesson-card").first().isVisible(), true);
  assert.deepEqual(trouble, []);
  await page.close();
});

/** Runs in the page before its own program: what may take two minutes takes as long as it says. */
function limited() {
  window.Worker = class extends Worker {
    postMessage(message, moved) {
      if (!message.limits) return super.postMessage(message, moved);
      window.longestRun = message.limits.longestRun;
      const longestRun = window.limit ?? window.longestRun;
      super.postMessage({ ...message, limits: { ...message.limits, longestRun } });
    }
  };
}

test("what takes longer than two minutes is stopped, and the page goes on", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address, TINY, limited);
  assert.match(await status(page), /prediction/);
  assert.equal(await page.evaluate(() => window.longestRun), 120_000);
  await predict(page);
  await run(page);
  const answer = await page.locator("#answer").innerText();
  await page.evaluate(() => (window.limit = 0));
  await page.locator("button.run:enabled").click();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const notice = page.locator(".notice");
  assert.match(
    await notice.innerText(),
    /^The run was stopped, because a replication takes too long/,
  );
  assert.match(
    await notice.innerText(),
    /design "(rest|events)" in replication 1: stopped.* of the simulated/,
  );
  assert.match(await notice.innerText(), /faultline run changed-01-order-checkout\.json$/m);
  const { top, bottom } = await notice.evaluate((element) => element.getBoundingClientRect());
  assert.ok(top >= 0 && bottom <= 900, `it is seen: ${top} to ${bottom}`);
  await page.locator("button.run:enabled").waitFor();
  assert.equal(await page.locator("#answer").innerText(), answer, "the earlier run stays");
  await page.evaluate(() => (window.limit = undefined));
  await run(page);
  assert.equal(await notice.count(), 0);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the scenario" }).click(),
  ]);
  assert.equal(file.suggestedFilename(), "changed-01-order-checkout.json");
  assert.deepEqual(trouble, []);
  await page.close();
});
