/** What a part is doing at a time, from its course: one word, the worst that is true. */
import type { Part, Strike } from "../data";

export type State =
  | "no data"
  | "idle"
  | "healthy"
  | "busy"
  | "queue filling"
  | "catching up"
  | "failing"
  | "refusing"
  | "down";

/** A mark for each state, so that colour is never alone. */
export const MARKS: Record<State, string> = {
  "no data": "?",
  idle: "○",
  healthy: "●",
  busy: "◆",
  "queue filling": "▲",
  "catching up": "▽",
  failing: "!",
  refusing: "⊘",
  down: "✕",
};

const BUSY = 0.8; // utilisation
const BAD = 0.05; // share of the attempts
const SECONDS_QUEUED = 0.5; // a queue of less than this much arriving work is no queue
const LEAST_QUEUED = 5;
const LOOK_BACK = 5; // buckets that tell whether a queue grows

const of = (part: Part, column: string, i: number) => part.course?.[column]?.mean[i] ?? null;

function isDown(part: Part, i: number, time: number, strikes: Strike[]): boolean {
  const up = of(part, "instances_up", i);
  if (up !== null) return up < 0.05;
  if (part.course?.["instances_up"]) return false;
  return strikes.some(
    (s) =>
      s.target === part.name &&
      s.kind === "crash" &&
      s.from_s <= time &&
      (s.to_s === null || time < s.to_s),
  );
}

function failures(part: Part, i: number): State | null {
  const attempts = of(part, "attempts_per_s", i) ?? 0;
  const rejected = of(part, "rejected_per_s", i) ?? 0;
  const failed = (of(part, "failed_per_s", i) ?? 0) + (of(part, "timed_out_per_s", i) ?? 0);
  if (rejected + failed < BAD * Math.max(attempts, 1e-9) || rejected + failed <= 0) return null;
  return rejected >= failed ? "refusing" : "failing";
}

function queue(part: Part, i: number): State | null {
  const waiting = of(part, "waiting", i);
  if (waiting === null) return null;
  const arriving = of(part, "attempts_per_s", i) ?? 0;
  const limit = part.queue ? part.queue * 0.05 : Infinity;
  const least = Math.max(LEAST_QUEUED, Math.min(limit, arriving * SECONDS_QUEUED));
  if (waiting < least) return null;
  const before = of(part, "waiting", Math.max(0, i - LOOK_BACK)) ?? 0;
  return waiting < before * 0.995 ? "catching up" : "queue filling";
}

export function stateAt(part: Part, i: number, time: number, strikes: Strike[] = []): State {
  if (!part.course || Object.values(part.course).every((c) => c === null)) return "no data";
  if (isDown(part, i, time, strikes)) return "down";
  const trouble = failures(part, i) ?? queue(part, i);
  if (trouble) return trouble;
  if ((of(part, "utilisation", i) ?? 0) >= BUSY) return "busy";
  const attempts = of(part, "attempts_per_s", i);
  if (attempts === 0 && (of(part, "in_flight", i) ?? 0) === 0) return "idle";
  return "healthy";
}

const known = new WeakMap<Part, State[]>();

/** The states of a part over the whole run, worked out once. */
export function statesOf(part: Part, times: number[], strikes: Strike[]): State[] {
  let states = known.get(part);
  if (!states) {
    states = times.map((time, i) => stateAt(part, i, time, strikes));
    known.set(part, states);
  }
  return states;
}
