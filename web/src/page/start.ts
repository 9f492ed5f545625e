import type { Report } from "../data";

/** Where the time stands when the page opens: in the middle of the first fault, where there is
 * most to see; without one, in the middle of what is measured. */
export function startTime(report: Report): number {
  const first = report.strikes.find((s) => s.is === "fault");
  if (!first) return (report.warmup_s + report.length_s) / 2;
  const to = Math.min(report.length_s, first.to_s ?? report.length_s);
  return (Math.min(first.from_s, report.length_s) + to) / 2;
}
