// A projection on the stage: data, like a store, and a copy.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { report } from "../fixture.mjs";
import { launch, openReport } from "../page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The designs of the fixture; in the second one, services read a copy of the customers. */
function withProjection(readers, label = "customers", shop = "shop") {
  const data = report({ names: { shop, pay: "pay", store: "orders", topic: "placed" } });
  const { parts, edges } = data.designs[1];
  const [store] = parts.filter(({ role }) => role === "store");
  const name = `projection ${label}`;
  parts.push({ ...store, name, role: "projection", label, owner: null });
  const [call] = edges;
  edges.push(...readers.map((service) => ({ ...call, from: `service ${service}`, to: name })));
  return data;
}

const shownIn = (page) => page.locator('[data-part="projection customers"]');

test("a projection stands inside the service that alone reads it, by its name", async () => {
  const { page } = await openReport(browser, withProjection(["shop"]));
  const shown = shownIn(page);
  assert.match(await shown.getAttribute("class"), /^strip/);
  assert.match(await shown.getAttribute("aria-label"), /projection customers/);
  const glyphs = await page
    .locator(".stage")
    .last()
    .locator(".strip .glyph")
    .evaluateAll((all) => all.map((glyph) => glyph.getAttribute("d")));
  assert.equal(new Set(glyphs).size, 3, "store, projection and inbox are unlike one another");
  await shown.press("Enter");
  assert.match(await page.locator(".details h3").innerText(), /^customers projection/);
  await page.close();
});

test("one that is shared stands for itself, as two cylinders, which the key explains", async () => {
  const { page } = await openReport(browser, withProjection(["shop", "pay"]));
  assert.match(await shownIn(page).getAttribute("class"), /^box projection/);
  assert.equal(await shownIn(page).locator("path.outline").count(), 2);
  await page.locator(".key summary").click();
  assert.match(await page.locator(".key p").innerText(), /two cylinders a projection/);
  await page.close();
});

test("a copy that is called after its service loses that before its name is cut", async () => {
  const shop = "reservations";
  const data = withProjection([shop], `${shop}-customers`, shop);
  const { page } = await openReport(browser, data, { viewport: { width: 390, height: 900 } });
  const shown = page.locator(`[data-part="projection ${shop}-customers"]`);
  assert.equal(await shown.locator(".says").innerHTML(), "customers");
  assert.match(await shown.locator("title").textContent(), /projection reservations-customers/);
  await page.close();
});
