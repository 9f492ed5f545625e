import type { TimeShare } from "../data";
import { quantity } from "../text/numbers";
import { bareName } from "../text/words";

export interface Piece {
  name: string;
  activity: string;
  seconds: number;
  place: string;
}

/** The pieces of a bar, largest first; those too small to be told apart become one, so that the
 * pieces add up to the whole. */
export function piecesOf(shares: TimeShare[], least = 0.025): Piece[] {
  const all = shares
    .map(({ place, activity, seconds }) => ({
      name: bareName(place),
      place,
      activity,
      seconds: seconds.mean ?? 0,
    }))
    .filter((p) => p.seconds > 0)
    .sort((a, b) => b.seconds - a.seconds);
  const whole = totalOf(shares);
  const large = all.filter((p) => p.seconds >= whole * least);
  const small = all.filter((p) => p.seconds < whole * least);
  if (small.length < 2) return all;
  const seconds = small.reduce((sum, p) => sum + p.seconds, 0);
  return [...large, { name: `${small.length} others`, place: "", activity: "other", seconds }];
}

/** "payment: work 59.7 ms"; what is left over has no activity of its own. */
export function inWords({ name, activity, seconds, place }: Piece): string {
  const time = quantity(seconds, "s");
  return place ? `${name}: ${activity} ${time}` : `${name}: ${time}`;
}

export const totalOf = (shares: TimeShare[]) =>
  shares.reduce((sum, s) => sum + (s.seconds.mean ?? 0), 0);
