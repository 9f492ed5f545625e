// Frames a second while the stage plays 50 services in two designs, as a ratio to an empty page.
import { launch, open, openReport } from "../../tests/web/page.mjs";
import { largeReport } from "./large.mjs";

const SECONDS = 4;

/** Frames that the page draws, and the share of the time in which its script is busy. */
async function measure(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const busy = async () =>
    (await client.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration")
      .value;
  const before = await busy();
  const frames = await page.evaluate(
    (seconds) =>
      new Promise((done) => {
        const start = performance.now();
        let count = 0;
        const next = (now) => {
          count++;
          if (now - start < seconds * 1000) requestAnimationFrame(next);
          else done(count / seconds);
        };
        requestAnimationFrame(next);
      }),
    SECONDS,
  );
  return { frames, busy: ((await busy()) - before) / SECONDS };
}

const browser = await launch();
const empty = await open(browser, "<!doctype html><main>nothing</main>");
const nothing = await measure(empty.page);
const { page } = await openReport(browser, largeReport());
await page.locator(".speed select").selectOption("5");
await page.locator('input[type="range"]').fill("5");
await page.getByRole("button", { name: "Play" }).click();
const stage = await measure(page);
await browser.close();
console.log(`empty page: ${nothing.frames} frames/s, ${(nothing.busy * 100).toFixed(0)} % busy`);
console.log(
  `50 services, two designs, playing: ${stage.frames} frames/s, ${(stage.busy * 100).toFixed(
    0,
  )} % busy; ratio ${(stage.frames / nothing.frames).toFixed(2)}`,
);
