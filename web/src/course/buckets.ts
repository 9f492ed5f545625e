/** Finding a time among buckets: `times` are their beginnings, evenly spaced. */
export function bucketAt(times: number[], bucket: number, time: number): number {
  const first = times[0] ?? 0;
  const index = Math.floor((time - first) / (bucket || 1) + 1e-9);
  return Math.max(0, Math.min(times.length - 1, index));
}

/** Stretches of neighbouring equal values: from (inclusive) and to (exclusive) are indices. */
export function stretches<T>(values: T[]): { value: T; from: number; to: number }[] {
  const found: { value: T; from: number; to: number }[] = [];
  values.forEach((value, i) => {
    const last = found[found.length - 1];
    if (last && last.value === value) last.to = i + 1;
    else found.push({ value, from: i, to: i + 1 });
  });
  return found;
}

export const largest = (values: (number | null)[]) =>
  values.reduce<number>((most, v) => (v !== null && v > most ? v : most), 0);
