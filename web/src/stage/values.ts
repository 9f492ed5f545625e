/** What a box says in numbers at a bucket. */
import type { DesignReport, Part } from "../data";
import { quantity } from "../text/numbers";
import { largest } from "../course/buckets";

const at = (part: Part, column: string, i: number) => part.course?.[column]?.mean[i] ?? null;

export interface Fill {
  workers: number | null; // share that is busy
  queue: number | null; // share of the places, or of the longest queue of the run
  says: string; // in the box
}

/** Longest queue of any part of all designs that has no limit, so that bars can be compared. */
export function longestQueue(designs: DesignReport[]): number {
  const open = designs.flatMap((d) => d.parts.filter((p) => p.queue === null));
  return Math.max(1, ...open.map((p) => largest(p.course?.["waiting"]?.mean ?? [])));
}

const whole = (value: number) => quantity(Math.round(value));

export function fillOf(part: Part, i: number, longest: number): Fill {
  const utilisation = at(part, "utilisation", i);
  const waiting = at(part, "waiting", i);
  const up = at(part, "instances_up", i);
  const queue = waiting === null ? null : waiting / (part.queue ?? longest);
  let says = "";
  if (up !== null && part.instances && up < part.instances - 0.05) {
    says = `${quantity(Math.round(up * 10) / 10)} of ${part.instances} up`;
  } else if (waiting !== null && waiting >= 1) says = `${whole(waiting)} wait`;
  else if (utilisation !== null && part.workers) {
    says = `${whole(utilisation * part.workers)}/${whole(part.workers)}`;
  }
  return { workers: utilisation, queue, says };
}

/** For who does not see the picture; follows what stands in the box. */
export function spoken(part: Part, fill: Fill, i: number): string {
  const busy =
    fill.workers === null || !part.workers
      ? []
      : [`${whole(fill.workers * part.workers)} of ${whole(part.workers)} workers busy`];
  const waiting = at(part, "waiting", i);
  const queue = waiting === null || waiting < 1 ? [] : [`${whole(waiting)} waiting`];
  const up = at(part, "instances_up", i);
  const instances =
    up === null || !part.instances
      ? []
      : [`${quantity(Math.round(up * 10) / 10)} of ${part.instances} instances up`];
  return [`${part.role} ${part.label}`, ...instances, ...busy, ...queue].join(", ");
}
