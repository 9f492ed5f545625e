import { useMemo, useRef } from "preact/hooks";
import type { Clock } from "../clock/clock";
import { useClock } from "../clock/shown";
import { bucketAt } from "../course/buckets";
import type { DesignReport, Strike, Trace } from "../data";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { dotNear, Dots, type Dot } from "./dots";
import { Drawing, type Scales } from "./drawing";
import type { Graph } from "./graph";
import { commonWidth, layOut } from "./layout";

interface Props {
  design: DesignReport;
  graphs: Map<DesignReport, Graph>; // of all designs: their boxes have one width
  strikes: Strike[];
  clock: Clock;
  scales: Scales;
  chosen: { part: string | null; request: number | null };
  onPart: (part: string) => void;
  onTrace: (trace: Trace) => void;
}

/** One design at the time of the clock: the parts, and over them the requests on their way. */
export function Picture(props: Props) {
  const { design, graphs, clock, chosen, onTrace } = props;
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const bucket = useClock(clock, (c) => bucketAt(design.times_s, design.bucket_s, c.shown));
  const dots = useRef<Dot[]>([]);
  const graph = graphs.get(design)!;
  const room = width / scale;
  const layout = useMemo(
    () => (room > 0 ? layOut(graph, room, commonWidth([...graphs.values()], room)) : null),
    [graphs, graph, room],
  );
  const pick = (event: MouseEvent) => {
    const picture = ref.current!.getBoundingClientRect();
    const x = (event.clientX - picture.left + ref.current!.scrollLeft) / scale;
    const y = (event.clientY - picture.top) / scale;
    const dot = event.detail === 0 ? null : dotNear(dots.current, { x, y });
    if (!dot) return;
    event.stopPropagation();
    onTrace(dot.trace);
  };
  const shared = { design, graph, scale };
  return (
    <div class="picture" ref={ref} onClickCapture={pick}>
      {layout && layout.placed.length > 0 && (
        <>
          <Drawing {...props} {...shared} layout={layout} bucket={bucket} chosen={chosen.part} />
          <Dots {...shared} layout={layout} clock={clock} chosen={chosen.request} found={dots} />
        </>
      )}
    </div>
  );
}
