import type { Point } from "./layout";

const round = (v: number) => Math.round(v * 10) / 10;

const middle = (a: Point, b: Point) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The curves of a route: each bends at one of its points; they meet half-way between two. */
function bends(points: Point[]): { bend: Point; to: Point }[] {
  return points.slice(1, -1).map((bend, i) => {
    const next = points[i + 2]!;
    return { bend, to: i === points.length - 3 ? next : middle(bend, next) };
  });
}

/** A smooth path through the points of a route. */
export function pathOf(points: Point[]): string {
  const [first] = points;
  const last = points[points.length - 1];
  if (!first || !last) return "";
  const curves = bends(points).map(({ bend, to }) =>
    `Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`);
  const line = curves.length ? curves.join("") : `L${round(last.x)} ${round(last.y)}`;
  return `M${round(first.x)} ${round(first.y)}${line}`;
}

/** The same path as many short straight lines: what a dot moves along. */
export function sampled(points: Point[], pieces = 12): Point[] {
  if (points.length < 3) return points;
  let from = points[0]!;
  const line = [from];
  for (const { bend, to } of bends(points)) {
    for (let k = 1; k <= pieces; k++) {
      const t = k / pieces;
      line.push({
        x: (1 - t) ** 2 * from.x + 2 * (1 - t) * t * bend.x + t * t * to.x,
        y: (1 - t) ** 2 * from.y + 2 * (1 - t) * t * bend.y + t * t * to.y,
      });
    }
    from = to;
  }
  return line;
}

/** The point at a share of the way along a line, and the direction there. */
export function along(line: Point[], share: number): Point & { angle: number } {
  const lengths = line.slice(1).map((p, i) => Math.hypot(p.x - line[i]!.x, p.y - line[i]!.y));
  let left = lengths.reduce((a, b) => a + b, 0) * Math.min(1, Math.max(0, share));
  for (let i = 0; i < lengths.length; i++) {
    const a = line[i]!;
    const b = line[i + 1]!;
    if (left <= lengths[i]! || i === lengths.length - 1) {
      const t = lengths[i]! ? left / lengths[i]! : 0;
      return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t,
        angle: Math.atan2(b.y - a.y, b.x - a.x) };
    }
    left -= lengths[i]!;
  }
  return { ...(line[0] ?? { x: 0, y: 0 }), angle: 0 };
}
