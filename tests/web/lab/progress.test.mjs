// What the progress of a run costs the page, counted instead of timed: the page's clock advances by
// a millisecond with each message of progress, and words are measured whenever stage, scrubber or
// plots are drawn.
import assert from "node:assert/strict";
import test from "node:test";
import { openLab, run, TINY, useLab } from "../lab_page.mjs";

const lab = useLab();

/** Runs in the page before its own program. */
function count() {
  const seen = { messages: 0, whileShown: 0, told: 0, drawn: 0 };
  window.seen = seen;
  let measured = 0;
  const pen = CanvasRenderingContext2D.prototype;
  const { measureText } = pen;
  pen.measureText = function (text) {
    measured++;
    return measureText.call(this, text);
  };
  const { set } = Object.getOwnPropertyDescriptor(HTMLProgressElement.prototype, "value");
  Object.defineProperty(HTMLProgressElement.prototype, "value", {
    set(share) {
      seen.told++;
      set.call(this, share);
    },
  });
  performance.now = () => seen.messages;
  window.Worker = class extends Worker {
    set onmessage(take) {
      super.onmessage = (event) => {
        if (!("share" in event.data)) return take(event);
        seen.messages++;
        if (document.querySelector("#stage .box")) seen.whileShown++;
        const before = measured;
        take(event);
        // The page is drawn once this message was taken, before the next one is.
        queueMicrotask(() => queueMicrotask(() => (seen.drawn += measured > before)));
      };
    }
  };
}

test("progress is told ten times a second, and draws no section of the report anew", async () => {
  const three = TINY.replace("replications=1", "replications=3");
  const { page, trouble } = await openLab(lab.browser, lab.address, three, count);
  await run(page);
  const { messages, whileShown, told, drawn } = await page.evaluate(() => window.seen);
  assert.ok(whileShown > 500, `${whileShown} of ${messages} came while a report was shown`);
  assert.ok(told <= messages / 100 + 2, `${told} of ${messages} were told`);
  assert.equal(drawn, 0, `${drawn} of ${messages} drew the report`);
  assert.deepEqual(trouble, []);
  await page.close();
});
