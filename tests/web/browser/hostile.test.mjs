// Names are data: whatever stands in them does no harm. What a design has not does no harm either.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { report } from "../fixture.mjs";
import { filled, launch, open, openReport } from "../page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const EVIL = [
  "</script><script>window.hurt=1</script>",
  "<img src=x onerror='window.hurt=1'>",
  '"><svg onload=window.hurt=1>',
  "__REPORT_DATA__",
  "javascript:window.hurt=1",
  "${window.hurt=1}",
];

test("script in names is shown as text and never runs", async () => {
  const [title, first, second, marker, address, template] = EVIL;
  const names = { shop: first, pay: second, store: address, topic: template };
  const data = report({ title, names, designs: [marker, title] });
  data.question = first;
  data.scenario = title;
  data.csv = { [title]: first };
  data.warnings = [second];
  const { page, trouble } = await openReport(browser, data);
  assert.equal(await page.locator("h1").innerText(), first);
  assert.equal(await page.locator(".card .design-name").first().innerText(), `●${marker}`);
  await page.locator(".request-choice select").selectOption("1005");
  await page.locator(".box").nth(1).press("Enter");
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  assert.equal(await page.locator("#page script, #page img").count(), 0);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("data that stands in the page as plain JSON is read as well", async () => {
  const json = JSON.stringify(report()).replace(/</g, "\\u003c");
  const html = filled(report()).replace(
    /<script type="text\/plain"[^]*?<\/script>/,
    () => `<script type="application/json" id="report-data">${json}</script>`,
  );
  const { page, trouble } = await open(browser, html);
  assert.equal(await page.locator(".stage").count(), 2);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("the page forbids itself to ask for anything", async () => {
  const { page } = await openReport(browser, report());
  const refused = await page.evaluate(
    () =>
      new Promise((done) => {
        document.addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective));
        fetch("https://example.org/").catch(() => undefined);
      }),
  );
  assert.equal(refused, "connect-src");
  await page.close();
});

test("one design, four designs and a long run work", async () => {
  for (const designs of [["alone"], ["a", "b", "c", "d"]]) {
    const { page, trouble } = await openReport(browser, report({ designs }));
    assert.equal(await page.locator(".stage svg:not(.dots)").count(), designs.length);
    assert.equal(await page.locator(".card").count(), designs.length);
    assert.deepEqual(trouble, []);
    await page.close();
  }
});

test("a design without faults, traces and courses is shown without them", async () => {
  const data = report();
  data.strikes = [];
  data.differences = [];
  data.verdicts = [];
  data.in_short = [];
  data.csv = {};
  for (const design of data.designs) {
    Object.assign(design, {
      series: null,
      traces: [],
      dominoes: [],
      causes: [],
      windows: [],
      time: { mean: [], slowest: [] },
      distributions: { response_s: null, consistency_s: null },
    });
    for (const part of design.parts) part.course = null;
    for (const edge of design.edges) edge.flows = [];
  }
  const { page, trouble } = await openReport(browser, data);
  assert.equal(await page.locator(".stage svg:not(.dots)").count(), 2);
  assert.equal(await page.locator("#over-time").count(), 0);
  await page.getByRole("button", { name: "Play" }).click();
  await page.locator('[data-part="service pay"]').first().press("Enter");
  assert.match(await page.locator(".details").innerText(), /Nothing was recorded/);
  assert.deepEqual(trouble, []);
  const bare = report();
  for (const design of bare.designs) Object.assign(design, { parts: [], edges: [], times_s: [] });
  const second = await openReport(browser, bare);
  assert.deepEqual(second.trouble, []);
  await page.close();
  await second.page.close();
});

test("with reduced motion the page still plays, in steps", async () => {
  const { page, trouble } = await openReport(browser, report(), { reducedMotion: "reduce" });
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForFunction(() => Number(document.querySelector("input[type=range]").value) > 32);
  assert.deepEqual(trouble, []);
  await page.close();
});
