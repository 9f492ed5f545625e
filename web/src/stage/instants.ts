/** The instants of a run that a printed page shows: around the first fault, and at the end. */
import type { Report } from "../data";

export interface Instant {
  time: number;
  says: string;
}

/** @param also a time that the reader chose */
export function instantsOf(report: Report, also: number): Instant[] {
  const { length_s, warmup_s, strikes, designs } = report;
  const bucket = Math.max(0, ...designs.map((d) => d.bucket_s));
  const early = Math.max(2 * bucket, length_s / 50); // requests of the last moment meet it
  const fault = strikes.find((s) => s.is === "fault" && s.from_s < length_s);
  const end = { time: length_s - bucket, says: "at the end" };
  const wanted: Instant[] = [];
  if (fault) {
    const { name, from_s } = fault;
    const to_s = Math.min(length_s, fault.to_s ?? length_s);
    wanted.push({ time: from_s - early, says: `before ${name}` });
    wanted.push({ time: (from_s + to_s) / 2, says: `in the middle of ${name}` });
    wanted.push({ time: to_s + bucket, says: `just after ${name}` });
  } else wanted.push({ time: (warmup_s + length_s) / 2, says: "in the middle" });
  wanted.push(end, { time: also, says: "as chosen on the screen" });
  const found: Instant[] = [];
  for (const instant of wanted) {
    const { time } = instant;
    const near = found.some((other) => Math.abs(other.time - time) < 2 * bucket);
    if (!near && time >= 0 && time <= length_s) found.push(instant);
  }
  return found.sort((a, b) => a.time - b.time);
}
