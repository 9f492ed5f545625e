/** Labels at the ends of curves: moved apart where they would lie on one another. */
export interface Wanted {
  y: number;
  height: number;
}

/** Tops of labels that should be centred at `y`, in order, within `height` where they fit. */
export function apart(wanted: Wanted[], height: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]!.y - wanted[b]!.y || a - b);
  const tops = new Array<number>(wanted.length).fill(0);
  let free = 0;
  for (const i of order) {
    const { y, height: own } = wanted[i]!;
    tops[i] = Math.max(free, y - own / 2);
    free = tops[i]! + own;
  }
  let floor = height;
  for (const i of [...order].reverse()) {
    tops[i] = Math.min(tops[i]!, floor - wanted[i]!.height);
    floor = tops[i]!;
  }
  return tops;
}
