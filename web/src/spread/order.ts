/** The lanes of a design: parts in the order in which they left their steady state. */
import { stretches } from "../course/buckets";
import { statesOf, type State } from "../course/state";
import type { DesignReport, Part, Strike } from "../data";
import { quantity } from "../text/numbers";

/** What a part was doing for a while. */
export interface Stretch {
  state: State;
  from: number;
  to: number;
}
export interface Lane {
  part: Part;
  note: string;
  stretches: Stretch[];
}

const CALM = new Set<State>(["healthy", "no data"]);
const TOUCHED = 0.5; // share of the replications in which a part fell, from which it has a lane

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

/** What is out of the ordinary; to be idle is, for who has work at other times. */
function stretchesOf(part: Part, design: DesignReport, strikes: Strike[]): Stretch[] {
  const { times_s, bucket_s } = design;
  const all = stretches(statesOf(part, times_s, strikes));
  const works = all.some(({ value }) => value !== "idle" && value !== "no data");
  return all
    .filter(({ value }) => !CALM.has(value) && (works || value !== "idle"))
    .map(({ value, from, to }) => ({
      state: value,
      from: times_s[from] ?? 0,
      to: (times_s[to - 1] ?? 0) + bucket_s,
    }));
}

/** Without a fault nobody falls: then every part that is ever out of the ordinary has a lane. */
export function lanesOf(
  design: DesignReport,
  strikes: Strike[],
): { lanes: Lane[]; calm: string[] } {
  const notes = fallen(design);
  const order = [...notes.keys()];
  const lane = (part: Part): Lane => ({
    part,
    note: notes.get(part.name) ?? "",
    stretches: stretchesOf(part, design, strikes),
  });
  const all = design.parts.map(lane);
  const stirred = (l: Lane) => l.stretches.some((s) => s.state !== "idle");
  const first = order.flatMap((name) => all.filter((l) => l.part.name === name));
  const others = all.filter((l) => !notes.has(l.part.name) && stirred(l));
  const calm = all.filter((l) => !notes.has(l.part.name) && !stirred(l) && l.part.course);
  return { lanes: [...first, ...others], calm: calm.map((l) => l.part.name) };
}
