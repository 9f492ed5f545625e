import type { Trace, TraceRow } from "../data";
import { quantity } from "../text/numbers";

const LOOKS: Record<TraceRow["pieces"][number][2], string> = {
  work: "works",
  wait: "waits in a queue",
  network: "network",
  pause: "pauses before a retry",
  asks: "waits for the rows below",
  stay: "event waits",
  unwanted: "nobody waits for it any more",
  decision: "decision",
};

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/** From its first piece to its last. */
function lengthOf({ pieces }: TraceRow): number | null {
  if (pieces.length === 0) return null;
  return Math.max(...pieces.map(([, to]) => to)) - Math.min(...pieces.map(([from]) => from));
}

function Axis({ length }: { length: number }) {
  return (
    <li class="row axis" aria-hidden="true">
      <span />
      <span class="pieces">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share} style={{ left: percent(share) }}>
            {quantity(share * length, "s")}
          </span>
        ))}
      </span>
      <span class="note" />
    </li>
  );
}

function Row({ row, length }: { row: TraceRow; length: number }) {
  return (
    <li class={row.bad ? "row bad" : "row"}>
      <span class="label" style={{ paddingLeft: `${row.depth * 0.75}rem` }}>
        {row.bad && <span aria-hidden="true">✕ </span>}
        {row.label}
      </span>
      <span class="pieces" aria-hidden="true">
        {row.pieces.map(([from, to, look], i) => (
          <i
            key={i}
            class={look}
            title={`${LOOKS[look]}, ${quantity(to - from, "s")}`}
            style={{ left: percent(from / length), width: percent((to - from) / length) }}
          />
        ))}
      </span>
      <span class="note">
        {quantity(lengthOf(row), "s")} {row.note}
      </span>
    </li>
  );
}

/** Where one request spent its time in one design: a row for each call, query and event. */
export function Waterfall({ trace, length }: { trace: Trace; length: number }) {
  return (
    <ol class="waterfall">
      <Axis length={length} />
      {trace.rows.map((row, i) => (
        <Row key={i} row={row} length={length} />
      ))}
    </ol>
  );
}

/** What the pieces of the rows mean: only those that are there. */
export function WaterfallKey({ traces }: { traces: Trace[] }) {
  const used = new Set(traces.flatMap((t) => t.rows.flatMap((r) => r.pieces.map(([, , l]) => l))));
  return (
    <p class="waterfall-key">
      {Object.entries(LOOKS)
        .filter(([look]) => used.has(look as keyof typeof LOOKS))
        .map(([look, says]) => (
          <span key={look}>
            <i class={look} aria-hidden="true" /> {says}
          </span>
        ))}
    </p>
  );
}
