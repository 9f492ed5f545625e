/** What a run measured, by design, window and measure: from the report's table of all windows,
 * which has the classes of requests too; while a run goes on the report itself is ahead of it. */
import type { Estimate, Report } from "../../data";
import type { Choice, Predict } from "./lesson";

/** The fields of a line of CSV, where a quoted one may have commas in it. */
export function fieldsOf(line: string): string[] {
  const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return fields
    .slice(0, line.endsWith(",") ? undefined : -1)
    .map((field) => field.replace(/,$/, ""))
    .map((field) => (field.startsWith('"') ? field.slice(1, -1).replace(/""/g, '"') : field));
}

const numberOf = (field: string | undefined) => (field ? Number(field) : null);

export type Measured = Map<string, Estimate>;

const place = (design: string, window: string, measure: string) =>
  JSON.stringify([design, window, measure]);

export function measuredOf(report: Report): Measured {
  const found: Measured = new Map();
  for (const line of (report.csv["measures.csv"] ?? "").split("\n").slice(1)) {
    const [design, window, measure, mean, low, high] = fieldsOf(line);
    if (design === undefined || window === undefined || measure === undefined) continue;
    found.set(place(design, window, measure), {
      mean: numberOf(mean),
      low: numberOf(low),
      high: numberOf(high),
    });
  }
  for (const { name, measures, windows } of report.designs) {
    for (const { name: window, measures: during } of [{ name: "run", measures }, ...windows])
      for (const [key, estimate] of Object.entries(during))
        found.set(place(name, window, key), estimate);
  }
  return found;
}

/** @param window "during payment down"; empty: the whole run */
export const estimateOf = (all: Measured, design: string, measure: string, window: string) =>
  all.get(place(design, window || "run", measure)) ?? null;

export function windowOf(predict: Predict): string {
  return (["class", "before", "during", "after"] as const)
    .flatMap((what) => (predict[what] ? [`${what} ${predict[what]}`] : []))
    .join(" ");
}

export const asked = (predict: Predict, all: Measured) =>
  estimateOf(all, predict.design, predict.measure, windowOf(predict));

const holds = ({ at_least, at_most }: Choice, value: number) =>
  (at_least === undefined || value >= at_least) && (at_most === undefined || value <= at_most);

/** The choice whose range holds the value; of two that meet there, the latter. */
export function rightChoice(choices: Choice[], value: number | null): number | null {
  if (value === null) return null;
  const right = choices.findLastIndex((choice) => holds(choice, value));
  return right < 0 ? null : right;
}
