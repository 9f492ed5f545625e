/** How faults and releases are named at the scrubber. */
import type { Strike } from "../data";
import { widthOf } from "../stage/letters";

const TYPE = { size: 12.5 };
const GAP = 8;

/** From where to where a strike lasts, as shares of the run; a late one has its name before its end. */
export function extentOf(strike: Strike, length: number) {
  const from = Math.min(length, strike.from_s) / length;
  const to = Math.min(length, strike.to_s ?? length) / length;
  return { from, to: strike.is === "release" ? from : to, late: from > 0.7 };
}

const SHORTEST = 0.01; // of the run, that a fault or a release can be pointed at

/** The names of what lasts at a time, or began just before it. */
export function namesAt(strikes: Strike[], length: number, time: number): string {
  const lasts = ({ is, from_s, to_s }: Strike) => {
    const until = is === "release" ? from_s : (to_s ?? Infinity);
    return from_s <= time && time < Math.max(until, from_s + SHORTEST * length);
  };
  return [...new Set(strikes.filter(lasts).map(({ name }) => name))].join(", ");
}

/** Those whose names have room in the scrubber without lying on one another.
 * @param width of the scrubber; 0 where it is not known yet */
export function namedOf(strikes: Strike[], length: number, width: number, warmup: number) {
  const taken = warmup > 0 ? [{ left: 0, right: 65 }] : [];
  const named = new Set<Strike>();
  if (width <= 0) return named;
  for (const strike of strikes) {
    const { from, to, late } = extentOf(strike, length);
    const wide = widthOf(strike.name, TYPE) + GAP;
    const left = late ? to * width - wide : from * width;
    const right = left + wide;
    const free = taken.every((other) => right <= other.left || left >= other.right);
    if (!free || left < 0 || right > width + GAP) continue;
    taken.push({ left, right });
    named.add(strike);
  }
  return named;
}
