import type { Report, Trace } from "../data";

/** One request in each design that has a trace of it. */
export function tracesOf(report: Report, request: number) {
  return report.designs.flatMap((design, index) => {
    const trace = design.traces.find((t) => t.request === request);
    return trace ? [{ design, index, trace }] : [];
  });
}

/** The requests that were traced, in the order of their arrival. */
export function tracedRequests(report: Report): { request: number; asked_s: number }[] {
  const asked = new Map<number, number>();
  for (const { traces } of report.designs) {
    for (const trace of traces) asked.set(trace.request, trace.asked_s);
  }
  return [...asked]
    .map(([request, asked_s]) => ({ request, asked_s }))
    .sort((a, b) => a.asked_s - b.asked_s || a.request - b.request);
}

export const lasted = (trace: Trace) =>
  trace.answered_s === null ? null : trace.answered_s - trace.asked_s;

/** The time axis that the waterfalls of one request share: until the last of them ends. */
export function spanOf(traces: Trace[]): number {
  const ends = traces.flatMap((t) => [
    t.ended_s - t.asked_s,
    (t.answered_s ?? 0) - t.asked_s,
    ...t.rows.flatMap((r) => r.pieces.map(([, to]) => to)),
  ]);
  return Math.max(1e-9, ...ends);
}
