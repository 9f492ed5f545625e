/** The stage in motion, as GIF: the whole run in a few seconds. */
import { applyPalette, GIFEncoder, quantize } from "gifenc";
import type { Clock } from "../../clock/clock";
import { clockTime } from "../../text/times";
import type { Colours } from "./plot_svg";
import { drawn } from "./raster";
import { stageSvg } from "./stage_svg";

const FRAMES = 60;
const FRAME_MS = 120;
const COLOURS = 64;
const SETTLE_MS = 30;

const settled = () =>
  new Promise((done) => setTimeout(() => requestAnimationFrame(done), SETTLE_MS));

/** Moves the clock through the run, and back to where it was.
 * @param onShare how far it has come; stops where that says no */
export async function stageGif(
  clock: Clock,
  colours: Colours,
  onShare: (share: number) => boolean,
): Promise<Blob | null> {
  const before = clock.time;
  const gif = GIFEncoder();
  clock.pause();
  try {
    for (let i = 0; i < FRAMES; i++) {
      clock.set((clock.length * (i + 0.5)) / FRAMES);
      await settled();
      const canvas = await drawn(stageSvg(colours, clockTime(clock.time)), 1);
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
      const palette = quantize(data, COLOURS);
      gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: FRAME_MS });
      if (!onShare((i + 1) / FRAMES)) return null;
    }
  } finally {
    clock.set(before);
  }
  gif.finish();
  return new Blob([gif.bytes() as BlobPart], { type: "image/gif" });
}
