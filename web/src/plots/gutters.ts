/** Room left and right of everything that has the page's time axis, so that all times line up. */
export interface Gutters {
  left: number;
  right: number;
}

/** Where there is little room, names and values stand below one another. */
export const isNarrow = (width: number, scale: number) => width < 560 * scale;

export function guttersFor(width: number, scale: number): Gutters {
  return isNarrow(width, scale)
    ? { left: 52 * scale, right: 82 * scale }
    : { left: 62 * scale, right: 164 * scale };
}
