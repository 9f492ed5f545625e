/** A time of the run: 5:00, 1:02:30; with tenths where a step is shorter than a second. */
export function clockTime(seconds: number, step = 1): string {
  const tenths = step < 1 ? 1 : 0;
  const rounded = Math.round(Math.max(0, seconds) * 10 ** tenths) / 10 ** tenths;
  const hours = Math.floor(rounded / 3600);
  const minutes = Math.floor((rounded % 3600) / 60);
  const rest = (rounded % 60).toFixed(tenths).padStart(tenths ? 4 : 2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

/** Times for an axis: round ones, at most as many as fit. */
export function timeTicks(length: number, atMost: number): number[] {
  const step =
    STEPS.find((s) => length / s <= atMost) ?? 86400 * Math.ceil(length / 86400 / atMost);
  const ticks: number[] = [];
  for (let t = 0; t <= length + 1e-9; t += step) ticks.push(t);
  return ticks;
}
