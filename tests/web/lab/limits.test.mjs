// What the lab refuses, what stops a run, and how the page looks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { lessons } from "../lessons.mjs";
import { openLab, predict, run, status, TINY, useLab } from "../lab_page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [{ text: lesson }] = lessons();
const linkTo = (text) => `#scenario=${deflateRawSync(text).toString("base64url")}`;
const lab = useLab();

/** The browser takes a moment to report that a worker has ended. */
async function onlyReader(page) {
  for (let i = 0; i < 40 && page.workers().length > 1; i++) await page.waitForTimeout(50);
  assert.equal(page.workers().length, 1, "the one that reads the scenario");
}

test("a run that is stopped keeps what is finished, and leaves no worker", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address, "#lesson=01");
  await predict(page);
  await page.locator("button.run:enabled").click();
  await page.locator("#outcome").waitFor({ timeout: 30_000 });
  await page.locator("button.stop").click();
  await page.locator("button.run").waitFor();
  assert.match(await page.locator("#answer").innerText(), /of 20, stopped early/);
  await onlyReader(page);
  await page.locator("button.run:enabled").click();
  await page.locator("button.stop").click();
  await page.locator("button.run:enabled").waitFor();
  assert.deepEqual(trouble, []);
  await page.close();
});

test("what is too large, or needs the program, is refused with its command", async () => {
  const { page, trouble } = await openLab(
    lab.browser,
    lab.address,
    "#lesson=01&set=workload.arrivals.rate=1000000/s",
  );
  assert.match(await status(page), /faultline run/);
  assert.equal(await page.locator("button.run").isDisabled(), true);
  const flows = lesson.replace('"workload"', '"network": "flows", "workload"');
  await page.evaluate((f) => (location.hash = f), linkTo(flows));
  await page.locator(".problems").waitFor();
  assert.match(await page.locator(".problems").innerText(), /faultline run/);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("a hostile link does nothing", async () => {
  const evil = "<img src=x onerror='window.hurt=1'></script><script>window.hurt=1</script>";
  const named = lesson.replaceAll("payment down", evil).replace("Order checkout", evil);
  const once = named.replace('"replications": 20', '"replications": 1').replace("200/s", "50/s");
  const { page, trouble } = await openLab(lab.browser, lab.address, linkTo(once));
  await run(page);
  assert.ok((await page.locator("h1").innerText()).includes("<img src=x"));
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  for (const fragment of ["scenario=AAAA", "lesson=%00", linkTo(lesson).slice(1, 500), "x=1"]) {
    await page.evaluate((f) => (location.hash = f), fragment);
    await page.locator(".notice", { hasText: "The link was not opened" }).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
  }
  await page.evaluate((f) => (location.hash = f), linkTo("not a scenario"));
  await page.locator(".problems").waitFor();
  assert.deepEqual(trouble, []);
  await page.close();
});

/** What axe-core finds, and how much wider than the screen the page is. */
async function faultsOf(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const found = violations.map((v) => [v.id, ...v.nodes.map((n) => n.html).slice(0, 3)]);
  return wide > 0 ? [...found, `${wide} pixels too wide`] : found;
}

test("what stays at the top of the screen does not cover the scrubber", async () => {
  const { page } = await openLab(lab.browser, lab.address, TINY);
  await run(page);
  const sides = (selector) =>
    page.locator(selector).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { top, bottom };
    });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 600 });
    await page.locator(".stages").evaluate((s) => scrollBy(0, s.getBoundingClientRect().top + 60));
    await page.waitForTimeout(200);
    const [bar, scrubber] = [await sides(".run-bar"), await sides(".scrubber")];
    assert.ok(bar.bottom <= scrubber.top + 1, `${width}: ${bar.bottom} and ${scrubber.top}`);
    assert.ok(scrubber.top >= 0 && scrubber.bottom < 300, `${width}: it is seen`);
  }
  await page.close();
});

test("at every width, in both themes, axe-core finds nothing", async () => {
  const { page } = await openLab(lab.browser, lab.address);
  const sizes = async () => {
    for (const width of [1280, 390]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(300);
        assert.deepEqual(await faultsOf(page), [], `${width} ${colorScheme}`);
      }
    }
  };
  await sizes();
  await page.evaluate((fragment) => (location.hash = fragment), TINY);
  await page.locator(".set-up").waitFor();
  for (const fold of await page.locator("details > summary").all()) await fold.click();
  await run(page);
  await run(page);
  await page.locator('[data-part="service order"]').first().press("Enter");
  await sizes();
  await page.close();
});
