// What one changes in the lab, and what comes of it.
import assert from "node:assert/strict";
import test from "node:test";
import { openLab, run, saved, status, TINY, useLab } from "../lab_page.mjs";

const lab = useLab();

const changes = (page) => page.locator(".changes li").allInnerTexts();
const textOf = (page) => saved(page, "Save the scenario");

test("a slider changes the text and the result, and runs can be compared", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address, TINY);
  await run(page);
  const finding = await page.locator("#answer .card").first().innerText();
  await page.locator('input[data-set="workload.arrivals.rate"]').press("ArrowLeft");
  await page.getByText("workload.arrivals.rate: 200/s → 50/s").waitFor();
  assert.match(await textOf(page), /"rate": "50\/s"/);
  await run(page);
  assert.notEqual(await page.locator("#answer .card").first().innerText(), finding);
  const table = page.locator("#runs table");
  assert.match(await table.innerText(), /workload\.arrivals\.rate: 200\/s → 50\/s/);
  await table.getByRole("button", { name: "Restore run 1" }).click();
  assert.equal(await page.locator("#answer .card").first().innerText(), finding);
  assert.match(await textOf(page), /"rate": "100\/s"/);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("a part is struck on the stage, visibly, and the fault can be undone", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address, TINY);
  await run(page);
  const before = await textOf(page);
  await page.locator('[data-part="service order"]').first().press("Enter");
  await page.locator(".strike input").fill("1:30");
  await page.getByRole("button", { name: "Add this fault" }).click();
  assert.match(
    await textOf(page),
    /"name": "order down", "kind": "crash", "target": "order", "at": "90s", "for": "1min"/,
  );
  await page.locator("button.run:enabled").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.equal(await textOf(page), before);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("what the lesson proposes is applied by a press", async () => {
  const { page } = await openLab(lab.browser, lab.address, TINY);
  await run(page);
  await page.locator("#tries button").first().click();
  assert.match(await textOf(page), /"for": "10s"/);
  assert.equal(await status(page).then((words) => /replications? of/.test(words)), true);
  await page.close();
});

test("a mistake stands at the line of the reader, and is gone after undo", async () => {
  const { page, trouble } = await openLab(lab.browser, lab.address, "#lesson=01");
  await page.locator(".editor summary").click();
  const lesson = await textOf(page);
  const line = page.locator(".cm-line", { hasText: '"title": "Order checkout"' });
  await line.click();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("x");
  const problem = page.locator(".problems li", { hasText: "xtitle" });
  await problem.waitFor();
  const number = /Line (\d+)/.exec(await problem.innerText())[1];
  assert.match(await problem.innerText(), /xtitle/);
  const text = (await textOf(page)).split("\n");
  assert.match(text[Number(number) - 1], /"xtitle"/);
  assert.equal((await page.locator(".cm-lint-marker-error").count()) > 0, true);
  assert.equal(await page.locator("button.run").isDisabled(), true);
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await undo.click();
  await page.locator(".problems").waitFor({ state: "detached" });
  await line.click();
  await page.keyboard.press("Home");
  await page.keyboard.type("y"); // at once: a change of its own all the same
  await undo.click();
  assert.equal(await textOf(page), lesson);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("the editor completes keys and values from the schema", async () => {
  const { page } = await openLab(lab.browser, lab.address, "#lesson=01");
  await page.locator(".editor summary").click();
  await page.locator(".cm-line", { hasText: '"title": "Order checkout"' }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type('"plat');
  const options = page.locator(".cm-tooltip-autocomplete li");
  await options.first().waitFor();
  assert.deepEqual(await options.allInnerTexts(), ["platform"]);
  await page.close();
});

test("a link leads to the same scenario", async () => {
  const { page } = await openLab(lab.browser, lab.address, "#lesson=01&set=faults.0.for=30s");
  assert.match((await changes(page)).join(), /faults\.0\.for: 2min → 30s/);
  await page.locator('input[data-set="workload.arrivals.rate"]').press("ArrowLeft");
  const text = await textOf(page);
  await page.getByText("set=workload.arrivals.rate").waitFor();
  const link = await page.locator("#share .link").innerText();
  await page.close();
  const other = await openLab(lab.browser, link);
  assert.equal(await textOf(other.page), text);
  await other.page.close();
});
