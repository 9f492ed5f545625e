import type { Distribution, Estimate, Trace } from "../data";
import { designColour, designDash, designMark } from "../look/designs";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { measuredText, quantity } from "../text/numbers";
import { endOf, logAxis, quantileOf, type LogAxis } from "./axis";
import { densities, outline } from "./shape";

export interface Sampled {
  trace: Trace;
  value: number;
}
export interface Row {
  name: string;
  index: number;
  distribution: Distribution;
  sampled: Sampled[];
  median: Estimate | undefined;
  slow: Estimate | undefined; // as measured: bins are coarser
}

interface Props {
  row: Row;
  axis: LogAxis;
  top: number;
  width: number;
  onRequest: (request: number) => void;
}

const HEIGHT = 74;
const RUG = 14;

const nearest = (sampled: Sampled[], axis: LogAxis, x: number) =>
  sampled.reduce<Sampled | null>(
    (best, s) =>
      !best || Math.abs(axis.place(s.value) - x) < Math.abs(axis.place(best.value) - x) ? s : best,
    null,
  );

/** The design, its median and tail in numbers, and a way into the tail without a pointer. */
function Name({ row, onRequest }: { row: Row; onRequest: (request: number) => void }) {
  const { distribution, index, sampled, name, median, slow } = row;
  const slowest = sampled.reduce<Sampled | null>((a, s) => (!a || s.value > a.value ? s : a), null);
  return (
    <div class="histogram-name" style={{ color: designColour(index) }}>
      <span>
        <span aria-hidden="true">{designMark(index)}</span> <b>{name}</b> median{" "}
        {measuredText(median, "s")}, p99 {measuredText(slow, "s")}
        {distribution.zero > 0.0005 && `, ${quantity(distribution.zero, "share")} at once`}
      </span>
      {slowest && (
        <button type="button" onClick={() => onRequest(slowest.trace.request)}>
          Slowest sampled request
        </button>
      )}
    </div>
  );
}

/** One design: how often each value occurs; marks below are sampled requests, to be clicked. */
function Histogram({ row, axis, top, width, onRequest }: Props) {
  const { distribution, index, sampled, name } = row;
  const colour = designColour(index);
  const path = outline(distribution, axis, HEIGHT, top);
  const p99 = quantileOf(distribution, 0.99);
  const press = (event: MouseEvent) => {
    const x = event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
    const scaled = (x * width) / (event.currentTarget as Element).getBoundingClientRect().width;
    const found = nearest(sampled, axis, scaled);
    if (found) onRequest(found.trace.request);
  };
  const tail = p99 === null ? width : axis.place(p99);
  const end = axis.place(Math.max(endOf(distribution), ...sampled.map(({ value }) => value)));
  return (
    <div class="histogram">
      <Name row={row} onRequest={onRequest} />
      <svg
        width={width}
        height={HEIGHT + RUG}
        viewBox={`0 0 ${width} ${HEIGHT + RUG}`}
        role="img"
        aria-label={`Distribution of ${name}`}
        onClick={press}
      >
        <rect class="tail" x={tail} y={0} width={Math.max(0, end - tail)} height={HEIGHT} />
        {tail < Math.min(end - 1, width - 110) && (
          <text class="tick" x={tail + 4} y={12}>
            slowest 1 %
          </text>
        )}
        <path
          d={path}
          fill={colour}
          fill-opacity={0.16}
          stroke={colour}
          stroke-width={1.6}
          stroke-dasharray={designDash(index).join(" ")}
        />
        <line class="base" x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} />
        {sampled.map(({ trace, value }) => (
          <line
            key={trace.request}
            class="rug"
            stroke={colour}
            x1={axis.place(value)}
            x2={axis.place(value)}
            y1={HEIGHT + 3}
            y2={HEIGHT + RUG - 1}
          />
        ))}
      </svg>
    </div>
  );
}

function Ticks({ axis, width }: { axis: LogAxis; width: number }) {
  return (
    <svg class="ticks" width={width} height={18} aria-hidden="true">
      {axis.ticks.map((tick) => {
        const x = axis.place(tick);
        const anchor = x < 20 ? "start" : x > width - 20 ? "end" : "middle";
        return (
          <text key={tick} class="tick" x={x} y={13} text-anchor={anchor}>
            {quantity(tick, "s")}
          </text>
        );
      })}
    </svg>
  );
}

interface AllProps {
  title: string;
  meaning: string;
  rows: Row[];
  onRequest: (request: number) => void;
}

/** The designs under one another, on one log axis and one scale. */
export function Histograms({ title, meaning, rows, onRequest }: AllProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const inner = width / scale;
  const values = rows.flatMap((r) => r.sampled.map((s) => s.value));
  const axis = logAxis(
    rows.map((r) => r.distribution),
    values,
    Math.max(1, inner),
  );
  const top = Math.max(...rows.flatMap((r) => densities(r.distribution)));
  return (
    <figure class="histograms" ref={ref as never} style={{ "--zoom": scale }}>
      <figcaption>
        <b>{title}</b> <span>{meaning}</span>
      </figcaption>
      {width > 0 &&
        rows.map((row) => (
          <Histogram
            key={row.name}
            row={row}
            axis={axis}
            top={top}
            width={inner}
            onRequest={onRequest}
          />
        ))}
      {width > 0 && <Ticks axis={axis} width={inner} />}
    </figure>
  );
}
