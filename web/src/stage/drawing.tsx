/** Links and boxes of one design at a bucket. */
import type { ComponentChildren } from "preact";
import { statesOf } from "../course/state";
import type { DesignReport, Part, Strike } from "../data";
import { BoxView, type Shown } from "./box";
import { clientAt } from "./client";
import type { Graph } from "./graph";
import type { Layout } from "./layout";
import { LinkView } from "./link";
import { trafficOf } from "./traffic";
import { fillOf, spoken } from "./values";

/** The longest queue and the busiest link of all designs: bars and widths have one scale. */
export interface Scales {
  longest: number;
  busiest: number;
}

interface Props {
  design: DesignReport;
  strikes: Strike[];
  graph: Graph;
  layout: Layout;
  scale: number;
  scales: Scales;
  bucket: number;
  chosen: string | null;
  onPart: (part: string) => void;
  children?: ComponentChildren; // drawn over them
}

const isStruck = (part: Part, strikes: Strike[], time: number) =>
  strikes.some(
    (s) =>
      s.is === "fault" &&
      s.target === part.name &&
      s.from_s <= time &&
      (s.to_s === null || time < s.to_s),
  );

function Links({ graph, layout, scales, bucket }: Props) {
  const links = new Map(graph.links.map((link) => [link.id, link]));
  const name = (id: string) => graph.boxes.find((box) => box.id === id)?.label ?? id;
  return (
    <>
      {layout.routes.map(({ id, points }) => {
        const link = links.get(id)!;
        return (
          <LinkView
            key={id}
            link={link}
            points={points}
            most={scales.busiest}
            traffic={trafficOf(link, bucket)}
            names={[name(link.from), name(link.to)]}
          />
        );
      })}
    </>
  );
}

export function Drawing(props: Props) {
  const { design, strikes, layout, scale, scales, bucket, chosen, onPart } = props;
  const time = design.times_s[bucket] ?? 0;
  const shown = (part: Part): Shown => {
    const state = statesOf(part, design.times_s, strikes)[bucket] ?? "no data";
    const fill = fillOf(part, bucket, scales.longest);
    return {
      state,
      fill,
      struck: isStruck(part, strikes, time),
      spoken: spoken(part, fill, bucket),
    };
  };
  return (
    <svg
      width={layout.width * scale}
      height={layout.height * scale}
      role="group"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-label={`Parts of ${design.name}`}
    >
      <Links {...props} />
      {layout.placed.map((placed) => (
        <BoxView
          key={placed.box.id}
          placed={placed}
          shown={shown}
          chosen={chosen}
          client={clientAt(design, time)}
          onChoose={onPart}
        />
      ))}
      {props.children}
    </svg>
  );
}
