import { useMemo, useRef } from "preact/hooks";
import { useClock } from "../clock/shown";
import type { Clock } from "../clock/clock";
import { bucketAt } from "../course/buckets";
import { statesOf } from "../course/state";
import type { DesignReport, Part, Strike, Trace } from "../data";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { BoxView, type Shown } from "./box";
import { clientAt } from "./client";
import { dotNear, Dots, type Dot } from "./dots";
import type { Graph } from "./graph";
import { commonWidth, layOut } from "./layout";
import { LinkView } from "./link";
import { trafficOf } from "./traffic";
import { fillOf, spoken } from "./values";

interface Props {
  design: DesignReport;
  graphs: Map<DesignReport, Graph>;   // of all designs: their boxes have one width
  strikes: Strike[];
  clock: Clock;
  scales: { longest: number; busiest: number };   // one for all designs
  chosen: { part: string | null; request: number | null };
  onPart: (part: string) => void;
  onTrace: (trace: Trace) => void;
}

/** A target may be one instance of a part: "kafka#1". */
const isStruck = (part: Part, strikes: Strike[], time: number) => strikes.some((s) =>
  s.is === "fault" && s.target?.split("#")[0] === part.label &&
  s.from_s <= time && (s.to_s === null || time < s.to_s));

/** One design at the time of the clock. */
export function Picture({ design, graphs, strikes, clock, scales, chosen, onPart, onTrace }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { scale } = useLook();
  const i = useClock(clock, (c) => bucketAt(design.times_s, design.bucket_s, c.shown));
  const dots = useRef<Dot[]>([]);
  const graph = graphs.get(design)!;
  const room = width / scale;
  const layout = useMemo(() => 
    (room > 0 ? layOut(graph, room, commonWidth([...graphs.values()], room)) : null), [graphs, graph, room]);
  const shown = (part: Part): Shown => {
    const state = statesOf(part, design.times_s, strikes)[i] ?? "no data";
    const fill = fillOf(part, i, scales.longest);
    const struck = isStruck(part, strikes, design.times_s[i] ?? 0);
    return { state, fill, struck, spoken: spoken(part, fill, i) };
  };
  const pick = (event: MouseEvent) => {
    const picture = ref.current!.getBoundingClientRect();
    const at = { x: (event.clientX - picture.left + ref.current!.scrollLeft) / scale,
      y: (event.clientY - picture.top) / scale };
    const dot = event.detail === 0 ? null : dotNear(dots.current, at);
    if (!dot) return;
    event.stopPropagation();
    onTrace(dot.trace);
  };
  const links = new Map(graph.links.map((link) => [link.id, link]));
  const name = (id: string) => graph.boxes.find((box) => box.id === id)?.label ?? id;
  return (
    <div class="picture" ref={ref} onClickCapture={pick}>
      {layout && layout.placed.length > 0 && (
        <svg width={layout.width * scale} height={layout.height * scale} role="group"
          viewBox={`0 0 ${layout.width} ${layout.height}`} aria-label={`Parts of ${design.name}`}>
          {layout.routes.map(({ id, points }) => {
            const link = links.get(id)!;
            return <LinkView key={id} link={link} points={points} most={scales.busiest}
              traffic={trafficOf(link, i)} names={[name(link.from), name(link.to)]} />;
          })}
          {layout.placed.map((placed) => (
            <BoxView key={placed.box.id} placed={placed} shown={shown} chosen={chosen.part}
              client={clientAt(design, design.times_s[i] ?? 0)} onChoose={onPart} />
          ))}
        </svg>
      )}
      {layout && layout.placed.length > 0 &&
        <Dots design={design} graph={graph} layout={layout} scale={scale} clock={clock}
          chosen={chosen.request} found={dots} />}
    </div>
  );
}
