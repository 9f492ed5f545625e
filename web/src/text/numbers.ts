/** Numbers as people write them: 23,900; 118 s; 77.9 %; 37.8 ms. What is not there is "–". */
import type { Estimate } from "../data";

export const NOTHING = "–";
const SPACE = "\u00a0";

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<number, Intl.NumberFormat>();

function grouped(value: number, digits: number): string {
  let formatter = formatters.get(digits);
  if (!formatter) {
    formatter = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(digits, formatter);
  }
  return formatter.format(value);
}

/** Decimal places for three significant digits; whole numbers from 100 on. */
function places(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 99.95) return 0;
  return Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
}

/** How a value of a unit is written: what it is multiplied by, its sign, its decimal places. */
interface Form {
  factor: number;
  sign: string;
  digits: number;
}

function secondsForm(value: number): Form {
  const size = Math.abs(value);
  if (size === 0 || size >= 0.9995) return { factor: 1, sign: `${SPACE}s`, digits: places(value) };
  if (size >= 0.0009995) {
    return { factor: 1e3, sign: `${SPACE}ms`, digits: places(value * 1e3) };
  }
  return { factor: 1e6, sign: `${SPACE}µs`, digits: places(value * 1e6) };
}

/** Near 100 % it is the distance from it that counts: 99.96 %, never a rounded 100 %. */
function shareForm(value: number): Form {
  const percent = value * 100;
  const missing = 100 - percent;
  const near = missing > 0 && missing < 1 ? -Math.floor(Math.log10(missing)) : 0;
  const digits = percent === 100 ? 0 : near ? Math.min(6, near) : Math.min(4, places(percent));
  return { factor: 100, sign: `${SPACE}%`, digits: missing > 1 && percent >= 10 ? 1 : digits };
}

const SHORT: Record<string, string> = {
  "per second": "/s",
  "per day": "/d",
  days: `${SPACE}d`,
  hours: `${SPACE}h`,
};

function form(value: number, unit: string): Form {
  if (unit === "seconds" || unit === "s") return secondsForm(value);
  if (unit === "share" || unit === "probability") return shareForm(value);
  return { factor: 1, sign: SHORT[unit] ?? "", digits: places(value) };
}

/** Whole numbers are written without decimal places. */
function written(value: number, { factor, digits }: Form): string {
  const scaled = value * factor;
  return grouped(scaled, Number.isInteger(scaled) ? 0 : digits);
}

/** What is counted, and all or nothing, is exact as a whole number; a measured 28 s is 28.0 s. */
const COUNTED = new Set(["", "count", "transactions", "events", "updates", "effects"]);
const isExact = (mean: number, unit: string) =>
  mean === 0 || COUNTED.has(unit) || (unit === "share" && mean === 1);

export function quantity(value: number | null | undefined, unit = ""): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  const shape = form(value, unit);
  return written(value, shape) + shape.sign;
}

export interface Measured {
  value: string;
  spread: string | null;
}

/** A mean with its half-width, in the digits of the mean; a half-width that rounds to 0 says
 * nothing and is left out. */
export function measured(estimate: Estimate | null | undefined, unit = ""): Measured {
  if (!estimate || estimate.mean === null) return { value: NOTHING, spread: null };
  const { mean, low, high } = estimate;
  const exact = form(mean, unit);
  const value = isExact(mean, unit)
    ? quantity(mean, unit)
    : grouped(mean * exact.factor, exact.digits) + exact.sign;
  if (low === null || high === null) return { value, spread: null };
  const shape = form(mean, unit);
  const half = Math.max(mean - low, high - mean);
  const spread = grouped(half * shape.factor, shape.digits);
  return { value, spread: Number(spread.replace(/,/g, "")) > 0 ? `±${SPACE}${spread}` : null };
}

export function measuredText(estimate: Estimate | null | undefined, unit = ""): string {
  const { value, spread } = measured(estimate, unit);
  if (spread === null) return value;
  const [, number, sign] = /^(\S+)(.*)$/s.exec(value) ?? ["", value, ""];
  const split = /^([\d.,\-−]+)(.*)$/s.exec(number ?? "");
  return split ? `${split[1]} ${spread}${split[2]}${sign}` : `${value} ${spread}`;
}
