/** The one y axis of a panel: from 0, or over whole decades where it is logarithmic. */
import type { PanelData } from "./series";

export interface Scale {
  low: number;
  high: number;
  log: boolean;
}

export function scaleOf(panel: PanelData): Scale {
  const values = panel.curves
    .flatMap(({ course }) => [...course.mean, ...course.high])
    .filter((v): v is number => v !== null && (!panel.log || v > 0));
  const top = values.reduce((a, b) => Math.max(a, b), 0);
  if (panel.log) {
    const least = values.reduce((a, b) => Math.min(a, b), Infinity);
    return {
      log: true,
      low: 10 ** Math.floor(Math.log10(least)),
      high: 10 ** Math.ceil(Math.log10(top) + 1e-9),
    };
  }
  if (panel.most !== undefined) return { log: false, low: 0, high: panel.most * 1.02 };
  return { log: false, low: 0, high: top > 0 ? top * 1.06 : 1 };
}

/** Share of the height, from the top, at which a value lies. */
export function placeOf({ low, high, log }: Scale, value: number): number {
  const share = log
    ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
    : (value - low) / (high - low);
  return 1 - Math.min(1, Math.max(0, share));
}
