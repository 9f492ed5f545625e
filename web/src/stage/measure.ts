/** Sizes of the boxes on the stage, in units of the picture (pixels at normal size). */
import type { Box } from "./graph";

export const NARROW = 98; // of boxes in layers that are broken into rows
export const STRIP = 19; // a store or an inbox inside a box
export const GAP_ACROSS = 10;
export const GAP_DOWN = 30;
export const EDGE = 6; // room round the picture
export const WIDTHS = [136, 126, 116, 106, 98];

export function heightOf(box: Box): number {
  if (box.role === "client") return 36;
  const own = box.role === "topic" || box.role === "broker" ? 38 : 52;
  return own + STRIP * box.inside.length + (box.inside.length ? 3 : 0);
}

export const bodyHeight = (box: Box) =>
  heightOf(box) - STRIP * box.inside.length - (box.inside.length ? 3 : 0);
