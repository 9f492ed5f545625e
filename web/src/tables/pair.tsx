import type { Report } from "../data";

/** Two designs that are compared, by their places. */
export type Pair = readonly [number, number];

const names = (report: Report, pair: Pair) =>
  pair.map((place) => report.designs[place]?.name ?? "") as [string, string];

/** "Better" of two designs; of more, of which two. */
export function betterOf(report: Report, pair: Pair | null): string {
  return pair ? `Better of ${names(report, pair).join(" and ")}` : "Better";
}

interface Props {
  report: Report;
  pair: Pair;
  onPair: (pair: Pair) => void;
}

/** Which two of several designs are compared; the same one twice changes the two over. */
export function PairChoice({ report, pair, onPair }: Props) {
  const choose = (side: 0 | 1, place: number) => {
    const next: [number, number] = [...pair];
    if (place === next[1 - side]) next[1 - side] = next[side]!;
    next[side] = place;
    onPair(next);
  };
  return (
    <>
      {(["Compare", "with"] as const).map((label, side) => (
        <label key={label}>
          <span>{label}</span>
          <select
            value={String(pair[side])}
            onChange={(e) => choose(side as 0 | 1, Number(e.currentTarget.value))}
          >
            {report.designs.map(({ name }, place) => (
              <option key={name} value={String(place)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}
