/** Sizes of the boxes on the stage, in units of the picture (pixels at normal size). */
import type { Box } from "./graph";
import { fitted, type Fitted, type Type } from "./letters";

export const NARROW = 98; // of boxes in layers that are broken into rows
export const STRIP = 19; // a store or an inbox inside a box
export const GAP_ACROSS = 10;
export const GAP_DOWN = 30;
export const EDGE = 6; // room round the picture
export const WIDTHS = [136, 126, 116, 106, 98];
export const LINE = 14; // of a name

const NAME: Type = { size: 12, bold: true };

export const isPill = ({ role }: Box) => role === "topic" || role === "broker";

/** Workers and queue: what only passes things on has none. */
export const hasBars = (box: Box) => box.role !== "client" && !isPill(box);

/** From the outline to the words. */
export const insetOf = (box: Box) => (isPill(box) ? 12 : 8);

export interface Size {
  name: Fitted;
  body: number; // height without what is inside
  height: number;
}

/** How tall a box of this width is: its name may need two lines. */
export function sizeOf(box: Box, width: number): Size {
  const name = fitted(box.label, width - 2 * insetOf(box), NAME, 2);
  const below = box.role === "client" ? 22 : isPill(box) ? 24 : 38;
  const body = below + LINE * name.lines.length;
  const inside = STRIP * box.inside.length + (box.inside.length ? 3 : 0);
  return { name, body, height: body + inside };
}
