// Reports as the program writes them: FAULTLINE_REPORTS names the files, with spaces between.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { outside, overlaps, violations } from "../checks.mjs";
import { launch, open } from "../page.mjs";

const files = (process.env.FAULTLINE_REPORTS ?? "").split(" ").filter(Boolean);
let browser;
if (files.length > 0) {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

for (const file of files) {
  for (const width of [1280, 390]) {
    test(`${file} is whole at ${width} pixels`, async () => {
      const viewport = { width, height: 900 };
      const { page, trouble } = await open(browser, readFileSync(file, "utf8"), { viewport });
      await page.waitForSelector(".stage svg");
      for (const share of [0.05, 0.4, 0.5, 0.7]) {
        const slider = page.locator('input[type="range"]');
        const length = Number(await slider.getAttribute("max"));
        await slider.fill(String(Math.round(length * share)));
        await page.waitForTimeout(120);
        assert.deepEqual(await page.evaluate(overlaps), []);
        assert.deepEqual(await page.evaluate(outside), []);
      }
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(trouble, []);
      await page.close();
    });
  }
}
