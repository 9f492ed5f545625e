/** The client has no course of its own: what it sees is what the design answers. */
import type { DesignReport } from "../data";
import { quantity } from "../text/numbers";
import { bucketAt } from "../course/buckets";
import type { Shown } from "./box";

const FAILING = 0.95; // availability below this is a state

export function clientAt(design: DesignReport, time: number): Shown {
  const times = design.series?.times_s ?? [];
  const i = bucketAt(times, (times[1] ?? 1) - (times[0] ?? 0), time);
  const asked = design.series?.["asked_per_s"]?.mean[i] ?? null;
  const usable = design.series?.["availability"]?.mean[i] ?? null;
  const state =
    usable === null ? (asked === 0 ? "idle" : "no data") : usable < FAILING ? "failing" : "healthy";
  const says = usable === null ? "" : `${quantity(usable, "share")} usable`;
  const rate = asked === null ? "" : `, ${Math.round(asked)} requests a second`;
  return {
    state,
    struck: false,
    fill: { workers: null, queue: null, says },
    spoken: `client${rate}${says && `, ${says} answers`}`,
  };
}
