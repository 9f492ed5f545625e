/** The texts of a lesson with settings and results in the place of their placeholders. */
import type { Node } from "jsonc-parser";
import type { Report } from "../../data";
import { quantity } from "../../text/numbers";
import { plainAt } from "../scenario/path";
import { estimateOf, type Measured } from "./measured";

export function filled(text: string, words: (placeholder: string) => string | null): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, placeholder: string) => words(placeholder) ?? whole);
}

/** "2min" as "2 min" */
export const spaced = (value: string) => value.replace(/^([\d.]+)([a-zA-Zµ%].*)$/, "$1\u00a0$2");

/** The text with the settings of the scenario in it; what is measured stays as it is. */
export function withValues(text: string, root: Node | undefined): string {
  return filled(text, (path) => {
    const value = plainAt(root, path);
    return value === null ? null : spaced(value);
  });
}

const RATES: Record<string, string> = { "per second": "per second", "per day": "per day" };
const PLAIN = new Set(["", "count", "ratio", "transactions", "events", "updates", "effects"]);

/** A value as one says it in a sentence. */
function said(value: number | null, unit: string): string {
  if (value === null) return "(no value)";
  if (RATES[unit]) return `${quantity(value)} ${RATES[unit]}`;
  const whole = PLAIN.has(unit) && unit !== "ratio" && value >= 10;
  return quantity(whole ? Math.round(value) : value, unit);
}

/** "rest.availability during payment down" */
function partsOf(placeholder: string, designs: string[]) {
  const design = designs.find((name) => placeholder.startsWith(`${name}.`));
  if (design === undefined) return null;
  const [measure = "", ...window] = placeholder.slice(design.length + 1).split(" ");
  return { design, measure, window: window.join(" ") };
}

/** The text with what was measured, and the settings, in it. */
export function told(text: string, root: Node | undefined, report: Report, all: Measured): string {
  const designs = report.designs.map((d) => d.name);
  const measured = filled(text, (placeholder) => {
    const parts = partsOf(placeholder, designs);
    if (!parts) return null;
    const unit = report.measures.find((m) => m.key === parts.measure)?.unit ?? "";
    const estimate = estimateOf(all, parts.design, parts.measure, parts.window);
    return said(estimate?.mean ?? null, unit);
  });
  return withValues(measured, root);
}
