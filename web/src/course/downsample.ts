export interface Point { x: number; y: number | null }

/** At most two points for each of `slots` pieces of the axis: the least and the greatest there, in
 * their order, so that no extreme is lost. A piece without a value is a gap. */
export function keepExtremes(points: Point[], slots: number): Point[] {
  if (points.length <= slots * 2) return points;
  const kept: Point[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const from = Math.floor((slot * points.length) / slots);
    const to = Math.floor(((slot + 1) * points.length) / slots);
    const piece = points.slice(from, to).filter((p) => p.y !== null);
    const any = piece[0];
    if (!any) {
      kept.push({ x: points[from]!.x, y: null });
      continue;
    }
    const low = piece.reduce((a, b) => (b.y! < a.y! ? b : a), any);
    const high = piece.reduce((a, b) => (b.y! > a.y! ? b : a), any);
    if (low === high) kept.push(low);
    else kept.push(...(low.x < high.x ? [low, high] : [high, low]));
  }
  return kept;
}
