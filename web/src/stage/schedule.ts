/** When a sampled request is shown where. A request that would be over in less than a blink is
 * slowed down: each stretch on the way lasts long enough to be seen; what it takes is borrowed from
 * the stays that follow, so that long waits end when they end. */
import type { Hop, Trace } from "../data";

/** Least time on the screen, in seconds, for all ways of a request together. */
export const SEEN_S = 1.6;

/** `bad`: from here on the request is known to fail: its failure comes back, or nothing does. */
export interface Step {
  hop: Hop;
  leaves: number;
  arrives: number;
  until: number;
  bad: boolean;
}
export interface Schedule {
  trace: Trace;
  from: number;
  to: number;
  steps: Step[];
}

/** Times of the trace against times of the screen, both in seconds of the run. */
interface Warp {
  real: number[];
  shown: number[];
}

function warpOf(trace: Trace, speed: number): Warp {
  const times = trace.hops.flatMap((h) => [h.leaves_s, h.arrives_s]);
  const real = [...new Set([trace.asked_s, ...times])].sort((a, b) => a - b);
  const moving = real
    .slice(1)
    .map((to, i) => trace.hops.some((h) => h.leaves_s < to && h.arrives_s > real[i]!));
  const least = (SEEN_S * speed) / Math.max(1, moving.filter(Boolean).length);
  const shown = [real[0]!];
  let owed = 0;
  for (let i = 1; i < real.length; i++) {
    const length = real[i]! - real[i - 1]!;
    const lasts = moving[i - 1] ? Math.max(length, least) : Math.max(0, length - owed);
    owed += lasts - length;
    shown.push(shown[i - 1]! + lasts);
  }
  return { real, shown };
}

const shownAt = ({ real, shown }: Warp, time: number) => shown[real.indexOf(time)] ?? time;

/** A request stays where a hop ended until something leaves from there. */
function staysUntil(hop: Hop, hops: Hop[]): number {
  const next = hops.filter((h) => h.from === hop.to && h.leaves_s >= hop.arrives_s && h !== hop);
  return next.length ? Math.min(...next.map((h) => h.leaves_s)) : hop.arrives_s;
}

const comesBack = (hop: Hop, hops: Hop[]) =>
  hops.some((h) => h.back && h.from === hop.to && h.to === hop.from && h.leaves_s >= hop.arrives_s);

export function scheduleOf(trace: Trace, speed: number): Schedule {
  const warp = warpOf(trace, speed);
  const steps = trace.hops.map((hop) => ({
    hop,
    bad: hop.bad && (hop.back || !comesBack(hop, trace.hops)),
    leaves: shownAt(warp, hop.leaves_s),
    arrives: shownAt(warp, hop.arrives_s),
    until: shownAt(warp, staysUntil(hop, trace.hops)),
  }));
  const ends = steps.map((s) => Math.max(s.arrives, s.until));
  return { trace, steps, from: warp.shown[0]!, to: Math.max(warp.shown[0]!, ...ends) };
}

/** Where parts of a request are at a time: on their way (share of it), or staying at its end. */
export function stepsAt(schedule: Schedule, time: number): { step: Step; share: number }[] {
  if (time < schedule.from || time > schedule.to) return [];
  return schedule.steps
    .filter((s) => s.leaves <= time && time <= Math.max(s.arrives, s.until))
    .map((step) => {
      const length = step.arrives - step.leaves;
      return { step, share: length > 0 ? Math.min(1, (time - step.leaves) / length) : 1 };
    });
}
