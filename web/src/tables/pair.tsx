import type { Report } from "../data";

/** Two designs that are compared, by their places. */
export type Pair = readonly [number, number];

const names = (report: Report, pair: Pair) =>
  pair.map((place) => report.designs[place]?.name ?? "") as [string, string];

/** Whether the data say how the two differ, in one direction or the other. */
export function isCompared(report: Report, pair: Pair): boolean {
  const both = names(report, pair);
  return report.differences.some(({ from, to }) => both.includes(from) && both.includes(to));
}

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

/** Says so where the data do not compare the two: an empty column would mean that neither is
 * better. */
export function PairNote({ report, pair }: { report: Report; pair: Pair }) {
  const [a, b] = names(report, pair);
  const firsts = [...new Set(report.differences.map(({ from }) => from))].join(", ");
  return (
    <p class="pair-note" role="status">
      {isCompared(report, pair)
        ? ""
        : `This report does not say which of ${a} and ${b} is better: it compares the other ` +
          `designs with ${firsts} only. To compare these two, put one of them first in the scenario.`}
    </p>
  );
}
