/** A log axis from the first to the last bin of all designs, and at least so long that a value
 * which is always the same is seen to be. */
import type { Distribution } from "../data";

export interface LogAxis {
  low: number;
  high: number;
  place: (value: number) => number;
  ticks: number[];
}

const SHORTEST = 10; // from one end to the other
const SHARE_SHOWN = 1e-5; // bins with less at both ends are cut off

export function logAxis(distributions: Distribution[], values: number[], width: number): LogAxis {
  const bins = distributions
    .flatMap((d) => d.share.map((share, i) => ({ share, from: d.from_s[i]!, to: d.to_s[i]! })))
    .filter((b) => b.share > SHARE_SHOWN && b.to > 0);
  const positive = values.filter((v) => v > 0);
  const first = Math.min(...bins.map((b) => Math.max(b.from, 1e-9)), ...positive);
  const last = Math.max(...bins.map((b) => b.to), ...positive);
  const beside = Math.sqrt(Math.max(1, SHORTEST / (last / first)));
  const [low, high] = [first / beside, last * beside];
  const span = Math.log(high / low);
  const place = (value: number) => (Math.log(Math.max(value, low) / low) / span) * width;
  const ticks: number[] = [];
  const dense = width / (span / Math.LN10) > 150;
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
    for (const m of dense ? [1, 2, 5] : [1]) {
      const tick = m * 10 ** e;
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(tick);
    }
  }
  return { low, high, place, ticks };
}

/** The end of its last bin that is shown. */
export const endOf = (d: Distribution) =>
  Math.max(0, ...d.to_s.filter((_, i) => d.share[i]! > SHARE_SHOWN));

/** Value that the given share of a distribution does not exceed. */
export function quantileOf(d: Distribution, share: number): number | null {
  let sum = d.zero;
  if (sum >= share) return 0;
  for (let i = 0; i < d.share.length; i++) {
    sum += d.share[i]!;
    if (sum >= share - 1e-9) return d.to_s[i]!;
  }
  return d.to_s[d.to_s.length - 1] ?? null;
}
