/** Room left and right of everything that has the page's time axis, so that all times line up. */
export interface Gutters { left: number; right: number }

export function guttersFor(width: number, scale: number): Gutters {
  return width < 560 * scale
    ? { left: 46 * scale, right: 84 * scale }
    : { left: 62 * scale, right: 150 * scale };
}
