// What runs without a fault say, beside the cause chains.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { violations } from "../checks.mjs";
import { report } from "../fixture.mjs";
import { estimate } from "../graphs.mjs";
import { launch, openReport } from "../page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const proof = (fault, without, agreement) => ({
  fault,
  failed: estimate(0.2),
  failed_without: estimate(without),
  because: estimate(0.2 - without),
  blamed: estimate(0.2),
  agreement: estimate(agreement),
  replications: 4,
});

async function causesOf(proofs) {
  const data = report();
  data.designs[0].proofs = proofs;
  const { page } = await openReport(browser, data);
  return { page, causes: page.locator(".causes").first() };
}

test("one fault has a sentence", async () => {
  const { page, causes } = await causesOf([proof("pay down", 0, 0.99)]);
  assert.match(await causes.innerText(), /without the fault “pay down”, 0\s% of the same requests/);
  assert.equal(await causes.locator("table").count(), 0);
  await page.close();
});

test("several faults have a table, with a row for each that changes something", async () => {
  const none = { ...proof("of no account", 0, 1), failed: estimate(0) };
  const proofs = [proof("pay down", 0.05, 0.99), proof("shop slow", 0.15, null), none];
  const { page, causes } = await causesOf(proofs);
  assert.match(await causes.innerText(), /with all faults, 20\.0\s% of the requests fail/);
  const rows = await causes.locator("tbody tr").allInnerTexts();
  const words = rows.map((row) => row.replace(/\s+/g, " "));
  assert.deepEqual(words, ["pay down 5.00 % 99.0 %", "shop slow 15.0 % –"]);
  assert.deepEqual(await violations(page), []);
  await page.close();
});
