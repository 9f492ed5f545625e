// The page as a reader uses it, in headless Chromium.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { report } from "../fixture.mjs";
import { builtPage, launch, open, openReport } from "../page.mjs";

const data = report();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const scrubber = 'input[type="range"]';
const stateOf = (page, design, part) =>
  page.locator(".stage").nth(design).locator(`[data-part="${part}"]`).getAttribute("aria-label");
const move = (page, time) => page.locator(scrubber).fill(String(time));
const eventually = async (read, wanted) => {
  let last;
  for (let i = 0; i < 60; i++) {
    last = await read();
    if (wanted(last)) return last;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`still ${JSON.stringify(last)}`);
};
const becomes = (read, expected) => eventually(read, (found) => found === expected);

test("the page opens from disk without an error and asks the network for nothing", async () => {
  const { page, trouble } = await openReport(browser, data);
  assert.equal(await page.locator("h1").innerText(), data.question);
  assert.equal(await page.locator(".card").count(), 2);
  assert.equal((await page.locator("h2").count()) > 8, true);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("a page without data says so and how to make a report", async () => {
  const { page, trouble } = await open(browser, builtPage());
  assert.match(await page.locator("main").innerText(), /no report.*faultline run/is);
  assert.deepEqual(trouble, []);
  const broken = await open(browser, builtPage().replace("__REPORT_DATA__", "QUJD"));
  assert.match(await broken.page.locator("main").innerText(), /cannot be read/);
  await page.close();
  await broken.page.close();
});

test("the plots hold the numbers of the data, on one y axis for all designs", async () => {
  const { page } = await openReport(browser, data);
  const plots = await page.evaluate(() =>
    [...document.querySelectorAll("#over-time [data-panel]")].map((panel) => {
      const { plot } = panel.querySelector(".plot");
      return { key: panel.dataset.panel, data: plot.data, top: plot.scales.y.max };
    }),
  );
  const availability = plots.find((p) => p.key === "availability");
  data.designs.forEach(({ series }, k) => {
    assert.deepEqual(availability.data[3 + 3 * k], series.availability.mean);
    assert.deepEqual(availability.data[1 + 3 * k], series.availability.high);
    assert.deepEqual(availability.data[2 + 3 * k], series.availability.low);
  });
  const response = plots.find((p) => p.key === "response");
  assert.deepEqual(response.data[3], data.designs[0].series.response_p99_s.mean);
  assert.equal(response.data[3][25], null, "a gap stays a gap");
  const backlog = plots.find((p) => p.key === "backlog");
  assert.ok(backlog.top >= 2010 && backlog.data[0].length === 60);
  await page.close();
});

test("the hypothesis stands with a verdict and a mark for each probe", async () => {
  const { page } = await openReport(browser, data);
  const section = page.locator("#hypothesis");
  const probes = await section.locator("li").allInnerTexts();
  assert.deepEqual(
    probes.map((text) => text.split(" ").slice(0, 2).join(" ")),
    ["✓ held", "✕ deviated", "? inconclusive"],
  );
  assert.match(await section.innerText(), /The experiment: deviated/);
  await page.close();
});

test("the scrubber moves both designs to its time", async () => {
  const { page } = await openReport(browser, data);
  for (const [time, word] of [
    [10, "healthy"],
    [30, "down"],
    [50, "healthy"],
  ]) {
    await move(page, time);
    for (const design of [0, 1]) {
      await eventually(
        () => stateOf(page, design, "service pay"),
        (l) => l.includes(word),
      );
    }
  }
  assert.equal(await page.locator(".time").innerText(), "0:50");
  await page.close();
});

test("faults without room for their names are named to mouse, touch and keyboard", async () => {
  const close = report();
  const later = { ...close.strikes[0], name: "stock down", from_s: 22, to_s: 30 };
  close.strikes.push(later);
  const { page } = await openReport(browser, close, { hasTouch: true });
  const slider = page.locator(scrubber);
  const { width, height } = await slider.boundingBox();
  const at = (time) => ({ position: { x: (width * time) / 60, y: height / 2 } });
  const now = page.locator(".scrubber .now");
  const says = (words) =>
    eventually(
      () => now.innerText(),
      (text) => text.trim() === words,
    );
  await slider.hover(at(25));
  await says("At the pointer: pay down, stock down");
  await page.mouse.move(2, 2);
  await says("Now: pay down");
  await slider.tap(at(26));
  await says("Now: pay down, stock down");
  await move(page, 21);
  await says("Now: pay down");
  await slider.press("ArrowRight");
  await says("Now: pay down, stock down");
  assert.equal(await slider.getAttribute("aria-valuetext"), "0:22, pay down, stock down");
  await page.close();
});

test("play moves the time at the chosen speed, pause keeps it", async () => {
  const { page } = await openReport(browser, data);
  const time = () => page.locator(scrubber).evaluate((e) => Number(e.value));
  await move(page, 5);
  await page.locator(".speed select").selectOption("10");
  await page.getByRole("button", { name: "Play" }).click();
  await eventually(time, (t) => t > 8);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Play" }).waitFor();
  await page.waitForTimeout(50); // the frame that was under way
  const paused = await time();
  await page.waitForTimeout(150);
  assert.equal(await time(), paused);
  await page.getByRole("button", { name: "Step forward" }).click();
  await eventually(time, (t) => t > paused - 1 && Number.isInteger(t));
  await page.close();
});

test("the keyboard alone plays, steps, chooses a part and closes it", async () => {
  const { page } = await openReport(browser, data);
  const time = () => page.locator(scrubber).evaluate((e) => Number(e.value));
  await page.locator(scrubber).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await time(), 31);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press(",");
  await becomes(time, 30);
  await page.keyboard.press(" ");
  await eventually(time, (t) => t > 30);
  await page.keyboard.press(" ");
  await page.locator('[data-part="service pay"]').first().focus();
  await page.keyboard.press("Enter");
  assert.equal(
    await page
      .locator(".details h3")
      .innerText()
      .then((t) => t.split(" ")[0]),
    "pay",
  );
  await page.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  await becomes(() => page.locator(".details").count(), 0);
  await page.close();
});

test("a click on a part shows its course in both designs", async () => {
  const { page } = await openReport(browser, data);
  await page
    .locator('[data-part="service pay"]')
    .first()
    .click({ position: { x: 20, y: 12 } });
  const rows = await page.evaluate(
    () => document.querySelector('.details [data-panel="instances_up"] .plot').plot.data,
  );
  for (const [k, design] of data.designs.entries()) {
    const part = design.parts.find((p) => p.name === "service pay");
    assert.deepEqual(rows[3 + 3 * k], part.course.instances_up.mean);
  }
  await page.close();
});

test("a click on a dot shows its request in both designs", async () => {
  const { page } = await openReport(browser, data);
  await move(page, 15.2);
  await page.locator(".stage").first().scrollIntoViewIfNeeded();
  const dots = page.locator(".stage canvas.dots").first();
  await eventually(
    () => dots.evaluate((canvas) => canvas.dots.length),
    (n) => n > 0,
  );
  const { x, y } = await dots.evaluate((canvas) => canvas.dots[0]);
  const at = await dots.boundingBox();
  await page.mouse.click(at.x + x, at.y + y);
  assert.match(await page.locator(".details h3").innerText(), /Request 1,00[01]/);
  assert.equal(await page.locator(".details .waterfall").count(), 2);
  await page.close();
});

test("a click on the tail of a distribution opens one of its requests", async () => {
  const { page } = await openReport(browser, data);
  const picture = page.locator(".histogram svg").first();
  const box = await picture.boundingBox();
  await picture.click({ position: { x: box.width - 4, y: 20 } });
  assert.match(await page.locator(".details h3").innerText(), /Request/);
  await page.close();
});

test("pointing at a panel moves the stage, leaving it moves it back", async () => {
  const { page } = await openReport(browser, data);
  const plot = page.locator('[data-panel="availability"] .plot');
  await plot.scrollIntoViewIfNeeded();
  await plot.hover({ position: { x: 80, y: 40 } });
  await eventually(
    () => stateOf(page, 0, "service pay"),
    (l) => l.includes("healthy"),
  );
  await page.mouse.move(2, 2);
  await eventually(
    () => stateOf(page, 0, "service pay"),
    (l) => l.includes("down"),
  );
  await page.close();
});

test("the table is sorted by a press on its heading and copied as Markdown", async () => {
  const { page } = await openReport(browser, data, { permissions: [] });
  const first = () =>
    page.locator(".screen-only table.measures tbody th[scope=row]").first().innerText();
  assert.equal(await first(), "Availability");
  await page.locator(".screen-only thead button").nth(1).click();
  await becomes(first, "Goodput");
  assert.equal(
    await page.locator(".screen-only thead th").nth(1).getAttribute("aria-sort"),
    "descending",
  );
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      window.copied = text;
    };
  });
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  const lines = (await page.evaluate(() => window.copied)).split("\n");
  assert.equal(lines[0], "| Measure | rest | events | Better |");
  assert.equal(lines[2], "| Goodput | 66.7 ± 0.4/s | 100 ± 0/s | events |".replace(" ± 0/s", "/s"));
  await page.close();
});

test("of three designs any two are compared, by the keyboard too", async () => {
  const { page } = await openReport(browser, report({ designs: ["rest", "events", "mixed"] }));
  const table = page.locator("#measures .screen-only table");
  const head = table.locator("thead th").last();
  const better = table.locator("tbody tr").filter({ hasText: "Availability" }).locator("td").last();
  const choices = page.locator("#measures .controls label");
  const choice = (label) => choices.filter({ hasText: label }).locator("select");
  assert.equal(await head.innerText(), "Better of rest and events");
  assert.equal(await better.innerText(), "■events");
  await choice(/^with/).focus();
  await page.keyboard.press("ArrowDown");
  await becomes(() => head.innerText(), "Better of rest and mixed");
  assert.equal(await better.innerText(), "▲mixed");
  await choice(/^Compare/).selectOption("events");
  await becomes(() => head.innerText(), "Better of events and mixed");
  assert.equal(await better.innerText(), "▲mixed");
  await choice(/^with/).selectOption("events");
  await becomes(() => head.innerText(), "Better of mixed and events");
  assert.equal(await better.innerText(), "▲mixed");
  await page.close();
});

test("all measures and another window can be chosen", async () => {
  const { page } = await openReport(browser, data);
  const rows = () => page.locator(".screen-only table.measures th[scope=row]").count();
  const few = await rows();
  await page.getByLabel("All measures").check();
  await becomes(rows, few + 1);
  await page.locator("#measures select").selectOption("during fault");
  await becomes(rows, few + 1);
  await page.close();
});
