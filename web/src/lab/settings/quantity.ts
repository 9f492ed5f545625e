/** Settings as numbers with a unit ("2min", "200/s", "24"), to compare and to scale them. */
const FACTORS: Record<string, number> = {
  "": 1,
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86400,
  "/ms": 1000,
  "/s": 1,
  "/min": 1 / 60,
  "/h": 1 / 3600,
  "/d": 1 / 86400,
};

interface Quantity {
  number: number;
  unit: string;
}

export function quantityOf(text: string): Quantity | null {
  const match = /^(\d+(?:\.\d+)?)\s*([a-zµ/]*)$/.exec(text);
  const unit = match?.[2] ?? "";
  return match && unit in FACTORS ? { number: Number(match[1]), unit } : null;
}

/** In seconds, per second, or as it is; what is no quantity has no size. */
export function sizeOf(text: string): number | null {
  const quantity = quantityOf(text);
  return quantity && quantity.number * FACTORS[quantity.unit]!;
}

const rounded = (value: number) => Number(value.toPrecision(3));

/** Multiples of a quantity, in its unit; whole ones stay whole. */
export function multiples(text: string, factors: number[]): string[] {
  const quantity = quantityOf(text);
  if (!quantity || quantity.number === 0) return [];
  const whole = Number.isInteger(quantity.number);
  const values = factors.map((factor) => {
    const value = quantity.number * factor;
    const small = whole && value >= 10 ? Math.round(value) : rounded(value);
    return `${small}${quantity.unit}`;
  });
  return [...new Set(values)];
}

/** The values with this one at its place among them. */
export function withValue(values: string[], value: string): string[] {
  if (values.includes(value)) return values;
  const size = sizeOf(value);
  const after = values.findIndex((v) => size !== null && (sizeOf(v) ?? -Infinity) > size);
  const at = after < 0 ? values.length : after;
  return [...values.slice(0, at), value, ...values.slice(at)];
}
