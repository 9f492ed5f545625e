import { useMemo } from "preact/hooks";
import type { Clock } from "../clock/clock";
import { bucketAt } from "../course/buckets";
import type { DesignReport, Report } from "../data";
import { DesignName } from "../look/name";
import { PAPER } from "../look/paper";
import { clockTime } from "../text/times";
import { CROSS, dotsAt, RADIUS } from "./dots";
import { Drawing, type Scales } from "./drawing";
import type { Graph } from "./graph";
import { instantsOf, type Instant } from "./instants";
import { commonWidth, layOut, type Layout } from "./layout";
import { scheduleOf } from "./schedule";
import { wayFinder } from "./ways";

interface Props {
  report: Report;
  graphs: Map<DesignReport, Graph>;
  scales: Scales;
  clock: Clock;
}

const SCALES = [0.68, 0.63, 0.58];
const HALF = 440; // two instants on a page of paper
const GAP = 14;
const ACROSS = [0, 2, 2, 3, 2, 3, 3]; // pictures in a row, by the number of designs

interface StillProps {
  report: Report;
  design: DesignReport;
  index: number;
  graph: Graph;
  layout: Layout;
  scale: number;
  scales: Scales;
  time: number;
  speed: number;
}

/** A design at one instant, with the requests that are on their way. */
function Still({ report, design, index, graph, layout, scale, scales, time, speed }: StillProps) {
  const dots = useMemo(() => {
    const plan = design.traces.map((trace) => scheduleOf(trace, speed));
    return dotsAt(plan, time, graph, wayFinder(graph, layout));
  }, [design, graph, layout, time, speed]);
  return (
    <div class="still">
      <h4>
        <DesignName name={design.name} index={index} />
      </h4>
      <Drawing
        design={design}
        strikes={report.strikes}
        graph={graph}
        layout={layout}
        scale={scale}
        scales={scales}
        bucket={bucketAt(design.times_s, design.bucket_s, time)}
        chosen={null}
        onPart={() => undefined}
      >
        {dots.map(({ x, y, bad }, i) => (
          <g key={i} class={bad ? "dot bad" : "dot"} transform={`translate(${x} ${y})`}>
            <circle r={RADIUS} />
            <path d={CROSS} />
          </g>
        ))}
      </Drawing>
    </div>
  );
}

/** The largest scale with which two instants fit on a page, or otherwise the one in which an instant
 * is lowest: where there is more room, fewer layers are broken into rows. */
function planned(graphs: Map<DesignReport, Graph>, across: number) {
  const plans = SCALES.map((scale) => {
    const room = ((PAPER - (across - 1) * GAP) / across - 1) / scale;
    const width = commonWidth([...graphs.values()], room);
    const layouts = [...graphs].map(([design, graph]) => ({
      design,
      graph,
      layout: layOut(graph, room, width),
    }));
    const tallest = Math.max(...layouts.map(({ layout }) => layout.height)) * scale;
    return { scale, layouts, height: tallest * Math.ceil(graphs.size / across) };
  });
  const lowest = plans.reduce((a, b) => (b.height < a.height ? b : a));
  return plans.find(({ height }) => height <= HALF) ?? lowest;
}

/** What paper has in place of the stage: all designs at the instants that matter. */
export function Stills({ report, graphs, scales, clock }: Props) {
  const across = ACROSS[report.designs.length] ?? 3;
  const { scale, layouts } = planned(graphs, across);
  const instants = instantsOf(report, clock.time);
  const alone = report.designs.length === 1;
  const caption = ({ time, says }: Instant) => (
    <figcaption>
      <b>{clockTime(time, clock.step)}</b> {says}
    </figcaption>
  );
  return (
    <div class={alone ? "stills alone" : "stills"}>
      {instants.map((instant) => (
        <figure key={instant.time}>
          {caption(instant)}
          <div class="still-row" style={{ "--across": alone ? 1 : across }}>
            {layouts.map((shown, index) => (
              <Still
                key={shown.design.name}
                {...shown}
                report={report}
                scale={scale}
                index={index}
                scales={scales}
                time={instant.time}
                speed={clock.speed}
              />
            ))}
          </div>
        </figure>
      ))}
    </div>
  );
}
