import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useLook } from "../look/settings";
import { fitted, widthOf } from "../stage/letters";

/** Room left and right of everything that has the page's time axis, so that all times line up. */
export interface Gutters {
  left: number;
  right: number;
}

/** The names of the designs, which stand at the ends of all curves. */
export const NamesContext = createContext<string[]>([]);

/** Where there is little room, names and values stand below one another. */
export const isNarrow = (width: number, scale: number) => width < 560 * scale;

const NAME = { size: 12.8, bold: true };
const MARK = 14;
const BESIDE = 104; // which curve, its value, and the space between
const WIDE = { least: 158, most: 250 };
const SLIM = { least: 86, most: 96 }; // at least "p99 36.8 ms"

/** Room for the longest name, within limits. */
function roomFor(names: string[], beside: number, { least, most }: typeof WIDE): number {
  const longest = Math.max(0, ...names.map((name) => widthOf(name, NAME)));
  return Math.min(most, Math.max(least, Math.ceil(MARK + longest + beside)));
}

export function guttersFor(width: number, scale: number, names: string[]): Gutters {
  return isNarrow(width, scale)
    ? { left: 52 * scale, right: (6 + roomFor(names, 0, SLIM)) * scale }
    : { left: 62 * scale, right: (6 + roomFor(names, BESIDE, WIDE)) * scale };
}

/** The room left and right of what is so wide on this page. */
export function useGutters(width: number): Gutters {
  const { scale } = useLook();
  return guttersFor(width, scale, useContext(NamesContext));
}

/** A name at the end of its curve: smaller where it is long, and cut where it is very long. */
export function nameAt(name: string, right: number, width: number, scale: number) {
  const beside = isNarrow(width, scale) ? 0 : BESIDE;
  const { lines, size } = fitted(name, right / scale - 6 - MARK - beside, NAME);
  return { text: lines[0]!, size: size * scale };
}
