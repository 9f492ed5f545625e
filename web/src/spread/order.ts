/** The lanes of a design: parts in the order in which they left their steady state. */
import { statesOf, type State } from "../course/state";
import type { DesignReport, Part, Strike } from "../data";
import { quantity } from "../text/numbers";

export interface Lane { part: Part; note: string; states: State[] }

const CALM = new Set<State>(["healthy", "idle", "no data"]);
const TOUCHED = 0.5;   // share of the replications in which a part fell, from which it has a lane

/** Parts that fell in most replications, by the strike that came first, and how long after it. */
function fallen(design: DesignReport): Map<string, string> {
  const notes = new Map<string, string>();
  for (const { fallen: parts } of design.dominoes) {
    for (const { part, touched, left_after_s } of parts) {
      if (notes.has(part) || (touched?.mean ?? 0) < TOUCHED) continue;
      const after = left_after_s?.mean ?? null;
      notes.set(part, after === null ? "" : after < 1e-6 ? "at once" : `+${quantity(after, "s")}`);
    }
  }
  return notes;
}

/** Without a fault nobody falls: then every part that is ever out of the ordinary has a lane. */
export function lanesOf(design: DesignReport, strikes: Strike[]): { lanes: Lane[]; calm: string[] } {
  const notes = fallen(design);
  const order = [...notes.keys()];
  const lane = (part: Part): Lane => ({ part, note: notes.get(part.name) ?? "",
    states: statesOf(part, design.times_s, strikes) });
  const all = design.parts.map(lane);
  const stirred = (l: Lane) => l.states.some((s) => !CALM.has(s));
  const first = order.flatMap((name) => all.filter((l) => l.part.name === name));
  const others = all.filter((l) => !notes.has(l.part.name) && stirred(l));
  const calm = all.filter((l) => !notes.has(l.part.name) && !stirred(l));
  return { lanes: [...first, ...others], calm: calm.map((l) => l.part.name) };
}
