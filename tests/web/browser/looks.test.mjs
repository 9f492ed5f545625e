// How the page looks: widths, themes, paper, and what axe-core finds.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { report } from "../fixture.mjs";
import { course } from "../graphs.mjs";
import { overlaps, outside, violations } from "../checks.mjs";
import { launch, openReport } from "../page.mjs";

const WIDTHS = [1280, 390];
const THEMES = ["light", "dark"];
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const sizes = (width, colorScheme) => ({ viewport: { width, height: 900 }, colorScheme });

for (const width of WIDTHS) {
  for (const theme of THEMES) {
    test(`at ${width} pixels, ${theme}, nothing overflows or overlaps`, async () => {
      const data = report({
        designs: ["rest", "events", "third design, with a long name"],
        names: {
          shop: "notification",
          pay: "payment",
          store: "subscriptions",
          topic: "order-created",
        },
      });
      const { page, trouble } = await openReport(browser, data, sizes(width, theme));
      for (const time of [2, 30, 42]) {
        await page.locator('input[type="range"]').fill(String(time));
        await page.waitForTimeout(120);
        assert.deepEqual(await page.evaluate(overlaps), []);
        assert.deepEqual(await page.evaluate(outside), []);
      }
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.deepEqual(trouble, []);
      await page.close();
    });

    test(`at ${width} pixels, ${theme}, axe-core finds nothing, and labels have room`, async () => {
      const data = report();
      data.designs[1].series.response_p99_s = course(() => 0.03678);
      const { page } = await openReport(browser, data, sizes(width, theme));
      await page.locator('[data-part="service pay"]').first().press("Enter");
      await page.evaluate(() =>
        document.querySelectorAll("details").forEach((d) => {
          d.open = true;
        }),
      );
      assert.deepEqual(await violations(page), []);
      const wide = await page
        .locator(".labels div")
        .evaluateAll((all) => all.filter((label) => label.scrollWidth > label.clientWidth).length);
      assert.equal(wide, 0, "labels of panels that reach beyond the page");
      await page.close();
    });
  }
}

for (const width of WIDTHS) {
  test(`at ${width} pixels long names are whole`, async () => {
    const names = {
      shop: "user-timeline-writer",
      pay: "pricing-customers",
      store: "recommendations",
      topic: "customer-address-changed",
    };
    const data = report({ designs: ["release train", "independent"], names });
    const { page } = await openReport(browser, data, sizes(width, "light"));
    await page.locator('input[type="range"]').fill("30");
    const said = await page.locator(".stage text.label").allTextContents();
    for (const name of [names.shop, names.pay, names.topic]) assert.ok(said.includes(name), name);
    const title = await page.locator('[data-part="service pricing-customers"] title');
    assert.match(await title.first().textContent(), /^service pricing-customers/);
    const ends = await page.locator(".labels span").allTextContents();
    assert.deepEqual(
      [...said, ...ends].filter((text) => text.includes("…")),
      [],
    );
    assert.deepEqual(await page.evaluate(outside), []);
    assert.deepEqual(await page.evaluate(overlaps), []);
    await page.close();
  });
}

test("the waterfall and the empty choice pass axe-core too", async () => {
  const { page } = await openReport(browser, report());
  await page.locator(".request-choice select").selectOption("1005");
  assert.deepEqual(await violations(page), []);
  await page.close();
});

test("the switches change theme and size of type", async () => {
  const { page } = await openReport(browser, report());
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: "Dark" }).click();
  assert.notEqual(await paper(), light);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.getByRole("button", { name: "Presentation" }).click();
  assert.ok((await size()) > before * 1.3);
  assert.equal(await page.locator("#measures").isVisible(), false);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.close();
});

test("paper is light, has what is folded, and no buttons", async () => {
  const { page } = await openReport(browser, report(), sizes(1280, "dark"));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.waitForTimeout(200);
  const shown = await page.evaluate(() => ({
    theme: document.documentElement.dataset.theme,
    scenario: document.querySelector(".scenario").checkVisibility({ contentVisibilityAuto: true }),
    tables: [...document.querySelectorAll("table.measures")].filter((t) => t.offsetHeight > 0)
      .length,
    buttons: [...document.querySelectorAll(".top button, .scrubber button")].filter(
      (b) => b.offsetHeight > 0,
    ).length,
    plot: document.querySelector(".plot canvas").getBoundingClientRect().width,
  }));
  assert.deepEqual(shown, { theme: "light", scenario: true, tables: 4, buttons: 0, plot: 700 });
  assert.ok((await page.pdf()).length > 20_000);
  await page.close();
});

test("of many windows paper has those during a fault, in short", async () => {
  const data = report();
  for (const design of data.designs) {
    const [window] = design.windows;
    const around = (k) => ["before", "during", "after"].map((when) => `${when} fault ${k}`);
    const names = [1, 2, 3].flatMap(around);
    design.windows = names.map((name) => ({ ...window, name }));
  }
  const { page } = await openReport(browser, data);
  await page.emulateMedia({ media: "print" });
  const headings = page.locator("#measures .print-only h3");
  const during = [1, 2, 3].map((k) => `during fault ${k}`);
  assert.deepEqual(await headings.allInnerTexts(), ["whole run", ...during]);
  const rows = await page
    .locator("#measures .print-only table")
    .evaluateAll((tables) => tables.map((table) => table.querySelectorAll("td").length > 0));
  assert.deepEqual(rows, [true, true, true, true]);
  assert.match(await page.locator("#measures").innerText(), /are in measures\.csv/);
  await page.close();
});

/** How far each canvas of dots is from the picture below it. */
const apart = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".picture")].map((picture) => {
      const [canvas, svg] = ["canvas", "svg"].map((name) =>
        picture.querySelector(name).getBoundingClientRect(),
      );
      const sides = ["x", "y", "width", "height"].map((side) => canvas[side] - svg[side]);
      return Math.hypot(...sides);
    }),
  );

test("dots lie over the parts at every size of type and on a sharp screen", async () => {
  const { page } = await openReport(browser, report(), { deviceScaleFactor: 2 });
  assert.equal((await apart(page)).length, 2);
  assert.ok((await apart(page)).every((pixels) => pixels < 0.2));
  await page.getByRole("button", { name: "Presentation" }).click();
  assert.ok((await apart(page)).every((pixels) => pixels < 0.2));
  await page.close();
});

test("dots stay sharp and in place when the window moves to another screen", async () => {
  const { page } = await openReport(browser, report());
  await page.locator('input[type="range"]').fill("15.2");
  const screen = await page.context().newCDPSession(page);
  for (const [i, deviceScaleFactor] of [2, 1.1, 1].entries()) {
    // Chromium does not evaluate media queries anew where the window keeps its size.
    const metrics = { width: 1280, height: 901 + i, deviceScaleFactor, mobile: false };
    await screen.send("Emulation.setDeviceMetricsOverride", metrics);
    await page.waitForTimeout(200);
    const { sharp, painted, plot } = await page.evaluate(() => {
      const canvas = document.querySelector("canvas.dots");
      const [{ x, y }] = canvas.dots;
      const at = [x, y].map((v) => Math.round(v * devicePixelRatio));
      const widthOf = (c) => c.width / c.getBoundingClientRect().width;
      return {
        sharp: widthOf(canvas),
        painted: canvas.getContext("2d").getImageData(...at, 1, 1).data[3],
        plot: widthOf(document.querySelector(".plot canvas")),
      };
    });
    assert.ok(Math.abs(sharp - deviceScaleFactor) < 0.01, `${sharp}, not ${deviceScaleFactor}`);
    assert.ok(Math.abs(plot - deviceScaleFactor) < 0.01, `plots: ${plot}`);
    assert.equal(painted, 255, "a dot where the page looks for one");
    assert.ok((await apart(page)).every((pixels) => pixels < 0.2));
  }
  await page.close();
});

test("paper shows all designs at the instants that matter, in place of the stage", async () => {
  const { page } = await openReport(browser, report());
  await page.locator('input[type="range"]').fill("12");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const captions = page.locator(".stills figcaption");
  assert.deepEqual(await captions.allTextContents(), [
    "0:12 as chosen on the screen",
    "0:18 before pay down",
    "0:30 in the middle of pay down",
    "0:41 just after pay down",
    "0:59 at the end",
  ]);
  const states = page.locator('.stills figure:nth-child(3) [data-part="service pay"] .word');
  assert.deepEqual(await states.allTextContents(), ["✕ down", "✕ down"]);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".stages").isVisible(), false);
  assert.equal(await page.locator(".stills svg").count(), 10);
  const widths = await page
    .locator(".stills svg")
    .evaluateAll((all) => all.map((e) => e.clientWidth));
  assert.ok(Math.max(...widths) <= 343, "two designs side by side on paper");
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".stills").count(), 0);
  await page.close();
});

test("a peak of one bucket among thousands is drawn, on a narrow screen too", async () => {
  const data = report({ designs: ["rest"] });
  const times_s = Array.from({ length: 6000 }, (_, i) => i / 100);
  const flat = times_s.map((_, i) => (i === 3333 ? 1000 : 1));
  const peak = { mean: flat, low: flat, high: flat };
  data.designs[0].series = { times_s, availability: course(() => null), backlog: peak };
  data.strikes = [];
  const { page } = await openReport(browser, data, sizes(390, "light"));
  const dark = await page.evaluate(() => {
    const canvas = document.querySelector('[data-panel="backlog"] canvas');
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let y = 10; y < 40; y++) {
      for (let x = 60; x < width; x++) {
        const at = (y * width + x) * 4;
        if (data[at + 2] > data[at] + 60 && data[at + 3] > 200) found++;
      }
    }
    return found;
  });
  assert.ok(dark > 20, `${dark} pixels of the peak`);
  await page.close();
});
