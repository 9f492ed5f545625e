import type { DesignReport, Report } from "../data";
import { measureInfo } from "../look/measures";
import { measured, type Measured } from "../text/numbers";

/** What carries the answer, in this order, as far as some design has it. */
const CARRY = ["availability", "response_p99_s", "consistency_p99_s", "time_to_recover_s"];
const LABELS: Record<string, string> = {
  availability: "available",
  response_p99_s: "slowest 1 %",
  consistency_p99_s: "complete within",
  time_to_recover_s: "recovers in",
};
const HOW_MANY = 4;

/** The measures on the cards: the same for every design, so that they can be compared. */
export function carrying(report: Report): { key: string; label: string }[] {
  const has = (key: string) => report.designs.some((d) => (d.measures[key]?.mean ?? null) !== null);
  const keys = [...new Set([...CARRY, ...report.chief_measures])].filter(has).slice(0, HOW_MANY);
  const title = (key: string) => report.measures.find((m) => m.key === key)?.title ?? key;
  return keys.map((key) => ({ key, label: LABELS[key] ?? title(key) }));
}

/** What a card says of a measure. A replication that ends before its design has recovered counts as
 * the rest of the run: then the mean is less than the time to recover. */
export function saidOf(report: Report, design: DesignReport, key: string): Measured {
  const { unit } = measureInfo(report, key);
  const estimate = design.measures[key];
  const said = measured(estimate, unit);
  const collapsed = design.measures["collapsed"]?.mean ?? 0;
  if (key === "time_to_recover_s" && collapsed > 0) {
    return collapsed < 1
      ? { value: said.value, spread: "or more" }
      : { value: "never", spread: "in this run" };
  }
  return estimate?.mean === 0 && unit === "seconds" ? { ...said, value: "at\u00a0once" } : said;
}
