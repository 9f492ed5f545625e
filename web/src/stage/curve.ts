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
  const curves = bends(points).map(
    ({ bend, to }) => `Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`,
  );
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

/** A line with the way from its start to each of its points. */
export interface Line {
  points: Point[];
  ways: number[];
}

export function lineOf(points: Point[]): Line {
  const ways = [0];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    ways.push(ways[i - 1]! + Math.hypot(b.x - a.x, b.y - a.y));
  }
  return { points, ways };
}

/** The point at a share of the way along a line. */
export function along({ points, ways }: Line, share: number): Point {
  const way = (ways[ways.length - 1] ?? 0) * Math.min(1, Math.max(0, share));
  let i = 1;
  while (i < ways.length - 1 && ways[i]! < way) i++;
  const a = points[i - 1];
  const b = points[i];
  if (!a || !b) return a ?? { x: 0, y: 0 };
  const length = ways[i]! - ways[i - 1]!;
  const t = length > 0 ? (way - ways[i - 1]!) / length : 0;
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
